"""What followed from a trend: asks under its notes, carts, orders and what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from isotherm.ledger import Record
from isotherm.text import classify_asks

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["follow_up"]


def follow_up(record: Record, trend_notes: pa.Table) -> dict[str, dict[str, int]]:
    """Counts by trend: asks, carts, orders and kept_units.

    ``trend_notes`` has trend_id and note_id. A cart counts when it was put under one of the
    notes, or on a product that one of them carries since it was written; an order when it names
    one of the notes as its source. A piece is kept unless its outcome says that it went back;
    without any outcome in the record nothing is known to be kept.
    """
    notes = record.engine.read_arrow(trend_notes)
    counts: dict[str, dict[str, int]] = {
        trend: {"asks": 0, "carts": 0, "orders": 0, "kept_units": 0}
        for trend in sorted(set(trend_notes["trend_id"].to_pylist()))
    }
    for name, rows in (
        ("asks", _asks(record, notes)),
        ("carts", _carts(record, notes)),
        ("orders", _orders(record, notes)),
        ("kept_units", _kept(record, notes)),
    ):
        for trend, number in zip(rows[0].to_pylist(), rows[1].to_pylist(), strict=True):
            counts[trend][name] = int(number or 0)
    return counts


def _asks(record: Record, notes: ir.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    replies = record.table("replies")
    said = replies.inner_join(notes, "note_id").filter(replies.text.notnull())
    rows = record.collect(said.select("trend_id", "text"), order_by=("trend_id", "text"))
    texts = rows["text"].unique()
    kinds = dict(zip(texts.to_pylist(), classify_asks(texts.to_pylist()), strict=True))
    asked = pa.array([bool(kinds[text]) for text in rows["text"].to_pylist()], pa.bool_())
    counted = rows.filter(asked).group_by("trend_id").aggregate([([], "count_all")])
    return counted["trend_id"], counted["count_all"]


def _carts(record: Record, notes: ir.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Carts under the notes, and carts of a product that one of them carries, since it did."""
    reactions = record.table("reactions")
    carts = reactions.filter(reactions.kind == "cart").mutate(
        number=reactions["count"].fill_null(1)
    )
    under = carts.inner_join(notes, "note_id").select("trend_id", "number")
    written = record.table("notes").inner_join(notes, "note_id")
    carried = written.select(
        "trend_id", since=written["at"], product_id=written.product_ids.unnest()
    )
    first = carried.group_by(["trend_id", "product_id"]).aggregate(since=carried.since.min())
    bare = carts.filter(carts.note_id.isnull()).inner_join(first, "product_id")
    later = bare.filter(bare["at"] >= bare.since).select("trend_id", "number")
    both = under.union(later)
    return _sum(record, both, both.number)


def _orders(record: Record, notes: ir.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    sourced = _sourced(record, notes)
    return _sum(record, sourced, sourced.order_id.notnull().cast("int64"))


def _kept(record: Record, notes: ir.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    sourced, outcomes = _sourced(record, notes), record.table("outcomes")
    known = outcomes.filter(outcomes.order_id.notnull() & outcomes.kept.notnull())
    kept = known.group_by(["order_id"]).aggregate(kept=known.kept.cast("int64").min())
    joined = sourced.inner_join(kept, "order_id")
    return _sum(record, joined, joined.kept * joined.quantity.fill_null(1))


def _sourced(record: Record, notes: ir.Table) -> ir.Table:
    orders = record.table("orders")
    from_notes = orders.filter(orders.source_kind.fill_null("note") == "note")
    return from_notes.inner_join(notes, from_notes.source_id == notes.note_id)


def _sum(
    record: Record, rows: ir.Table, amount: ir.Value
) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    summed = rows.group_by("trend_id").aggregate(number=amount.sum().cast("int64"))
    found = record.collect(summed, order_by=("trend_id",))
    return found["trend_id"], found["number"]
