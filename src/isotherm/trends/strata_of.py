"""Where a trend lives: the strata its repliers belong to more than people at large do."""

from __future__ import annotations

import pyarrow as pa

from isotherm.ledger import Record
from isotherm.trends.heard import answers

__all__ = ["place_trends"]

_BELONGS = 0.15
_LEAST_SHARE = 0.08  # of a trend's repliers
_LEAST_LIFT = 1.3  # over the share of all members


def place_trends(record: Record, trends: pa.Table, memberships: pa.Table) -> pa.Table:
    """Trends with the strata whose members answer their notes, the strongest first.

    A stratum counts when at least 8% of the repliers belong to it and they do so 1.3 times as
    often as members at large.
    """
    found = _strata_of(record, trends["note_ids"].to_pylist(), memberships)
    field = trends.schema.field("stratum_ids")
    column = pa.array(found, field.type)
    return trends.set_column(trends.column_names.index(field.name), field, column)


def _strata_of(record: Record, note_ids: list[list[str]], memberships: pa.Table) -> list[list[str]]:
    """For each list of notes its strata."""
    if not any(note_ids) or memberships.num_rows == 0:
        return [[] for _ in note_ids]
    engine = record.engine
    wave = [number for number, notes in enumerate(note_ids) for _ in notes]
    flat = [note for notes in note_ids for note in notes]
    notes = engine.read_arrow(pa.table({"wave": wave, "note_id": flat}))
    members = engine.read_arrow(memberships)
    members = members.filter(members.weight >= _BELONGS).select("actor_id", "stratum_id")
    people = answers(record).inner_join(notes, "note_id").select("wave", "actor_id").distinct()
    placed = people.inner_join(members, "actor_id")
    counts = placed.group_by(["wave", "stratum_id"]).aggregate(number=placed.count())
    rows = record.collect(counts, order_by=("wave", "stratum_id")).to_pylist()
    known = people.semi_join(members, "actor_id")
    sizes = known.group_by("wave").aggregate(number=known.count())
    of_wave = {
        r["wave"]: r["number"] for r in record.collect(sizes, order_by=("wave",)).to_pylist()
    }
    base = _base_shares(memberships)
    found: list[list[tuple[float, str]]] = [[] for _ in note_ids]
    for row in rows:
        share = row["number"] / of_wave[row["wave"]]
        if share >= _LEAST_SHARE and share >= _LEAST_LIFT * base[row["stratum_id"]]:
            found[row["wave"]].append((-share, row["stratum_id"]))
    return [[stratum for _, stratum in sorted(strata)] for strata in found]


def _base_shares(memberships: pa.Table) -> dict[str, float]:
    """Each stratum's share of all people who belong anywhere."""
    weights = memberships["weight"].to_pylist()
    belongs = memberships.filter(pa.array([w is not None and w >= _BELONGS for w in weights]))
    everyone = max(len(set(belongs["actor_id"].to_pylist())), 1)
    counted = belongs.group_by("stratum_id").aggregate([([], "count_all")])
    return {
        name: count / everyone
        for name, count in zip(
            counted["stratum_id"].to_pylist(), counted["count_all"].to_pylist(), strict=True
        )
    }
