"""Items as documents of one stratum, actors as sparse mixtures: the two sides decided in turn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Actors", "Evidence", "decide_actors", "decide_items", "run_mixture"]

Floats = npt.NDArray[np.float32]

_STEADY = 6.0  # contacts' worth of the community's mixing that steadies an actor's own
_RARE = 40.0  # pseudo-tokens of the background in each stratum's words
_WORTH_THREADS = 4_096  # actors from which on two threads are worth their start
_ONCE = 0.75  # discount of a word's count: what was seen once is hardly evidence


@dataclass(frozen=True)
class Evidence:
    """What the model is fitted on: contacts (actors x items), circumstances, words (items x V)."""

    C: sparse.csr_array
    Ct: sparse.csr_array
    circumstances: sparse.csr_array  # actors x buckets
    item_buckets: sparse.csr_array  # items x buckets
    words: sparse.csr_array  # tempered counts

    @property
    def degree(self) -> Floats:
        """Contacts of each actor."""
        return np.asarray(self.C.sum(axis=1), np.float32).ravel()


@dataclass(frozen=True)
class Actors:
    """The actors' side: probability of membership, own contacts, and rate ratios; actors x K."""

    member: Floats  # probability that the actor belongs
    own: Floats  # expected contacts the actor makes as a member
    ratio: Floats  # log of the actor's rate against the item's popularity
    ratio_less: Floats  # the same had the actor one contact less there
    mixing: Floats  # share of each actor's contacts outside own strata
    own_share: float  # the community's 1 - mixing
    prevalence: Floats

    def only(self, strata: npt.NDArray[np.bool_]) -> Actors:
        """The same actors and some of the strata."""
        return replace(
            self,
            member=np.ascontiguousarray(self.member[:, strata]),
            own=np.ascontiguousarray(self.own[:, strata]),
            ratio=np.ascontiguousarray(self.ratio[:, strata]),
            ratio_less=np.ascontiguousarray(self.ratio_less[:, strata]),
            prevalence=self.prevalence[strata],
        )


def run_mixture(
    evidence: Evidence, q: Floats, *, rounds: int, members_start: Actors | None = None
) -> tuple[Floats, Actors]:
    """Alternate between items and actors from a first guess ``q`` (items x K)."""
    actors = decide_actors(evidence, q, members_start)
    for _ in range(rounds):
        q = decide_items(evidence, q, actors)
        actors = decide_actors(evidence, q, actors)
    return q, actors


def expected_contacts(evidence: Evidence, q: Floats) -> Floats:
    """Contacts each actor would have with each stratum if only circumstances mattered."""
    touched = np.asarray(evidence.item_buckets.sum(axis=1)).ravel()
    overall = (touched @ q + 1e-3) / (touched.sum() + 1e-3 * q.shape[1])
    mass = evidence.item_buckets.T @ q
    total = np.asarray(evidence.item_buckets.sum(axis=0)).ravel()[:, None]
    share = (mass + 20 * overall) / (total + 20)
    return np.asarray(evidence.circumstances @ share.astype(np.float32), np.float32)


def decide_actors(evidence: Evidence, q: Floats, before: Actors | None = None) -> Actors:
    """Who belongs where, given what the items are: spike and slab for each actor and stratum."""
    n = np.asarray(evidence.C @ q, np.float32)
    expected = expected_contacts(evidence, q) + 1e-6
    degree = evidence.degree
    own_share = before.own_share if before else 0.5
    mixing = before.mixing if before else np.full(len(degree), 0.7, np.float32)
    prevalence = before.prevalence if before else np.full(q.shape[1], 0.08, np.float32)
    for _ in range(3 if before is None else 1):
        member, own = _belonging(n, expected, mixing, own_share * degree, prevalence)
        outside = degree - np.minimum(own.sum(axis=1), degree)
        mixing = (_STEADY * (1 - own_share) + outside) / (_STEADY + degree + 1e-9)
        mixing = np.clip(mixing, 0.05, 1.0).astype(np.float32)
        any_member = 1 - np.exp(np.log1p(-np.minimum(member, 0.999)).sum(axis=1))
        own_share = float(np.clip((own.sum() + 1) / ((any_member * degree).sum() + 2), 0.1, 0.95))
        active = degree > 1
        prevalence = ((member[active].sum(axis=0) + 1) / (active.sum() + 20)).astype(np.float32)
    member, own, ratio, ratio_less = _rate_ratios(
        n, expected, mixing, own_share * degree, prevalence
    )
    # shift so that ratios average to 1 over all chances to touch: a likelihood must sum to 1
    norm = np.log((expected * np.exp(ratio)).sum(axis=0) / expected.sum(axis=0))
    return Actors(member, own, ratio - norm, ratio_less - norm, mixing, own_share, prevalence)


