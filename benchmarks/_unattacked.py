"""The same community without some of its attacks: every other event as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

__all__ = ["attackers", "without_attacks"]


def attackers(world: Path, kind: str) -> set[str]:
    """The accounts that carry out attacks of this kind."""
    rows = _truth(world, "coordinated")
    return {row["actor_id"] for row in rows if row["kind"] == kind}


def without_attacks(world: Path, out: Path, kinds: Sequence[str]) -> None:
    """Write the ledger again without what these attackers wrote and did, and what it set off.

    Hijacked accounts are people's: they stay, and lose only what was done under staged notes.
    """
    accounts = {a for kind in kinds if kind != "hijacked" for a in attackers(world, kind)}
    notes = _staged_notes(world, kinds)
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted((world / "ledger").glob("*.parquet")):
        table = pq.read_table(path)
        for column in ("actor_id", "author_id", "followed_id"):
            table = _drop(table, column, accounts)
        table = _drop(table, "note_id", notes)
        table = _drop_clicks(table, notes)
        pq.write_table(_without_seconds(table, accounts), out / path.name)


def _staged_notes(world: Path, kinds: Sequence[str]) -> set[str]:
    """The notes of the waves that attacks of these kinds stage."""
    staged = {row["trend_id"] for row in _truth(world, "trends") if row["attack"] in kinds}
    return {row["note_id"] for row in _truth(world, "trend_notes") if row["trend_id"] in staged}


def _truth(world: Path, name: str) -> list[dict[str, Any]]:
    return pq.read_table(world / "truth" / f"{name}.parquet").to_pylist()


def _drop(table: pa.Table, column: str, gone: set[str]) -> pa.Table:
    if column not in table.column_names or not gone:
        return table
    named = pc.is_in(table[column], value_set=pa.array(sorted(gone), pa.string()))
    return table.filter(pc.invert(named))


def _drop_clicks(table: pa.Table, notes: set[str]) -> pa.Table:
    """Searches that led to a staged note were set off by it."""
    if "clicked" not in table.column_names or not notes:
        return table
    led = [bool(notes.intersection(opened or ())) for opened in table["clicked"].to_pylist()]
    return table.filter(pc.invert(pa.array(led)))


def _without_seconds(table: pa.Table, accounts: set[str]) -> pa.Table:
    """Wishes without the attackers who seconded them."""
    if "seconded_by" not in table.column_names:
        return table
    place = table.column_names.index("seconded_by")
    kept = [
        None if one is None else [a for a in one if a not in accounts]
        for one in table["seconded_by"].to_pylist()
    ]
    field = table.schema.field(place)
    return table.set_column(place, field, pa.array(kept, field.type))
