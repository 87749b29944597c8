"""How many to cut first, in which sizes, when to cut again, and until when."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isotherm.errors import UsageError
from isotherm.livetest.settings import LotSettings

__all__ = ["LotPlan", "newsvendor_share", "plan_lot", "size_shares", "split_lot"]

Floats = NDArray[np.float64]


@dataclasses.dataclass(frozen=True)
class LotPlan:
    """A first lot and what follows from it."""

    first_lot: int
    """Units to cut first."""
    size_curve: dict[str, float]
    """Share of each size; sums to 1."""
    size_lots: dict[str, int]
    """Units of each size; sums to ``first_lot``."""
    critical_share: float
    """Chance of selling out that pays best: (p - c) / (p - s)."""
    orders_p10: float
    orders_p50: float
    orders_p90: float
    """Orders expected over the season."""
    units_p50: float
    """Units these orders need when what comes back is sold again."""
    kept_units_p50: float
    reorder_point: int
    """Cut again when this few units are left."""
    latest_cut: dt.date | None
    """Last day on which a cut still has its days of selling; none without a season's end."""

    def as_mapping(self) -> dict[str, Any]:
        """The plan as plain values, for machines."""
        return dataclasses.asdict(self)


def plan_lot(
    buyers: float,
    viewers: float,
    *,
    audience: float,
    price_fen: int,
    cost_fen: int,
    salvage_fen: int = 0,
    kept: tuple[float, float] = (1.0, 1.0),
    size_votes: Mapping[str, float] | None = None,
    base_curve: Mapping[str, float] | None = None,
    lead_days: int = 0,
    selling_days: int = 30,
    season_end: dt.date | None = None,
    settings: LotSettings | None = None,
    seed: int = 0,
) -> LotPlan:
    """Size the first lot so that neither empty racks nor leftovers cost more than they must.

    Newsvendor on kept units refilled by returns: a unit that comes back sellable serves another
    order, so D orders need D (1 - (1 - k) r) units, k the keep rate and r the resold share; the
    lot is the (p - c) / (p - s) quantile of that need. Orders are the audience times a rate with a
    beta posterior from the test, spread by ``settings.spread``.

    Args:
        buyers: viewers of the test who put money or a size behind the option.
        viewers: viewers of the test.
        audience: people who will be shown it when it sells.
        price_fen: price a kept unit brings.
        cost_fen: cost of a unit cut.
        salvage_fen: what a leftover unit still brings, less than its cost.
        kept: (kept, ordered) counts of comparable goods.
        size_votes: size to votes in the test.
        base_curve: size to share where there are no votes yet; even over the sizes if left out.
        lead_days: days from the order to the goods, for the reorder point and the latest cut.
        selling_days: days over which the audience comes.
        season_end: last day of the season.
        settings: spread, resold share and the like.
        seed: of the draws.

    Raises:
        UsageError: money or counts that cannot be.

    >>> plan = plan_lot(30, 500, audience=10_000, price_fen=80_000, cost_fen=30_000,
    ...     salvage_fen=10_000, kept=(40, 100), size_votes={"L": 20, "XL": 60})
    >>> plan.first_lot, plan.size_lots
    (317, {'L': 88, 'XL': 229})
    """
    chosen = settings or LotSettings()
    share = newsvendor_share(price_fen, cost_fen, salvage_fen=salvage_fen)
    if not 0 <= buyers <= viewers or audience < 0 or not 0 <= kept[0] <= kept[1]:
        raise UsageError("expected 0 <= buyers <= viewers, 0 <= kept <= ordered, audience >= 0")
    orders, keep_rate = _predict(buyers, viewers, audience, kept, settings=chosen, seed=seed)
    need = orders * (1 - (1 - keep_rate) * chosen.resold_share)
    first_lot = math.ceil(float(np.quantile(need, share)) - 1e-9)
    curve = size_shares(size_votes or {}, base_curve or {}, prior_votes=chosen.prior_votes)
    while_waiting = need * min(1.0, lead_days / max(selling_days, 1))
    p10, p50, p90 = (float(q) for q in np.quantile(orders, [0.1, 0.5, 0.9]))
    spent = dt.timedelta(days=lead_days + chosen.least_selling_days)
    return LotPlan(
        first_lot=first_lot,
        size_curve=curve,
        size_lots=split_lot(first_lot, curve),
        critical_share=share,
        orders_p10=p10,
        orders_p50=p50,
        orders_p90=p90,
        units_p50=float(np.median(need)),
        kept_units_p50=float(np.median(orders * keep_rate)),
        reorder_point=math.ceil(float(np.quantile(while_waiting, share))),
        latest_cut=None if season_end is None else season_end - spent,
    )


def newsvendor_share(price_fen: float, cost_fen: float, *, salvage_fen: float = 0) -> float:
    """The chance of selling out that pays best: (price - cost) / (price - salvage).

    >>> newsvendor_share(800, 300, salvage_fen=175)
    0.8
    """
    if not 0 <= salvage_fen < cost_fen < price_fen:
        raise UsageError(
            f"found price {price_fen}, cost {cost_fen}, salvage {salvage_fen}; "
            "expected 0 <= salvage < cost < price"
        )
    return (price_fen - cost_fen) / (price_fen - salvage_fen)


def size_shares(
    size_votes: Mapping[str, float], base_curve: Mapping[str, float], *, prior_votes: float
) -> dict[str, float]:
    """Shares of the sizes: votes pulled towards the base curve (Dirichlet posterior mean).

    Sizes keep the order of the base curve; those only voted for follow, sorted.

    >>> size_shares({"L": 10}, {"M": 1, "L": 1}, prior_votes=10)
    {'M': 0.25, 'L': 0.75}
    """
    sizes = [*base_curve, *sorted(size for size in size_votes if size not in base_curve)]
    if not sizes:
        return {}
    base_sum = sum(base_curve.values())
    even = 1 / len(sizes)
    base = {s: base_curve.get(s, 0.0) / base_sum if base_sum > 0 else even for s in sizes}
    total = sum(size_votes.values()) + prior_votes
    return {s: (size_votes.get(s, 0.0) + prior_votes * base[s]) / total for s in sizes}


def split_lot(units: int, curve: Mapping[str, float]) -> dict[str, int]:
    """Whole units of each size that sum to the lot (largest remainders; ties to the first).

    >>> split_lot(10, {"M": 0.25, "L": 0.25, "XL": 0.5})
    {'M': 3, 'L': 2, 'XL': 5}
    """
    exact = {size: units * share for size, share in curve.items()}
    lots = {size: math.floor(want) for size, want in exact.items()}
    left = units - sum(lots.values())
    for size in sorted(curve, key=lambda s: lots[s] - exact[s])[:left]:
        lots[size] += 1
    return lots


def _predict(
    buyers: float,
    viewers: float,
    audience: float,
    kept: tuple[float, float],
    *,
    settings: LotSettings,
    seed: int,
) -> tuple[Floats, Floats]:
    """Draws of the season's orders and of the keep rate."""
    rng = np.random.default_rng(seed)
    rate = rng.beta(0.5 + buyers, 0.5 + viewers - buyers, settings.draws)
    keep_rate = rng.beta(0.5 + kept[0], 0.5 + kept[1] - kept[0], settings.draws)
    mean = audience * rate
    if settings.spread > 0:
        shape = settings.spread**-2
        mean = mean * rng.gamma(shape, 1 / shape, settings.draws)
    return rng.poisson(mean).astype(np.float64), keep_rate
