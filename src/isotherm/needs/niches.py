"""Niches: a modified ask (大码西装) told from the plain one (西装) where their fates differ."""

from __future__ import annotations

import dataclasses
import itertools
from collections import deque

import numpy as np
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.asks import Asks

__all__ = ["fates_apart", "split_niches"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_LEAST_APART = 0.5  # total variation of what is opened from which on two fates are two
_SURE = 20.0  # odds on two fates beyond the number of words tried
_DEEPEST = 4  # times a topic may be divided
_PRIOR = 0.5  # of a Dirichlet over what may be opened


def fates_apart(one: Floats, other: Floats) -> float:
    """The log Bayes factor that two sets of counts come from two distributions, not from one.

    Each set follows a Dirichlet-multinomial; the last column counts those who opened nothing.

    >>> fates_apart(np.array([30.0, 0, 2]), np.array([0.0, 20, 2])) > 10
    True
    >>> fates_apart(np.array([30.0, 10, 2]), np.array([20.0, 9, 1])) < 0
    True
    """
    both = one + other
    return _log_evidence(one) + _log_evidence(other) - _log_evidence(both)


def _log_evidence(counts: Floats) -> float:
    from scipy.special import gammaln

    prior = np.full(len(counts), _PRIOR)
    return float(
        gammaln(prior.sum())
        - gammaln(prior.sum() + counts.sum())
        + (gammaln(prior + counts) - gammaln(prior)).sum()
    )


@dataclasses.dataclass(frozen=True)
class _Wordings:
    used: Ints  # (wordings,) how many use each
    opened: sp.csr_array  # (wordings, items + 1) who opened what, the last: nothing
    held: sp.csr_array  # (wordings, words) which holds which word


def split_niches(asks: Asks, of_wording: Ints, counts: sp.csr_array, *, least: int) -> Ints:
    """Divide topics by words whose askers meet another fate: other goods opened, or none.

    ``of_wording`` numbers the topic of each wording (-1: none), ``counts`` says which wording
    holds which word, ``least`` is the fewest askers of either side. Who asks for 大码西装 and
    opens nothing is not served by what opens for 西装. A word that asks (推荐, best) changes
    little of what is opened, and divides nothing.
    """
    width = len(of_wording)
    used = np.bincount(asks.rows["wording"].to_numpy(), minlength=width)
    wordings = _Wordings(used, _opened(asks, width), sp.csr_array(counts))
    parted = of_wording.copy()
    members = _members(of_wording)
    sure = float(np.log(_SURE * max(len(members), 1)))
    waiting = deque((topic, 0) for topic in range(len(members)))
    while waiting:
        topic, depth = waiting.popleft()
        inside = _best_word(members[topic], wordings, least, sure) if depth < _DEEPEST else None
        if inside is not None:
            own, new = members[topic], len(members)
            members[topic] = own[~inside]
            members.append(own[inside])
            parted[own[inside]] = new
            waiting += [(topic, depth + 1), (new, depth + 1)]
    return parted


def _members(of_wording: Ints) -> list[Ints]:
    """The wordings of each topic."""
    order = np.argsort(of_wording, kind="stable")
    ends = np.searchsorted(of_wording[order], np.arange(int(of_wording.max(initial=-1)) + 2))
    return [order[begin:end] for begin, end in itertools.pairwise(ends.tolist())]


def _opened(asks: Asks, width: int) -> sp.csr_array:
    """Wordings by what is opened from them; the last column counts who opened nothing.

    An asker who opens several things shares one voice among them.
    """
    items = pc.unique(asks.clicks["item_id"]).sort()
    people = pc.unique(asks.clicks["actor_id"])
    item = np.asarray(pc.index_in(asks.clicks["item_id"], value_set=items), dtype=np.int64)
    actor = np.asarray(pc.index_in(asks.clicks["actor_id"], value_set=people), dtype=np.int64)
    wording = asks.clicks["wording"].to_numpy()
    _, who, number = np.unique(
        wording * (len(people) + 1) + actor, return_inverse=True, return_counts=True
    )
    voice = 1.0 / number[who]
    searches = asks.rows.filter(pc.is_null(asks.rows["note_id"]))["wording"].to_numpy()
    nothing = np.bincount(searches, minlength=width) - np.bincount(
        wording, weights=voice, minlength=width
    )
    rows = np.concatenate([wording, np.arange(width)])
    columns = np.concatenate([item, np.full(width, len(items))])
    values = np.concatenate([voice, np.maximum(nothing, 0.0)])
    return sp.csr_array((values, (rows, columns)), shape=(width, len(items) + 1))


def _best_word(own: Ints, wordings: _Wordings, least: int, sure: float) -> NDArray[np.bool_] | None:
    """Which of a topic's wordings hold the word that parts their fates best, if one does."""
    used = wordings.used[own].astype(np.float64)
    held = wordings.held[own]
    share = np.asarray(held.T @ used).ravel()
    words = np.flatnonzero((share >= least) & (used.sum() - share >= least))
    if not len(words):
        return None
    fate = wordings.opened[own]
    fates = fate[:, np.unique(fate.indices)].toarray()
    sides = np.unique(held[:, words].toarray().T > 0, axis=0)
    odds = [_odds(fates[side].sum(axis=0), fates[~side].sum(axis=0), least) for side in sides]
    best = int(np.argmax(odds))
    return sides[best] if odds[best] > sure + np.log(len(words)) else None


def _odds(one: Floats, other: Floats, least: int) -> float:
    """The log odds that two fates are two; none where they differ little or few are seen."""
    if min(one.sum(), other.sum()) < least:
        return -np.inf
    apart = 0.5 * np.abs(one / one.sum() - other / other.sum()).sum()
    return fates_apart(one, other) if apart >= _LEAST_APART else -np.inf
