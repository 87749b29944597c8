"""What people of given strata bought and kept: sizes, prices and the share they keep."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.briefs.goods import Supply
from isotherm.briefs.sizes import named_size, size_of_body, spread_sizes
from isotherm.ledger import Record, order_lines
from isotherm.privacy import (
    coarse_band,
    coarse_rate,
    coarse_shares,
    grain_for,
    merge_neighbours,
)

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["Buyers", "read_buyers"]

_COLUMNS = ("actor_id", "product_id", "merchant_id", "category", "options", "price_fen", "kept")
_PRICE_GRAIN = 1000  # fen: prices are shown in whole tens
_LEAST_CELLS = 2  # a curve of one cell says nothing
_LEAST_KEPT = 0.05  # a keep rate below this is read as this


@dataclasses.dataclass(frozen=True)
class Buyers:
    """Order lines (actor_id, product_id, merchant_id, category, size, price_fen, kept; kept None
    where it is not known), and (actor_id, size) of votes and of bodies."""

    orders: pa.Table
    votes: pa.Table
    bodies: pa.Table
    offered: Mapping[str, frozenset[str]]
    """The sizes that goods of each category come in."""

    def size_curve(
        self,
        askers: pa.Array,
        people: pa.Array | None,
        supply: Supply,
        *,
        bodies_first: bool,
        k: float,
        place: float = 0.5,
    ) -> dict[str, float]:
        """Shares of the sizes, as fine as the people allow, each cell of at least ``k`` of them.

        The nearest that has two such cells: what those who asked kept or voted for in the trade,
        their bodies (before what they kept where they ask for a body: one cannot keep a size
        nobody sells), what these people kept, in the trade or anywhere, what everyone kept. {} for
        goods without sizes. ``people`` None stands for everyone.
        """
        kept = self.orders.filter(pc.fill_null(self.orders["kept"], fill_value=True))
        trade = supply.categories
        if not bodies_first and not self._have_sizes(supply):
            return {}
        voted = _of(self.votes, askers)
        own = _of(_within(kept, trade), askers).select(["actor_id", "size"])
        near = [pa.concat_tables([own, voted]), _of(self.bodies, askers)]
        theirs = _of(kept, people)
        offered = frozenset[str]().union(*(self.offered.get(one, ()) for one in trade))
        for rows in (*(near[::-1] if bodies_first else near), _within(theirs, trade), theirs,
                     _within(kept, trade)):  # fmt: skip
            merged = merge_neighbours(spread_sizes(_people_by_size(rows), offered, k=k), k)
            grain = grain_for(sum(merged.values()))
            if grain is not None and len(merged) >= _LEAST_CELLS:
                return coarse_shares(merged, grain=grain, place=place)
        return {}

    def price_band(
        self, people: pa.Array | None, supply: Supply, *, k: float, place: float = 0.5
    ) -> tuple[int | None, int | None]:
        """Between which prices, in tens or coarser, the middle three fifths of what was kept lies.

        Of the goods likest to what is wanted where k people bought such, else of its trade.
        """
        near, trade = self._near(supply), _within(self.orders, supply.categories)
        for rows in (_of(near, people), near, _of(trade, people), trade):
            paid = rows.filter(pc.is_valid(rows["price_fen"]))
            count = pc.count_distinct(paid["actor_id"]).as_py()
            if count >= k:
                low, high = np.quantile(paid["price_fen"].to_numpy(), (0.2, 0.8))
                band = coarse_band(low, high, people=count, least=_PRICE_GRAIN, place=place)
                if band:
                    return band
        return None, None

    def keep_rate(
        self, people: pa.Array | None, categories: Sequence[str], *, usual: float, place: float
    ) -> float:
        """Share of people's orders that is kept, coarse; the usual one where too few tell."""
        for rows in (_within(_of(self.orders, people), categories),
                     _within(self.orders, categories), self.orders):  # fmt: skip
            told = rows.filter(pc.is_valid(rows["kept"]))
            count = pc.count_distinct(told["actor_id"]).as_py()
            share = pc.mean(told["kept"]).as_py() if count else 0.0
            rate = coarse_rate(share * count, count, place=place)
            if rate is not None:
                return max(rate, _LEAST_KEPT)
        return usual

    def keep_rates(
        self, people: pa.Array | None, categories: Sequence[str], *, place: float
    ) -> dict[str, float]:
        """The kept share of each merchant's pieces, coarse, of those that enough people tell of.

        What these people kept of the trade, else of anything, else what everyone kept.
        """
        told = self.orders.filter(pc.is_valid(self.orders["kept"]))
        theirs = _of(told, people)
        found: dict[str, float] = {}
        for rows in (told, theirs, _within(theirs, categories)):
            found |= _kept_by_merchant(rows, place)
        return found

    def _near(self, supply: Supply) -> pa.Table:
        chosen = pa.array(list(supply.nearest), pa.string())
        return self.orders.filter(pc.is_in(self.orders["product_id"], value_set=chosen))

    def _have_sizes(self, supply: Supply) -> bool:
        """Whether most of what is bought of the likest goods, or of the trade, comes in sizes."""
        near = self._near(supply)
        rows = near if near.num_rows else _within(self.orders, supply.categories)
        return bool(rows.num_rows > 0 and rows["size"].null_count < rows.num_rows / 2)