def _belonging(
    n: Floats, expected: Floats, mixing: Floats, own_degree: Floats, prevalence: Floats
) -> tuple[Floats, Floats]:
    """Membership and own contacts for counts ``n``; actors x K each."""
    from isotherm.strata.membership_kernel import SLAB, belonging

    member, own = np.empty_like(n), np.empty_like(n)
    life = own_degree.astype(np.float32)

    def fill(some: slice) -> None:
        told = (n[some], expected[some], mixing[some], life[some])
        belonging(*told, prevalence, SLAB, member[some], own[some])

    _by_halves(fill, len(n))
    return member, own


def _rate_ratios(
    n: Floats, expected: Floats, mixing: Floats, own_degree: Floats, prevalence: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """The same, and the log rate ratio for counts ``n`` and for one contact less; actors x K."""
    from isotherm.strata.membership_kernel import SLAB, rate_ratios

    member, own, ratio, less = (np.empty_like(n) for _ in range(4))
    life = own_degree.astype(np.float32)

    def fill(some: slice) -> None:
        told = (n[some], expected[some], mixing[some], life[some])
        rate_ratios(*told, prevalence, SLAB, member[some], own[some], ratio[some], less[some])

    _by_halves(fill, len(n))
    return member, own, ratio, less


def _by_halves(fill: Callable[[slice], None], actors: int) -> None:
    """Fill in all actors, on two threads where there are many."""
    if actors < _WORTH_THREADS:
        fill(slice(None))
        return
    half = actors // 2  # each actor stands alone, so who is worked on beside whom changes nothing
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(fill, (slice(0, half), slice(half, None))))


def decide_items(evidence: Evidence, q: Floats, actors: Actors) -> Floats:
    """Which stratum each item speaks to: words and touching actors against the background.

    The contact that is being explained never explains itself: an actor's ratio is taken as if
    the item were not among those the actor touched.
    """
    loss = actors.ratio - actors.ratio_less
    behaviour = evidence.Ct @ actors.ratio - q * (evidence.Ct @ loss)
    log_prior = np.log((q.sum(axis=0) + 1) / (len(q) + q.shape[1] + 1))
    rest = np.log(max(len(q) - q.sum(), 0.02 * len(q) + 1) / (len(q) + 1))
    score = behaviour + word_ratios(evidence.words, q) + log_prior
    top = np.maximum(score.max(axis=1), rest)[:, None]
    weight = np.exp(score - top)
    return np.asarray(weight / (weight.sum(axis=1, keepdims=True) + np.exp(rest - top)), np.float32)


def word_ratios(words: sparse.csr_array, q: Floats) -> Floats:
    """Log likelihood ratio of each item's words, each stratum against all; items x K."""
    if words.nnz == 0:
        return np.zeros(q.shape, np.float32)
    counts = np.asarray(words.T @ q, np.float64)
    total = np.asarray(words.sum(axis=0), np.float64).ravel() + 1e-3
    background = (total / total.sum())[:, None]
    kept = np.maximum(counts - _ONCE, 0)
    spare = _RARE + counts.sum(axis=0) - kept.sum(axis=0)
    share = (kept + spare * background) / (counts.sum(axis=0) + _RARE)
    return np.asarray(words @ np.log(share / background).astype(np.float32), np.float32)
