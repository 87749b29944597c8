"""Following: whether goods are bought because they were asked for, or merely at some time."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.needs.purchases import UNTOLD

__all__ = ["Followed", "follow_asks", "log_e_of_following"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_EDGE = 1e-3  # a usual share is taken to be no nearer to 0 or 1
_LEADS = 3.0  # times the usual odds of buying after an ask, where asking leads to buying


def log_e_of_following(after: Floats, before: Floats, usual: Floats) -> Floats:
    """The log e-value that people buy rather after they asked than before; elementwise.

    ``after`` and ``before`` are people who bought within so many days of their ask on either
    side, ``usual`` the share of all buying that falls on the later side. Where asking leads
    nowhere the share is the usual one; bets are spread evenly over all greater shares.

    >>> usual = np.array([0.5, 0.5])
    >>> log_e_of_following(np.array([7.0, 50.0]), np.array([0.0, 50.0]), usual).round(1).tolist()
    [3.5, -2.1]
    """
    from scipy.special import betaincc, betaln, xlogy

    usual = np.clip(usual, _EDGE, 1 - _EDGE)
    above = np.log(np.maximum(betaincc(after + 1, before + 1, usual), 1e-300))
    won = betaln(after + 1, before + 1) + above - np.log1p(-usual)
    log_e = won - xlogy(after, usual) - xlogy(before, 1 - usual)
    # no greater share does better than the usual one, and what is left of it may underflow
    no_more = after <= usual * (after + before)
    return np.asarray(np.where(no_more, np.minimum(log_e, 0.0), log_e))


@dataclasses.dataclass(frozen=True)
class Followed:
    """Askers of each topic who bought after they asked, and before, and what is usual."""

    after: Floats  # (topics,)
    before: Floats  # (topics,)
    usual: Floats  # (topics,) share of all buying around the asks that falls after them

    @property
    def told(self) -> bool:
        """Whether anything was bought whose time, and that of the ask, is told."""
        return bool((self.after + self.before).any())

    @property
    def log_e(self) -> Floats:
        """For each topic the log e-value that asking leads to buying."""
        return log_e_of_following(self.after, self.before, self.usual)

    def log_e_of_any(self, among: NDArray[np.bool_]) -> float:
        """The log e-value that asking leads to buying in some of the topics, or in all as one."""
        if not among.any():
            return 0.0
        whole = log_e_of_following(*self._together(among))
        each = np.logaddexp.reduce(self.log_e[among]) - np.log(among.sum())
        return float(np.logaddexp(whole[0], each) - np.log(2.0))

    def log_e_of_none(self, among: NDArray[np.bool_]) -> float:
        """The log e-value that in these topics as one asking does not lead to buying.

        It is held against the least that leading is taken to mean: three times the odds. Where
        little is bought neither this nor :meth:`log_e_of_any` is great, and nothing is known.
        """
        after, before, usual = self._together(among)
        led = _LEADS * usual / (1.0 + (_LEADS - 1.0) * usual)
        log_e = after * np.log(usual / led) + before * np.log((1.0 - usual) / (1.0 - led))
        return float(log_e[0])

    def _together(self, among: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
        """After, before and what is usual of some topics as one; each of shape (1,)."""
        after, before = self.after[among], self.before[among]
        weight = after + before
        usual = self.usual[among] @ weight / max(float(weight.sum()), 1.0)
        sums = after.sum(keepdims=True), before.sum(keepdims=True)
        return *sums, np.clip(np.reshape(usual, 1), _EDGE, 1 - _EDGE)


def follow_asks(
    pair: Ints,
    bought: Ints,
    *,
    first: Ints,
    topic: Ints,
    volume: Ints,
    window: int,
    topics: int,
) -> Followed:
    """Count who bought what they asked for within ``window`` after first asking, and before.

    ``first`` and ``topic`` have a row an asker and topic; ``pair`` says which of these rows each
    purchase is of, ``bought`` when it was made; ``volume`` is when anything was bought at all, as
    a record ends and buying grows, so that half is not what is usual. Times in one unit.
    """
    timed = (bought != UNTOLD) & (first[pair] != UNTOLD)
    own, gap = pair[timed], bought[timed] - first[pair[timed]]
    sides = ((gap >= 0) & (gap < window), (gap < 0) & (gap >= -window))
    after, before = (
        np.bincount(topic[np.unique(own[side])], minlength=topics).astype(np.float64)
        for side in sides
    )
    return Followed(after, before, _usual(volume, first, topic, window=window, topics=topics))


def _usual(volume: Ints, first: Ints, topic: Ints, *, window: int, topics: int) -> Floats:
    when = np.sort(volume[volume != UNTOLD])
    timed = first != UNTOLD
    at, own = first[timed], topic[timed]
    early, middle, late = (
        np.searchsorted(when, at + shift, side="left") for shift in (-window, 0, window)
    )
    after = np.bincount(own, weights=late - middle, minlength=topics)
    both = np.bincount(own, weights=late - early, minlength=topics)
    return np.where(both > 0, after / np.maximum(both, 1.0), 0.5)
