"""What the base installation pulls in may be used together with Apache-2.0."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ALLOWED = ("apache", "bsd", "mit", "isc", "python software foundation", "psf", "mpl-2.0", "zlib",
           "mozilla public license 2.0", "unlicense", "0bsd", "cc0")  # fmt: skip
REFUSED = re.compile(r"(?<!l)gpl|affero|general public license", re.IGNORECASE)
ROOT = Path(__file__).parents[3]


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return found[0].lower().replace("_", "-")


def base_requirements() -> list[str]:
    """Every distribution the base installation holds, from the project's own list onward."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting, seen = [name_of(one) for one in project["dependencies"]], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        try:
            requires = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # for another system or Python
        seen.add(name)
        waiting += [name_of(one) for one in requires if "extra ==" not in one]
    return sorted(seen)


def licence_of(name: str) -> str:
    """What a distribution says of its licence, in its own words."""
    told = metadata.metadata(name)
    classifiers = [c for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    first = (told.get("License") or "").strip().split("\n")[0][:200]
    return " | ".join(filter(None, [told.get("License-Expression"), first, *classifiers]))


@pytest.mark.parametrize("name", base_requirements())
def test_a_dependency_may_be_used_with_apache_2(name: str) -> None:
    licence = licence_of(name)
    assert any(word in licence.lower() for word in ALLOWED), f"{name}: {licence!r}"
    assert not REFUSED.search(licence), f"{name}: {licence!r}"


@pytest.mark.parametrize("licence", ["GPL-2.0-or-later", "GNU General Public License v3", "AGPLv3"])
def test_control_a_copyleft_licence_is_refused(licence: str) -> None:
    assert REFUSED.search(licence)


def test_copyleft_peers_stay_out_of_the_base() -> None:
    assert not {"igraph", "leidenalg"} & set(base_requirements())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    peers = {name_of(one) for one in project["optional-dependencies"]["bench"]}
    assert {"igraph", "leidenalg"} <= peers
