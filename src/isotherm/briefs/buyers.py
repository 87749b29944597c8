"""What people of given strata bought and kept: sizes, prices and the share they keep."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger import Record
from isotherm.privacy import coarse_shares, merge_neighbours
from isotherm.text import parse_attributes

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["Buyers", "read_buyers"]

_LETTERS = ("XS", "S", "M", "L", "XL", "2XL", "3XL", "4XL", "5XL", "6XL")
_LETTER = re.compile(r"^(X{1,6}|\d)?-?(XL|XS|L|S|M)$")
_PRICE_GRAIN = 1000  # fen: prices are shown in whole tens
_LEAST_CELLS = 2  # a curve of one cell says nothing
# Weight at which a size ends, kg, for women's tops as commonly graded; used where nobody bought.
_SIZE_UP_TO_KG = {"S": 48, "M": 55, "L": 62, "XL": 70, "2XL": 78, "3XL": 86, "4XL": 1000}


@dataclasses.dataclass(frozen=True)
class Buyers:
    """Rows of (actor_id, category, size, price_fen, kept) of orders, and of (actor_id, size) votes
    and bodies."""

    orders: pa.Table
    votes: pa.Table
    bodies: pa.Table

    def size_curve(
        self,
        askers: pa.Array,
        people: pa.Array | None,
        categories: Sequence[str],
        *,
        bodies_first: bool,
        k: float,
    ) -> dict[str, float]:
        """Shares of the sizes, in twentieths, each cell of at least ``k`` people.

        The nearest that has two such cells: what those who asked kept or voted for in the
        categories, their bodies (before what they kept where they ask for a body: one cannot keep
        a size nobody sells), what these people kept, in the categories or anywhere, what everyone
        kept. {} for goods without sizes. ``people`` None stands for everyone.
        """
        kept = self.orders.filter(pc.fill_null(self.orders["kept"], fill_value=True))
        if not bodies_first and not _have_sizes(_within(kept, categories)):
            return {}
        voted = _of(self.votes, askers)
        own = _of(_within(kept, categories), askers).select(["actor_id", "size"])
        near = [pa.concat_tables([own, voted]), _of(self.bodies, askers)]
        theirs = _of(kept, people)
        for rows in (*(near[::-1] if bodies_first else near), _within(theirs, categories), theirs,
                     _within(kept, categories)):  # fmt: skip
            merged = merge_neighbours(_people_by_size(rows), k)
            if len(merged) >= _LEAST_CELLS:
                return coarse_shares(merged)
        return {}

    def price_band(
        self, people: pa.Array | None, categories: Sequence[str], *, k: float
    ) -> tuple[int | None, int | None]:
        """Between which prices, in whole tens, the middle three fifths of what was kept lies."""
        for rows in (_within(_of(self.orders, people), categories),
                     _within(self.orders, categories)):  # fmt: skip
            paid = rows.filter(pc.is_valid(rows["price_fen"]))
            if pc.count_distinct(paid["actor_id"]).as_py() >= k:
                low, high = np.quantile(paid["price_fen"].to_numpy(), (0.2, 0.8))
                return _grained(low), _grained(high)
        return None, None

    def keep_rate(
        self, people: pa.Array | None, categories: Sequence[str], *, k: float, usual: float
    ) -> float:
        """Share of ordered pieces that is kept; the usual one where fewer than k people tell."""
        for rows in (_within(_of(self.orders, people), categories),
                     _within(self.orders, categories), self.orders):  # fmt: skip
            told = rows.filter(pc.is_valid(rows["kept"]))
            if pc.count_distinct(told["actor_id"]).as_py() >= k:
                return max(float(pc.mean(told["kept"]).as_py()), 0.05)
        return usual


def read_buyers(record: Record) -> Buyers:
    """Orders with their sizes and what became of them, size votes, and bodies from profiles."""
    columns = ("actor_id", "category", "options", "price_fen", "kept")
    rows = record.collect(_lines(record), order_by=columns)
    options = rows["options"].combine_chunks().dictionary_encode()
    sizes = [_size_in(text) for text in options.dictionary.to_pylist()]
    size = pc.take(pa.array(sizes, pa.string()), options.indices)
    orders = rows.drop_columns(["options"]).append_column("size", size)
    return Buyers(orders, _size_votes(record), _bodies(record))


def _lines(record: Record) -> ir.Table:
    """Order lines with category, options of the variant, and kept (None where not known)."""
    import ibis

    orders, skus, products = (record.table(n) for n in ("orders", "skus", "products"))
    variants = skus.select("sku_id", "options", of_product=skus.product_id)
    lines = orders.left_join(variants, "sku_id")
    lines = lines.select(
        "actor_id",
        "price_fen",
        "options",
        product_id=ibis.coalesce(lines.product_id, lines.of_product),
    ).view()
    outcomes = record.table("outcomes")
    told = outcomes.group_by(buyer=outcomes.actor_id, bought=outcomes.product_id).aggregate(
        kept=outcomes.kept.cast("int64").min().cast("boolean")
    )
    judged = lines.left_join(told, [("actor_id", "buyer"), ("product_id", "bought")])
    judged = judged.select("actor_id", "price_fen", "options", "product_id", "kept").view()
    named = products.select("category", of_product=products.product_id)
    whole = judged.left_join(named, [("product_id", "of_product")])
    whole = whole.filter(whole.actor_id.notnull())
    return whole.select("actor_id", "category", "options", "price_fen", "kept")


def _size_votes(record: Record) -> pa.Table:
    votes = record.table("votes")
    chosen = votes.filter((votes.stake == "size") & votes.value.notnull())
    columns = ("actor_id", "value")
    rows = record.collect(chosen.select(*columns).distinct(), order_by=columns)
    sizes = [_named_size(text) for text in rows["value"].to_pylist()]
    return pa.table({"actor_id": rows["actor_id"], "size": pa.array(sizes, pa.string())})


def _bodies(record: Record) -> pa.Table:
    """The size that a body of the weight in the profile commonly takes."""
    actors = record.table("actors")
    told = actors.filter(actors.profile.contains("weight_kg")).select("actor_id", "profile")
    rows = record.collect(told, order_by=("actor_id",))
    sizes = [_size_of_body(orjson.loads(text)) for text in rows["profile"].to_pylist()]
    return pa.table({"actor_id": rows["actor_id"], "size": pa.array(sizes, pa.string())})


def _size_of_body(profile: dict[str, object]) -> str | None:
    try:
        weight = float(str(profile.get("weight_kg")))
    except ValueError:
        return None
    return next((size for size, end in _SIZE_UP_TO_KG.items() if weight < end), None)


def _of(rows: pa.Table, people: pa.Array | None) -> pa.Table:
    return rows if people is None else rows.filter(pc.is_in(rows["actor_id"], value_set=people))


def _within(rows: pa.Table, categories: Sequence[str]) -> pa.Table:
    chosen = pa.array(list(categories), pa.string())
    return rows.filter(pc.is_in(rows["category"], value_set=chosen))


def _have_sizes(rows: pa.Table) -> bool:
    """Whether most of what is bought here comes in sizes."""
    return rows.num_rows > 0 and rows["size"].null_count < rows.num_rows / 2


def _people_by_size(rows: pa.Table) -> dict[str, float]:
    """Distinct people by size, from small to large; letters and numbers are not mixed."""
    sized = rows.filter(pc.is_valid(rows["size"])).select(["actor_id", "size"])
    counted = sized.group_by("size").aggregate([("actor_id", "count_distinct")])
    counts = dict(
        zip(
            counted["size"].to_pylist(), counted["actor_id_count_distinct"].to_pylist(), strict=True
        )
    )
    letters = {size: float(counts[size]) for size in _LETTERS if size in counts}
    numbers = _numbers_in_order(size for size in counts if size not in letters)
    numbered = {size: float(counts[size]) for size in numbers}
    return letters if sum(letters.values()) >= sum(numbered.values()) else numbered


def _numbers_in_order(sizes: Iterable[str]) -> list[str]:
    return sorted(
        (s for s in sizes if re.match(r"^\d+(\.5)?W?$", s)), key=lambda s: float(s.rstrip("W"))
    )


def _size_in(options: str | None) -> str | None:
    """The size among the options of a variant, whatever the key is called."""
    if not options:
        return None
    told = orjson.loads(options)
    for key in ("size", "Size", "尺码", "尺寸", "码数", "码"):
        if told.get(key):
            return _named_size(str(told[key]))
    return None


def _named_size(text: str) -> str | None:
    """One spelling of a size: XXL and 2XL are one."""
    name = text.strip().upper().removesuffix("码")
    match = _LETTER.match(name)
    if match:
        crosses = _crosses(match[1], match[2])
        return crosses if crosses in _LETTERS else None
    if re.match(r"^\d{1,2}(\.5)?W?$", name):
        return name
    said = parse_attributes(text).get("sizes", ())
    return str(said[0]) if said else None


def _crosses(before: str | None, letter: str) -> str:
    """The size of letters with what stands before them: (X, XL) is 2XL, (3, XL) is 3XL."""
    if not before:
        return letter
    if before.isdigit():
        return letter if before == "1" else f"{before}{letter}"
    return f"{len(before) + 1}{letter}"


def _grained(price: float) -> int:
    return round(price / _PRICE_GRAIN) * _PRICE_GRAIN
