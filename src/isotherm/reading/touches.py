"""Touches: each actor's deliberate contacts with notes, products and queries, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isotherm.ledger import Record, order_lines

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["build_touches"]

STRENGTH = {
    "author": 3.0,
    "order": 3.0,
    "reply": 2.0,
    "cart": 2.0,
    "save": 2.0,
    "share": 2.0,
    "search": 1.0,
    "like": 1.0,
    "view": 0.25,
}
"""How much a contact says of the one who made it; an impression says nothing."""


def build_touches(record: Record) -> ir.Table:
    """Distinct actor x item contacts: actor_id, item_kind, item_id, at (the first), strength.

    Queries are items too, named by their normalised text. Views are contacts only in a record
    that has no stronger ones. The strength of a pair is that of its strongest contact.
    """
    import ibis

    parts = [_authored(record), _replied(record), _reacted(record)]
    parts += [_searched(record), _ordered(record)]
    contacts = ibis.union(*parts, distinct=False)
    named = contacts.filter(
        contacts.actor_id.notnull() & contacts.item_id.notnull() & contacts.at.notnull()
    )
    return named.group_by(["actor_id", "item_kind", "item_id"]).aggregate(
        at=named["at"].min(), strength=named["strength"].max()
    )


def _contact(
    table: ir.Table, *, who: str, kind: str, item: ir.StringValue, strength: float | ir.Value
) -> ir.Table:
    import ibis

    return table.select(
        actor_id=table[who].cast("string"),
        item_kind=ibis.literal(kind),
        item_id=item.cast("string"),
        at=table["at"],
        strength=ibis.literal(strength).cast("float64")
        if isinstance(strength, float)
        else strength,
    )


def _authored(record: Record) -> ir.Table:
    notes = record.table("notes")
    return _contact(
        notes, who="author_id", kind="note", item=notes.note_id, strength=STRENGTH["author"]
    )


def _replied(record: Record) -> ir.Table:
    replies = record.table("replies")
    return _contact(
        replies, who="actor_id", kind="note", item=replies.note_id, strength=STRENGTH["reply"]
    )


def _reacted(record: Record) -> ir.Table:
    import ibis

    reactions = record.table("reactions")
    stronger = ["like", "save", "share", "cart"]
    kinds = stronger if _has_kinds(record, stronger) else [*stronger, "view"]
    meant = reactions.filter(reactions.kind.isin(kinds))
    strength = ibis.cases(*((meant.kind == k, STRENGTH[k]) for k in kinds), else_=0.0)
    kind = ibis.ifelse(meant.note_id.notnull(), "note", "product")
    return meant.select(
        actor_id=meant.actor_id,
        item_kind=kind,
        item_id=ibis.coalesce(meant.note_id, meant.product_id),
        at=meant["at"],
        strength=strength.cast("float64"),
    )


def _has_kinds(record: Record, kinds: list[str]) -> bool:
    reactions = record.table("reactions")
    some = reactions.filter(reactions.kind.isin(kinds)).limit(1)
    return record.collect(some.select("kind"), order_by=()).num_rows > 0


def _searched(record: Record) -> ir.Table:
    searches = record.table("searches")
    query = searches.query.strip().lower().re_replace(r"\s+", " ")
    return _contact(searches, who="actor_id", kind="query", item=query, strength=STRENGTH["search"])


def _ordered(record: Record) -> ir.Table:
    lines = order_lines(record)
    item = lines.product_id
    return _contact(lines, who="actor_id", kind="product", item=item, strength=STRENGTH["order"])
