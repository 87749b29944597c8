"""What was bought, voted for and worn, read from a record into numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.briefs.buyers import Buyers
from isotherm.briefs.pieces import NO_PRICE, Pieces, Sized
from isotherm.briefs.sizes import named_size, size_of_body
from isotherm.ledger import Record, numbers_among, order_lines

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["read_buyers"]

_COLUMNS = ("actor_id", "product_id", "merchant_id", "category", "options", "price_fen", "kept")


def read_buyers(record: Record) -> Buyers:
    """Orders with their sizes and what became of them, size votes, and bodies from profiles."""
    rows = record.collect(_lines(record), order_by=())  # counted only: no order matters
    options = rows["options"].combine_chunks().dictionary_encode()
    sizes = [_size_in(text) for text in options.dictionary.to_pylist()]
    size = pc.take(pa.array(sizes, pa.string()), options.indices)
    votes, bodies = _size_votes(record), _bodies(record)
    names = {name: _distinct(rows[name]) for name in ("product_id", "merchant_id", "category")}
    names["actor_id"] = _distinct(rows["actor_id"], votes["actor_id"], bodies["actor_id"])
    names["size"] = _distinct(pa.chunked_array([size]), votes["size"], bodies["size"])
    pieces = Pieces(
        actor=numbers_among(rows["actor_id"], names["actor_id"]),
        product=numbers_among(rows["product_id"], names["product_id"]),
        merchant=numbers_among(rows["merchant_id"], names["merchant_id"]),
        category=numbers_among(rows["category"], names["category"]),
        size=numbers_among(size, names["size"]),
        price_fen=np.asarray(rows["price_fen"].cast(pa.int64()).fill_null(NO_PRICE)),
        kept=np.asarray(rows["kept"].cast(pa.int64()).fill_null(-1)),
    )
    return Buyers(pieces, _sized(votes, names), _sized(bodies, names), names, _offered(record))


def _sized(told: pa.Table, names: Mapping[str, pa.Array]) -> Sized:
    """Who takes which size, of those who are named and take one."""
    rows = told.drop_null()
    actor, size = (numbers_among(rows[name], names[name]) for name in ("actor_id", "size"))
    return Sized(actor, size)


def _distinct(*columns: pa.ChunkedArray) -> pa.Array:
    """The names in some columns, in order."""
    joined = pa.chunked_array([chunk for column in columns for chunk in column.chunks], pa.string())
    names = pc.unique(joined).drop_null()
    return names.take(pc.sort_indices(names))


def _lines(record: Record) -> ir.Table:
    """Order lines with category, options of the variant, and kept (None where not known)."""
    products, outcomes = record.table("products"), record.table("outcomes")
    lines = order_lines(record).select("actor_id", "price_fen", "options", "product_id")
    told = outcomes.group_by(buyer=outcomes.actor_id, bought=outcomes.product_id).aggregate(
        kept=outcomes.kept.cast("int64").min().cast("boolean")
    )
    judged = lines.left_join(told, [("actor_id", "buyer"), ("product_id", "bought")])
    judged = judged.select("actor_id", "price_fen", "options", "product_id", "kept").view()
    named = products.select("category", "merchant_id", of_product=products.product_id)
    whole = judged.left_join(named, [("product_id", "of_product")])
    whole = whole.filter(whole.actor_id.notnull())
    return whole.select(*_COLUMNS)


def _offered(record: Record) -> dict[str, frozenset[str]]:
    """The sizes in which goods of each category are offered."""
    skus, products = record.table("skus"), record.table("products")
    columns = ("category", "options")
    named = skus.inner_join(products.select("product_id", "category"), "product_id")
    rows = record.collect(named.select(*columns).distinct(), order_by=columns)
    found: dict[str, set[str]] = {}
    for category, options in zip(*(rows[name].to_pylist() for name in columns), strict=True):
        size = _size_in(options)
        if category and size:
            found.setdefault(category, set()).add(size)
    return {category: frozenset(sizes) for category, sizes in found.items()}


def _size_votes(record: Record) -> pa.Table:
    votes = record.table("votes")
    chosen = votes.filter((votes.stake == "size") & votes.value.notnull())
    columns = ("actor_id", "value")
    rows = record.collect(chosen.select(*columns).distinct(), order_by=columns)
    sizes = [named_size(text) for text in rows["value"].to_pylist()]
    return pa.table({"actor_id": rows["actor_id"], "size": pa.array(sizes, pa.string())})


def _bodies(record: Record) -> pa.Table:
    """The size that a body of the weight in the profile commonly takes."""
    actors = record.table("actors")
    told = actors.filter(actors.profile.contains("weight_kg")).select("actor_id", "profile")
    rows = record.collect(told, order_by=("actor_id",))
    weights = [orjson.loads(text).get("weight_kg") for text in rows["profile"].to_pylist()]
    sizes = [size_of_body(weight) for weight in weights]
    return pa.table({"actor_id": rows["actor_id"], "size": pa.array(sizes, pa.string())})


def _size_in(options: str | None) -> str | None:
    """The size among the options of a variant, whatever the key is called."""
    if not options:
        return None
    told = orjson.loads(options)
    for key in ("size", "Size", "尺码", "尺寸", "码数", "码"):
        if told.get(key):
            return named_size(str(told[key]))
    return None
