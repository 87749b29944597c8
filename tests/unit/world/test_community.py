"""The same arguments give the same bytes, in one file or in parts."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from isotherm.errors import SettingsError
from isotherm.world import SIZES, WorldSettings, make_world


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


MINI = WorldSettings(
    actors=500,
    notes=600,
    views=6_000,
    impressions=500,
    info_searches=500,
    products_per_item=1.0,
    organic=2,
    campaigns=1,
    celebrities=1,
    seasonal=1,
    steady=1,
    wave_repliers=100,
    tests=2,
)


def test_same_seed_same_bytes_other_seed_others(tmp_path: Path) -> None:
    first = make_world(tmp_path / "a", settings=MINI)
    again = make_world(tmp_path / "b", settings=MINI)
    assert contents(again.folder) == contents(first.folder)
    other = make_world(tmp_path / "b", settings=MINI, seed=8)
    changed = contents(other.folder)
    assert changed["ledger/notes.parquet"] != contents(first.folder)["ledger/notes.parquet"]


def test_parts_and_chunks_hold_the_same_people_and_shops(tmp_path: Path) -> None:
    whole = make_world(tmp_path / "whole", settings=MINI)
    settings = dataclasses.replace(MINI, rows_per_part=1_000, notes_per_chunk=200)
    made = make_world(tmp_path / "parts", settings=settings)
    parts = sorted((tmp_path / "parts" / "ledger" / "reactions").glob("*.parquet"))
    assert len(parts) > 3
    assert sum(pq.read_metadata(p).num_rows for p in parts) == made.ledger_rows["reactions"]
    for name, key in (("actors", "actor_id"), ("products", "product_id")):
        there = pq.read_table(whole.folder / "ledger" / f"{name}.parquet")[key].to_pylist()
        assert set(pq.read_table(made.folder / "ledger" / name)[key].to_pylist()) == set(there)
    ids = pq.read_table(made.folder / "ledger" / "replies")["reply_id"].to_pylist()
    assert len(set(ids)) == len(ids)


def test_progress_counts_up_and_the_old_world_goes(tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "stale.parquet").write_bytes(b"old")
    seen: list[tuple[str, int, int]] = []
    make_world(tmp_path, settings=MINI, null=True, progress=lambda *step: seen.append(step))
    assert not (tmp_path / "ledger" / "stale.parquet").exists()
    assert [done for _, done, _ in seen] == list(range(len(seen)))
    assert {total for _, _, total in seen} == {len(seen)}


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(SettingsError, match="mixing"):
        WorldSettings(mixing=1.5)
    with pytest.raises(SettingsError, match="actor"):
        WorldSettings.from_mapping({"actor": 9})
    assert SIZES["large"].views > SIZES["medium"].views > SIZES["small"].views
