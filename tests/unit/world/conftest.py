"""Worlds that several tests look at, each made once."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.world import ATTACKS, WorldSettings, WorldSummary, make_world

TINY = WorldSettings(
    actors=1_500,
    notes=2_500,
    views=25_000,
    impressions=2_000,
    info_searches=2_000,
    products_per_item=3.0,
    organic=4,
    campaigns=3,
    celebrities=2,
    seasonal=2,
    steady=2,
    wave_repliers=150,
    tests=4,
)


@dataclasses.dataclass(frozen=True)
class Made:
    """A world on disk, read table by table."""

    summary: WorldSummary

    def table(self, kind: str, name: str) -> pa.Table:
        return _read(self.summary.folder / kind / f"{name}.parquet")

    def rows(self, kind: str, name: str) -> list[dict[str, Any]]:
        return self.table(kind, name).to_pylist()

    def column(self, kind: str, name: str, column: str) -> list[Any]:
        return self.table(kind, name)[column].to_pylist()


@functools.cache
def _read(path: Path) -> pa.Table:
    return pq.read_table(path)


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Made]:
    """Make a tiny world with other arguments, each kind once."""
    kept: dict[str, Made] = {}

    def _make(**arguments: Any) -> Made:
        settings = arguments.pop("settings", TINY)
        name = repr((settings, sorted(arguments.items())))
        if name not in kept:
            folder = tmp_path_factory.mktemp("world")
            kept[name] = Made(make_world(folder, settings=settings, **arguments))
        return kept[name]

    return _make


@pytest.fixture(scope="session")
def tiny(make: Callable[..., Made]) -> Made:
    return make(attacks=())


@pytest.fixture(scope="session")
def null(make: Callable[..., Made]) -> Made:
    return make(null=True)


@pytest.fixture(scope="session")
def attacked(make: Callable[..., Made]) -> Made:
    """All attacks at once, two in a hundred each."""
    return make(attacks=tuple((kind, 0.02) for kind in ATTACKS))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(make_world(tmp_path_factory.mktemp("small"), seed=11, size="small"))
