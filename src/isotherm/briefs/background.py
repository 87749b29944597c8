"""What is known before any brief is written: members, weights, past record, language, key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.briefs.subjects import Borrowed, Subject, pieces_per_asker
from isotherm.briefs.words import Language
from isotherm.ledger import Record

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = [
    "language_of",
    "members_of",
    "past_records",
    "private_rows",
    "sales_of_trends",
    "weights_of",
]

_PRIVATE_ROWS = 64
_UNKNOWN = 0.6  # covered share of forecasts of which none has come due yet
_UNKNOWN_COUNT = 10.0  # how many forecasts that counts for


def members_of(memberships: pa.Table, belongs: float) -> dict[str, pa.Array]:
    """Who belongs to each stratum."""
    own = memberships.filter(pc.greater_equal(memberships["weight"], belongs))
    stratum = own["stratum_id"].combine_chunks().dictionary_encode()
    number, people = np.asarray(stratum.indices), own["actor_id"].combine_chunks()
    order, names = np.argsort(number, kind="stable"), stratum.dictionary.to_pylist()
    ends = np.cumsum(np.bincount(number, minlength=len(names)))
    starts = np.concatenate([[0], ends])[:-1]
    return {
        name: people.take(pa.array(order[start:end]))
        for name, start, end in zip(names, starts.tolist(), ends.tolist(), strict=True)
    }


def weights_of(coordinated: pa.Table | None) -> dict[str, float]:
    """What coordinated accounts count for; who is not listed counts 1."""
    if coordinated is None:
        return {}
    return dict(
        zip(coordinated["actor_id"].to_pylist(), coordinated["weight"].to_pylist(), strict=True)
    )


def past_records(ledger: pa.Table | None) -> dict[str, float]:
    """How often each subject's earlier forecasts covered what came; "" over all of them.

    Few forecasts prove little: to a subject's own ten are added that did as all have, to all of
    them ten that covered six tenths.
    """
    told: dict[str, list[bool]] = {"": []}
    for row in [] if ledger is None else ledger.to_pylist():
        if row["covered"] is not None:
            for name in (row["subject_id"], ""):
                told.setdefault(name, []).append(row["covered"])
    usual = _shrunk(told.pop(""), towards=_UNKNOWN)
    return {"": usual} | {name: _shrunk(held, towards=usual) for name, held in told.items()}


def _shrunk(held: Sequence[bool], *, towards: float) -> float:
    return (sum(held) + _UNKNOWN_COUNT * towards) / (len(held) + _UNKNOWN_COUNT)


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


def sales_of_trends(record: Record, needs: pa.Table, *, keep_rate: float) -> Borrowed:
    """What the size of a trend may lean on where its own sales say nothing yet."""
    reactions, orders = record.table("reactions"), record.table("orders")
    from_notes = orders.filter((orders.source_kind == "note") & orders.source_id.notnull())
    carts = reactions.filter(reactions.kind == "cart")
    put = _value(record, carts.aggregate(value=carts["count"].fill_null(1).sum()))
    lines = _value(record, orders.aggregate(value=orders.count()))
    told = _value(record, from_notes.aggregate(value=from_notes.count()))
    return Borrowed(
        pieces_per_asker=pieces_per_asker(needs),
        pieces_per_cart=min(lines / put, 1.0) * keep_rate if put else 0.0,
        attributed="known" if told else "unknown",
    )


def _value(record: Record, one: ir.Table) -> int:
    """The one value of a table of one row; 0 where it is null."""
    return int(record.collect(one, order_by=())["value"][0].as_py() or 0)