def read_buyers(record: Record) -> Buyers:
    """Orders with their sizes and what became of them, size votes, and bodies from profiles."""
    rows = record.collect(_lines(record), order_by=_COLUMNS)
    options = rows["options"].combine_chunks().dictionary_encode()
    sizes = [_size_in(text) for text in options.dictionary.to_pylist()]
    size = pc.take(pa.array(sizes, pa.string()), options.indices)
    orders = rows.drop_columns(["options"]).append_column("size", size)
    return Buyers(orders, _size_votes(record), _bodies(record), _offered(record))


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


def _of(rows: pa.Table, people: pa.Array | None) -> pa.Table:
    return rows if people is None else rows.filter(pc.is_in(rows["actor_id"], value_set=people))


def _within(rows: pa.Table, categories: Sequence[str]) -> pa.Table:
    chosen = pa.array(list(categories), pa.string())
    return rows.filter(pc.is_in(rows["category"], value_set=chosen))


def _kept_by_merchant(told: pa.Table, place: float) -> dict[str, float]:
    """The kept share of the pieces of each merchant that enough people tell of."""
    rows = told.filter(pc.is_valid(told["merchant_id"])).select(["merchant_id", "actor_id", "kept"])
    counted = rows.set_column(2, "kept", rows["kept"].cast(pa.int64())).group_by("merchant_id")
    found = {}
    for row in counted.aggregate([("actor_id", "count_distinct"), ("kept", "mean")]).to_pylist():
        count = row["actor_id_count_distinct"]
        rate = coarse_rate(row["kept_mean"] * count, count, place=place)
        if rate is not None:
            found[row["merchant_id"]] = max(rate, _LEAST_KEPT)
    return found


def _people_by_size(rows: pa.Table) -> dict[str, float]:
    """Distinct people by size."""
    sized = rows.filter(pc.is_valid(rows["size"])).select(["actor_id", "size"])
    counted = sized.group_by("size").aggregate([("actor_id", "count_distinct")])
    people = counted["actor_id_count_distinct"].cast(pa.float64()).to_pylist()
    return dict(zip(counted["size"].to_pylist(), people, strict=True))


def _size_in(options: str | None) -> str | None:
    """The size among the options of a variant, whatever the key is called."""
    if not options:
        return None
    told = orjson.loads(options)
    for key in ("size", "Size", "尺码", "尺寸", "码数", "码"):
        if told.get(key):
            return named_size(str(told[key]))
    return None
