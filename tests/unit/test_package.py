from __future__ import annotations

import datetime as dt
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

import isotherm as iso

HOUSE = Path(iso.__file__).parent
NOT_OFFERED = {"cli", "web"}  # doors of their own: the command line, the town


def test_all_rooms_are_offered() -> None:
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")} - NOT_OFFERED
    assert set(iso.__all__) == rooms | {"__version__", "errors", "settings"}
    assert iso.__all__ == sorted(iso.__all__)
    assert set(iso.__all__) <= set(dir(iso))


@pytest.mark.parametrize("name", iso.__all__)
def test_what_is_offered_is_there(name: str) -> None:
    found = getattr(iso, name)
    for offered in getattr(found, "__all__", ()):
        assert getattr(found, offered) is not None


def test_what_is_not_offered_is_refused() -> None:
    with pytest.raises(AttributeError, match="weather"):
        iso.weather  # noqa: B018 - asking is the test


def test_the_version_is_the_installed_one() -> None:
    assert iso.__version__ == metadata.version("isotherm")


def loaded(code: str) -> set[str]:
    """What a fresh interpreter has loaded after some code."""
    asked = f"{code}\nimport sys\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, timeout=60)
    return set(ran.stdout.decode().split())


@pytest.mark.parametrize("code", ["import isotherm", "import isotherm.cli"])
def test_importing_loads_nothing_heavy(code: str) -> None:
    heavy = {"numpy", "scipy", "sklearn", "pyarrow", "duckdb", "ibis", "numba", "rich"}
    assert loaded(code).isdisjoint(heavy)


def test_control_a_room_brings_what_it_needs() -> None:
    assert "numpy" in loaded("import isotherm as iso; iso.feed")


def test_the_calls_of_the_contract() -> None:
    R = sparse.csr_array(np.random.default_rng(1).random((40, 30)) < 0.2)
    users = [0, 1]
    recipe = iso.feed.Recipe(rank=4)
    assert iso.feed.SpectralRetriever(recipe).fit(R).top_k(users, 5).shape == (2, 5)
    assert iso.strata.discover(R) is not None
    series = np.arange(60, dtype=float)[None, :] % 7
    assert iso.forecast.forecast(series, 7, 7, leading=None) is not None
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert iso.trends.ResonanceDetector(2).update(at, np.array([3, 4])) is not None
    votes = [("lilac", "u1", 0, "like", None)]
    decided = iso.livetest.Test(["lilac"], 0.1).record(votes).decide()
    assert decided.options[0].verdict == "undecided"
    edges = np.array([[0, 0], [1, 0], [2, 1]])
    assert iso.trust.coordinated(edges) is not None
    assert iso.inference.ebh(np.array([0.0, 9.0]), 0.05).tolist() == [False, True]
