"""The deliberate acts of a ledger, one channel at a time, as arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from isotherm.trust.acts import Edges, Ints
from isotherm.trust.lives import Lives, seconds
from isotherm.trust.settings import TrustSettings

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from isotherm.ledger import Record

__all__ = ["Channel", "numbered", "read_channels"]

_DELIBERATE = ("like", "save", "share", "cart")


@dataclass(frozen=True)
class Channel:
    """Acts of one sort, with the texts that went with them (empty where none)."""

    name: str
    edges: Edges


def read_channels(
    record: Record, lives: Lives, settings: TrustSettings, *, texts: bool = True
) -> Iterator[Channel]:
    """Every channel of the record that has acts, in a fixed order; texts are compared or not."""
    for name, expr in _expressions(record).items():
        rows = record.collect(expr, order_by=())  # whoever looks at acts sorts their numbers
        if rows.num_rows:
            yield Channel(name, _edges(rows, lives, settings, texts=texts))


def _expressions(record: Record) -> dict[str, ir.Table]:
    """One table a channel: actor_id, target_id, owner_id, at, text."""
    notes = record.table("notes").select("note_id", "author_id")
    products = record.table("products").select("product_id", "merchant_id")
    found = {}
    if record.has("replies", "actor_id"):
        found["replies"] = _on_notes(record.table("replies"), notes)
    if record.has("reactions", "actor_id"):
        reactions = record.table("reactions")
        chosen = reactions.filter(reactions.kind.isin(_DELIBERATE)).mutate(text=_nothing())
        found["reactions"] = _on_notes(chosen.filter(chosen.note_id.notnull()), notes)
        found["goods"] = _on_products(chosen.filter(chosen.product_id.notnull()), products)
    if record.has("orders", "actor_id", "product_id"):
        orders = record.table("orders").mutate(text=_nothing())
        found["orders"] = _on_products(orders.filter(orders.product_id.notnull()), products)
    if record.has("votes", "actor_id"):
        votes = record.table("votes")
        option = votes.test_id + " " + votes.option_id
        found["votes"] = _plain(votes, option, owner=votes.test_id)
    if record.has("searches", "actor_id"):
        searches = record.table("searches")
        query = searches["query"].strip().lower()
        found["searches"] = _plain(searches, query, owner=query)
    return found


def _nothing() -> Any:
    import ibis

    return ibis.literal("", type="string")


def _on_notes(acts: ir.Table, notes: ir.Table) -> ir.Table:
    joined = acts.left_join(notes, acts.note_id == notes.note_id)
    own = joined.author_id.fill_null("")
    theirs = joined.filter(joined.actor_id.notnull() & (joined.actor_id != own))
    return theirs.select(
        "actor_id",
        "at",
        target_id=theirs.note_id,
        owner_id=theirs.author_id.fill_null(""),
        text=theirs["text"].fill_null(""),
    )


def _on_products(acts: ir.Table, products: ir.Table) -> ir.Table:
    joined = acts.left_join(products, acts.product_id == products.product_id)
    named = joined.filter(joined.actor_id.notnull())
    return named.select(
        "actor_id",
        "at",
        target_id=named.product_id,
        owner_id=named.merchant_id.fill_null(""),
        text=named["text"],
    )


def _plain(acts: ir.Table, target: Any, *, owner: Any) -> ir.Table:
    named = acts.mutate(target_id=target, owner_id=owner, text=_nothing())
    return named.filter(named.actor_id.notnull()).select(
        "actor_id", "at", "target_id", "owner_id", "text"
    )


def _edges(rows: pa.Table, lives: Lives, settings: TrustSettings, *, texts: bool) -> Edges:
    actor = lives.index(rows["actor_id"])
    at = seconds(rows["at"])
    return Edges(
        actor=actor,
        target=numbered(rows["target_id"]),
        at=at,
        text=_same_text(rows["text"]) if texts else None,
        owner=numbered(rows["owner_id"], missing=""),
        signs=lives.signs(actor, at, settings),
        sign_names=lives.names,
    )


def numbered(column: pa.ChunkedArray, *, missing: str | None = None) -> Ints:
    """Numbers of the values in sorted order; -1 for ``missing``."""
    numbers, names = _ranked(column)
    return numbers - 1 if len(names) and names[0].as_py() == missing else numbers


def _ranked(column: pa.ChunkedArray) -> tuple[Ints, pa.Array]:
    """For each value its place among the distinct values in sorted order, and those values."""
    import pyarrow.compute as pc

    encoded = column.combine_chunks().dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    place = np.empty(len(order), dtype=np.int64)
    place[order.to_numpy()] = np.arange(len(order))
    return place[encoded.indices.to_numpy()], encoded.dictionary.take(order)


def _same_text(column: pa.ChunkedArray) -> Ints:
    """Numbers that near-duplicate texts share; -1 where there is no text."""
    numbers, texts = _ranked(column)
    if len(texts) == 0 or texts[-1].as_py() == "":
        return np.full(len(numbers), -1, dtype=np.int64)
    from isotherm.text import near_duplicates

    return near_duplicates(texts.to_pylist())[numbers]
