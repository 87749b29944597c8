"""What is known before any brief is written: members, weights, past record, language, key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from isotherm.briefs.subjects import Subject
from isotherm.briefs.words import Language
from isotherm.ledger import Record

__all__ = ["covered_share", "language_of", "members_of", "private_rows", "weights_of"]

_PRIVATE_ROWS = 64


def members_of(memberships: pa.Table, belongs: float) -> dict[str, pa.Array]:
    """Who belongs to each stratum, sorted."""
    own = memberships.filter(pc.greater_equal(memberships["weight"], belongs))
    grouped = own.group_by("stratum_id").aggregate([("actor_id", "distinct")])
    return {
        row["stratum_id"]: pa.array(sorted(row["actor_id_distinct"]), pa.string())
        for row in grouped.to_pylist()
    }


def weights_of(coordinated: pa.Table | None) -> dict[str, float]:
    """What coordinated accounts count for; who is not listed counts 1."""
    if coordinated is None:
        return {}
    return dict(
        zip(coordinated["actor_id"].to_pylist(), coordinated["weight"].to_pylist(), strict=True)
    )


def covered_share(ledger: pa.Table | None) -> dict[str, float]:
    """How often each subject's earlier forecasts covered what came; "" over all of them."""
    told: dict[str, list[bool]] = {}
    for row in [] if ledger is None else ledger.to_pylist():
        if row["covered"] is not None:
            for name in (row["subject_id"], ""):
                told.setdefault(name, []).append(row["covered"])
    return {name: sum(held) / len(held) for name, held in told.items()}


def language_of(subjects: Iterable[Subject]) -> Language:
    """Chinese when a good part of the subjects' letters are."""
    letters = [c for subject in subjects for word in subject.words for c in word if c.isalpha()]
    chinese = sum("\u3400" <= letter <= "\u9fff" for letter in letters)
    return "zh" if chinese > 0.2 * max(len(letters), 1) else "en"


def private_rows(record: Record) -> Sequence[str]:
    """The earliest rows that nobody outside the house has seen: they stay from day to day."""
    for name, column in (("searches", "query"), ("orders", "order_id"), ("replies", "reply_id")):
        if record.has(name, "at", "actor_id"):
            table = record.table(name)
            order = ["at", "actor_id", column]
            first = table.filter(table["at"].notnull()).select(*order).order_by(order)
            rows = record.collect(first.limit(_PRIVATE_ROWS), order_by=order)
            return [str(row) for row in rows.to_pylist()]
    return ()
