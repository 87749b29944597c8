"""What followed from a trend: asks under its notes, carts, orders and what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from isotherm.ledger import Record
from isotherm.text import classify_asks

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["follow_up"]

_SOON_DAYS = 14  # from a reply to an order that it led to


def follow_up(record: Record, trend_notes: pa.Table) -> dict[str, dict[str, int | None]]:
    """Counts by trend: asks, carts, orders and kept_units.

    ``trend_notes`` has trend_id and note_id. A cart counts when it was put under one of the
    notes, or on a product that one of them carries since it was written. An order counts when it
    names one of the notes as its source, or names none, and somebody who replied under one of
    the notes orders within two weeks what one of them carries. Orders and kept pieces are None
    where neither can be known. A piece is kept unless its outcome says that it went back;
    without any outcome in the record nothing is known to be kept.
    """
    notes = record.engine.read_arrow(trend_notes)
    counts: dict[str, dict[str, int | None]] = {
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
    for trend in sorted(set(counts) - _traceable(record, notes)):
        counts[trend].update(orders=None, kept_units=None)
    return counts


def _traceable(record: Record, notes: ir.Table) -> set[str]:
    """Trends whose orders can be known: sources are exported, or a product is carried."""
    orders = record.table("orders")
    named = orders.filter((orders.source_kind == "note") & orders.source_id.notnull())
    found = notes if _exist(record, named) else _carried(record, notes)
    if not _exist(record, orders):
        return set()
    rows = record.collect(found.select("trend_id").distinct(), order_by=("trend_id",))
    return set(rows["trend_id"].to_pylist())


def _exist(record: Record, rows: ir.Table) -> bool:
    return record.collect(rows.select("order_id").limit(1), order_by=()).num_rows > 0


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
    first = _carried(record, notes)
    bare = carts.filter(carts.note_id.isnull()).inner_join(first, "product_id")
    later = bare.filter(bare["at"] >= bare.since).select("trend_id", "number")
    both = under.union(later)
    return _sum(record, both, both.number)


def _carried(record: Record, notes: ir.Table) -> ir.Table:
    """The products that a trend's notes carry, and since when."""
    written = record.table("notes").inner_join(notes, "note_id")
    each = written.select("trend_id", since=written["at"], product_id=written.product_ids.unnest())
    return each.group_by(["trend_id", "product_id"]).aggregate(since=each.since.min())


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
    """Orders from a trend's notes: those that say so, and of the silent ones its repliers'."""
    orders = record.table("orders")
    from_notes = orders.filter(orders.source_kind.fill_null("note") == "note")
    named = from_notes.inner_join(notes, from_notes.source_id == notes.note_id)
    kept = ("trend_id", "order_id", "quantity")
    return named.select(*kept).union(_of_repliers(record, notes, from_notes).select(*kept))


def _of_repliers(record: Record, notes: ir.Table, orders: ir.Table) -> ir.Table:
    """Orders without a source by those who replied, of what the notes carry, soon after."""
    import ibis

    replies, skus = record.table("replies"), record.table("skus")
    said = replies.inner_join(notes, "note_id").filter(replies.actor_id.notnull())
    heard = said.group_by(["trend_id", "actor_id"]).aggregate(heard_at=said["at"].min())
    of_sku = skus.select(sku_id=skus.sku_id, of_product=skus.product_id)
    bare = orders.filter(orders.source_id.isnull()).left_join(of_sku, "sku_id")
    bare = bare.select(
        "order_id",
        "actor_id",
        "at",
        "quantity",
        product_id=ibis.coalesce(bare.product_id, bare.of_product),
    )
    known = bare.filter(bare.product_id.notnull())
    wanted = known.inner_join(_carried(record, notes), "product_id")
    wanted = wanted.filter(wanted["at"] >= wanted.since)
    both = wanted.inner_join(heard, ["trend_id", "actor_id"])
    soon = both["at"] <= both.heard_at + ibis.interval(days=_SOON_DAYS)
    return both.filter((both["at"] >= both.heard_at) & soon)


def _sum(
    record: Record, rows: ir.Table, amount: ir.Value
) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    summed = rows.group_by("trend_id").aggregate(number=amount.sum().cast("int64"))
    found = record.collect(summed, order_by=("trend_id",))
    return found["trend_id"], found["number"]
