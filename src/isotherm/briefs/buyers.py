"""What people of given strata bought and kept: sizes, prices and the share they keep."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.briefs.goods import Supply
from isotherm.briefs.pieces import NO_PRICE, Chosen, Ints, Pieces, Sized
from isotherm.briefs.sizes import spread_sizes
from isotherm.ledger import numbers_among
from isotherm.privacy import (
    coarse_band,
    coarse_rate,
    coarse_shares,
    grain_for,
    merge_neighbours,
)

__all__ = ["Buyers"]

_PRICE_GRAIN = 1000  # fen: prices are shown in whole tens
_LEAST_CELLS = 2  # a curve of one cell says nothing
_LEAST_KEPT = 0.05  # a keep rate below this is read as this


@dataclasses.dataclass(frozen=True)
class Buyers:
    """What was bought, and the sizes of votes and of bodies, by number.

    A number is a place among the names of its kind (actor_id, product_id, merchant_id, category,
    size); ``offered`` are the sizes that goods of each category come in.
    """

    pieces: Pieces
    votes: Sized
    bodies: Sized
    names: Mapping[str, pa.Array]
    offered: Mapping[str, frozenset[str]]

    def among(self, people: pa.Array) -> Chosen:
        """Which of the actors some people are."""
        return np.asarray(pc.is_in(self.names["actor_id"], value_set=people))

    def size_curve(
        self,
        askers: Chosen,
        people: Chosen | None,
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
        if not bodies_first and not self._have_sizes(supply):
            return {}
        sizes = (self.offered.get(one, ()) for one in supply.categories)
        offered = frozenset[str]().union(*sizes)
        trade = self._trade(supply.categories)
        for sized in self._nearest_sized(askers, people, trade, bodies_first=bodies_first):
            merged = merge_neighbours(spread_sizes(self._people_by_size(sized), offered, k=k), k)
            grain = grain_for(sum(merged.values()))
            if grain is not None and len(merged) >= _LEAST_CELLS:
                return coarse_shares(merged, grain=grain, place=place)
        return {}

    def _nearest_sized(
        self, askers: Chosen, people: Chosen | None, trade: Chosen, *, bodies_first: bool
    ) -> Iterator[Sized]:
        """Who takes which size, nearest first, as ``size_curve`` says."""
        in_trade = self._kept.within(trade)
        asked = in_trade.of(askers).sized().join(self.votes.of(askers))
        bodies = self.bodies.of(askers)
        yield from (bodies, asked) if bodies_first else (asked, bodies)
        yield in_trade.of(people).sized()
        yield self._kept.of(people).sized()
        yield in_trade.sized()

    def price_band(
        self, people: Chosen | None, supply: Supply, *, k: float, place: float = 0.5
    ) -> tuple[int | None, int | None]:
        """Between which prices, in tens or coarser, the middle three fifths of what was kept lies.

        Of the goods likest to what is wanted where k people bought such, else of its trade.
        """
        for pieces in self._nearest_bought(people, supply):
            paid = pieces.where(pieces.price_fen != NO_PRICE)
            count = paid.people()
            if count >= k:
                low, high = np.quantile(paid.price_fen, (0.2, 0.8))
                band = coarse_band(low, high, people=count, least=_PRICE_GRAIN, place=place)
                if band:
                    return band
        return None, None

    def _nearest_bought(self, people: Chosen | None, supply: Supply) -> Iterator[Pieces]:
        """What was bought of the likest goods and of the trade, by these people and by all."""
        near = self._near(supply)
        yield from (near.of(people), near)
        trade = self.pieces.within(self._trade(supply.categories))
        yield from (trade.of(people), trade)

    def keep_rate(
        self, people: Chosen | None, categories: Sequence[str], *, usual: float, place: float
    ) -> float:
        """Share of people's orders that is kept, coarse; the usual one where too few tell."""
        trade = self._told.within(self._trade(categories))
        for pieces in (trade.of(people), trade, self._told):
            count = pieces.people()
            share = float(pieces.kept.mean()) if count else 0.0
            rate = coarse_rate(share * count, count, place=place)
            if rate is not None:
                return max(rate, _LEAST_KEPT)
        return usual

    def keep_rates(
        self, people: Chosen | None, categories: Sequence[str], *, place: float
    ) -> dict[str, float]:
        """The kept share of each merchant's pieces, coarse, of those that enough people tell of.

        What these people kept of the trade, else of anything, else what everyone kept.
        """
        theirs = self._told.of(people)
        known: dict[int, float] = {}
        for merchants, count, (kept, sold) in (
            self._kept_by_merchant,
            theirs.kept_by_merchant(),
            theirs.within(self._trade(categories)).kept_by_merchant(),
        ):
            told = zip(
                merchants.tolist(), (kept / sold * count).tolist(), count.tolist(), strict=True
            )
            rates = ((one, coarse_rate(*hits, place=place)) for one, *hits in told)
            known |= {one: max(rate, _LEAST_KEPT) for one, rate in rates if rate is not None}
        names = self.names["merchant_id"].take(pa.array(list(known), pa.int64()))
        return dict(zip(names.to_pylist(), known.values(), strict=True))

    @functools.cached_property
    def _told(self) -> Pieces:
        return self.pieces.where(self.pieces.kept >= 0)

    @functools.cached_property
    def _kept(self) -> Pieces:
        """What was kept, as far as is known."""
        return self.pieces.where(self.pieces.kept != 0)

    @functools.cached_property
    def _kept_by_merchant(self) -> tuple[Ints, Ints, Ints]:
        return self._told.kept_by_merchant()

    def _trade(self, categories: Sequence[str]) -> Chosen:
        """Which categories are meant; the last place is of what has none."""
        chosen = np.zeros(len(self.names["category"]) + 1, dtype=bool)
        numbers = numbers_among(pa.array(list(categories), pa.string()), self.names["category"])
        chosen[numbers[numbers >= 0]] = True
        return chosen

    def _near(self, supply: Supply) -> Pieces:
        nearest = pa.array(list(supply.nearest), pa.string())
        numbers = numbers_among(nearest, self.names["product_id"])
        return self.pieces.where(np.isin(self.pieces.product, numbers[numbers >= 0]))

    def _have_sizes(self, supply: Supply) -> bool:
        """Whether most of what is bought of the likest goods, or of the trade, comes in sizes."""
        near = self._near(supply).size
        if not len(near):
            near = self.pieces.within(self._trade(supply.categories)).size
        return bool(len(near) > 0 and (near < 0).sum() < len(near) / 2)

    def _people_by_size(self, sized: Sized) -> dict[str, float]:
        """Distinct people by size."""
        sizes: list[str] = self.names["size"].to_pylist()
        counts = zip(sizes, sized.people(len(sizes)), strict=True)
        return {size: float(count) for size, count in counts if count}
