"""The shops: which merchant lists which product when, at what price, in which variants."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from isotherm.world.calendar import DAY, Calendar
from isotherm.world.draws import Floats, Ints, RowChoice, rng_for
from isotherm.world.goods import SIZED, GoodsPlan
from isotherm.world.lexicon import LEAF_COUNT

__all__ = ["Shops", "open_shops"]

_PER_MERCHANT = 11  # products, mean


@dataclasses.dataclass(frozen=True)
class Shops:
    """Arrays over products; ``plan`` points into ``plans``, the rest follows from there.

    The variants of product p are ``sku_start[p]`` and the ``sku_count[p] - 1`` after it.
    """

    plans: tuple[GoodsPlan, ...]
    plan: Ints
    leaf: Ints
    need: Ints
    wave: Ints
    keep: Floats
    small_cut: npt.NDArray[np.bool_]  # cut on S and graded up
    sized: npt.NDArray[np.bool_]
    price_fen: Ints
    appeal: Floats
    listed: Ints
    merchant: Ints
    sku_start: Ints
    sku_count: Ints
    merchants: int
    by_leaf: RowChoice  # ordinary products of each stratum by appeal

    @property
    def count(self) -> int:
        """How many products there are."""
        return len(self.plan)

    def of_need(self, need: int) -> Ints:
        """Products that carry the words of a need."""
        return np.flatnonzero(self.need == need)

    def of_wave(self, wave: int) -> Ints:
        """Products made for a wave."""
        return np.flatnonzero(self.wave == wave)


def open_shops(seed: int, plans: list[GoodsPlan], calendar: Calendar) -> Shops:
    """List the planned products with their merchants and variants."""
    rng = rng_for(seed, "shops")
    plan = np.repeat(np.arange(len(plans)), [p.count for p in plans])
    count = len(plan)
    leaf = np.array([p.leaf for p in plans])[plan]
    need = np.array([p.need for p in plans])[plan]
    wave = np.array([p.wave for p in plans])[plan]
    sized = np.isin([p.category for p in plans], SIZED)[plan]
    low, high = np.array([p.listed_day for p in plans]).T
    skus = np.where(sized, rng.integers(4, 7, count), rng.integers(1, 4, count))
    appeal = rng.lognormal(0, 1.0, count)
    merchants = max(LEAF_COUNT, count // _PER_MERCHANT)
    ordinary = (wave < 0) & (need < 0)
    return Shops(
        plans=tuple(plans),
        plan=plan,
        leaf=leaf,
        need=need,
        wave=wave,
        keep=np.array([p.keep for p in plans])[plan],
        small_cut=np.array([p.base_size == "S" for p in plans])[plan],
        sized=sized,
        price_fen=_prices(rng, plans, plan),
        appeal=appeal,
        listed=calendar.start + (rng.uniform(low[plan], high[plan]) * DAY).astype(np.int64),
        merchant=_merchants(rng, leaf, merchants),
        sku_start=np.concatenate([[0], np.cumsum(skus)[:-1]]),
        sku_count=skus,
        merchants=merchants,
        by_leaf=RowChoice(
            [np.flatnonzero((leaf == row) & ordinary) for row in range(LEAF_COUNT)],
            [appeal[(leaf == row) & ordinary] for row in range(LEAF_COUNT)],
        ),
    )


def _prices(rng: np.random.Generator, plans: list[GoodsPlan], plan: Ints) -> Ints:
    """Whole yuan around the planned price, four in ten one yuan less."""
    yuan = np.array([p.price_yuan for p in plans])[plan] * rng.lognormal(0, 0.28, len(plan))
    return np.maximum(np.round(yuan) - (rng.random(len(plan)) < 0.4), 9).astype(np.int64) * 100


def _merchants(rng: np.random.Generator, leaf: Ints, merchants: int) -> Ints:
    """A merchant for each product: each is at home in one stratum, some are large."""
    home = np.concatenate([np.arange(LEAF_COUNT), rng.choice(leaf, merchants - LEAF_COUNT)])
    rows = [np.flatnonzero(home == row) for row in range(LEAF_COUNT)]
    return RowChoice(rows, [rng.lognormal(0, 0.8, len(row)) for row in rows]).draw(rng, leaf)
