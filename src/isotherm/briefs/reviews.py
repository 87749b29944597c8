"""Reviews: which sensitive needs somebody looked at and let pass."""

from __future__ import annotations

from isotherm.ledger import Record

__all__ = ["passed_needs"]


def passed_needs(record: Record) -> frozenset[str]:
    """The needs that merchants may be told of although they touch something sensitive.

    A review holds for the need it names, at whatever moment the record is read: a need that has
    another id is another need, and waits for a review of its own.

    >>> rows = [{"need_id": "n-1", "passed": True}, {"need_id": "n-2", "passed": False}]
    >>> note = {"note_id": "a", "at": "2026-01-01T00:00:00"}
    >>> sorted(passed_needs(Record.from_rows({"notes": [note], "need_reviews": rows})))
    ['n-1']
    """
    reviews = record.table("need_reviews")
    rows = record.collect(reviews.filter(reviews.passed), order_by=("need_id",))
    return frozenset(rows["need_id"].to_pylist())
