"""What a candidate is worth alone: taste, keep rate, only here, margin, price, supply."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.selection.candidates import Candidate
from isotherm.selection.chooser import Chooser, Sales
from isotherm.selection.offer import Offer, likeness_between, likeness_to_goods, place_of_same
from isotherm.selection.settings import MERITS, SelectionSettings

__all__ = ["Merits", "prices_paid", "weigh_merits"]

Floats = NDArray[np.float64]
_NEAR = 3  # carried goods a candidate's taste is told by
_HALF_PRICE = math.log(2)  # a price twice what they pay, or half, counts half


@dataclasses.dataclass(frozen=True)
class Merits:
    """Each merit of each candidate, 0..1, NaN where it could not be judged."""

    values: Mapping[str, Floats]
    total: Floats
    rivals: NDArray[np.int64]
    """How many goods of others are like it."""
    keep_rate: Floats
    alike: sp.csr_array
    """Likeness between candidates, as far as they answer the same wish; the diagonal is 1."""
    held: Floats
    """Likeness to the nearest of what is carried already, as far as it answers the same wish."""

    def unknown(self) -> tuple[str, ...]:
        """Merits that could be judged for no candidate."""
        return tuple(name for name in MERITS if np.isnan(self.values[name]).all())


def weigh_merits(
    candidates: Sequence[Candidate],
    offer: Offer,
    chooser: Chooser,
    *,
    prices: Sequence[float],
    settings: SelectionSettings,
) -> Merits:
    """Weigh each candidate; a merit nothing is known of is left out of its mean.

    ``prices`` are what the chooser's people paid, in minor units.
    """
    count = len(candidates)
    likeness = likeness_to_goods(offer)
    own = np.array([name in set(chooser.carried) for name in offer.product_ids], dtype=bool)
    same = place_of_same(candidates, offer)
    keep = _keep_rates(likeness, offer, settings)
    # what a stratum's people kept is on offer by others: it sells nothing itself
    theirs = np.zeros_like(own) if chooser.kind == "stratum" else own
    rivals = _rivals(likeness, own=theirs, same=same, alike=settings.alike)
    values = {
        "taste": _taste(likeness, own, offer, settings) if own.any() else np.full(count, np.nan),
        "keep": keep,
        "only_here": 1 / (1 + rivals) if len(own) else np.full(count, np.nan),
        "margin": np.array([_margin(one) for one in candidates]),
        "price": np.array([_price_fit(one.price_fen, prices) for one in candidates]),
        "supply": _supply(candidates, offer, settings),
    }
    weights = np.array([getattr(settings, name) for name in MERITS])
    table = np.array([values[name] for name in MERITS])
    known = ~np.isnan(table)
    total = (weights[:, None] * np.where(known, table, 0.0)).sum(axis=0)
    total /= np.maximum((weights[:, None] * known).sum(axis=0), 1e-9)
    held = _held(likeness, own, same, settings.alike_held)
    if chooser.kind == "stratum":
        held = np.zeros(count)
    return Merits(
        values, total, rivals, keep, likeness_between(offer.candidate_looks, settings.alike), held
    )


def _held(
    likeness: Floats, own: NDArray[np.bool_], same: Mapping[int, int], alike: float
) -> Floats:
    """How much of each candidate is carried already: 1 what is carried itself."""
    near = likeness[:, own].max(axis=1) if own.any() else np.zeros(len(likeness))
    near = np.where(near >= alike, near, 0.0)
    for row, product in same.items():
        near[row] = 1.0 if own[product] else near[row]
    return np.asarray(np.minimum(near, 1.0))


def _keep_rates(likeness: Floats, offer: Offer, settings: SelectionSettings) -> Floats:
    """The keep rate of the likest goods with a past, pulled towards the usual one."""
    past = np.flatnonzero(offer.orders > 0)
    if not len(past):
        return np.full(len(likeness), np.nan)
    usual = offer.kept.sum() / offer.orders.sum()
    near = likeness[:, past]
    order = np.argsort(-near, axis=1, kind="stable")[:, : settings.neighbours]
    weight = np.take_along_axis(near, order, axis=1) ** 2
    kept = (weight * offer.kept[past][order]).sum(axis=1)
    orders = (weight * offer.orders[past][order]).sum(axis=1)
    prior = settings.prior_orders
    return np.asarray((kept + prior * usual) / (orders + prior))


def _taste(
    likeness: Floats, own: NDArray[np.bool_], offer: Offer, settings: SelectionSettings
) -> Floats:
    """Nearness to the nearest goods carried, those that were kept counting more.

    Measured against how near the goods carried lie to one another.
    """
    if own.sum() < settings.least_carried:
        return np.full(len(likeness), np.nan)
    usual = offer.kept.sum() / max(offer.orders.sum(), 1.0) if offer.orders.any() else 1.0
    prior = settings.prior_orders
    kept = (offer.kept[own] + prior * usual) / (offer.orders[own] + prior)
    liked = kept / max(float(kept.mean()), 1e-9)
    among = (offer.looks[own] @ offer.looks[own].T).toarray()
    np.fill_diagonal(among, 0.0)
    usual_nearness = max(float(np.median(_nearest(among))), 0.05)
    return np.asarray(np.minimum(_nearest(likeness[:, own] * liked) / usual_nearness, 1.0))


def _nearest(likeness: Floats) -> Floats:
    """Mean of the few greatest likenesses of each row."""
    few = min(_NEAR, likeness.shape[1])
    return np.asarray(-np.sort(-likeness, axis=1)[:, :few].mean(axis=1))


def _rivals(
    likeness: Floats, *, own: NDArray[np.bool_], same: Mapping[int, int], alike: float
) -> NDArray[np.int64]:
    """How many goods of others are like each candidate, itself left out."""
    close = (likeness >= alike) & ~own
    for row, product in same.items():
        close[row, product] = False
    return close.sum(axis=1)


def _margin(one: Candidate) -> float:
    if one.price_fen is None or one.cost_fen is None or one.price_fen <= 0:
        return math.nan
    return min(max((one.price_fen - one.cost_fen) / one.price_fen, 0.0), 1.0)


def _price_fit(price: int | None, prices: Sequence[float]) -> float:
    """1 within the middle three fifths of what is paid, falling by half for each doubling."""
    if not price or not len(prices):
        return math.nan
    low, high = np.quantile(np.asarray(prices), (0.2, 0.8))
    off = max(math.log(max(low, 1) / price), math.log(price / max(high, 1)), 0.0)
    return math.exp(-off / _HALF_PRICE * math.log(2))


def _supply(candidates: Sequence[Candidate], offer: Offer, settings: SelectionSettings) -> Floats:
    """The keep rate of all that a candidate's merchant sold, pulled towards the usual one."""
    if not offer.orders.any():
        return np.full(len(candidates), np.nan)
    usual = offer.kept.sum() / offer.orders.sum()
    names = np.array(offer.merchants)
    found = []
    for one in candidates:
        hers = names == one.merchant_id if one.merchant_id else np.zeros(len(names), dtype=bool)
        orders, kept, prior = (
            offer.orders[hers].sum(),
            offer.kept[hers].sum(),
            settings.prior_orders,
        )
        found.append((kept + prior * usual) / (orders + prior) if orders else math.nan)
    return np.array(found)


def prices_paid(sales: Sales, people: pa.Array, *, k: int) -> list[float]:
    """What these people paid, where at least k of them did; else what everyone paid."""
    lines = sales.lines.filter(pc.is_valid(sales.lines["price_fen"]))
    theirs = lines.filter(pc.is_in(lines["actor_id"], value_set=people))
    enough = pc.count_distinct(theirs["actor_id"]).as_py() >= k
    return (theirs if enough else lines)["price_fen"].to_pylist()
