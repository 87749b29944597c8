"""Proof that a stratum is one: contacts kept aside, tested within the same circumstances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, logsumexp

from isotherm.strata.contacts import Contacts, mixed
from isotherm.strata.settings import StrataSettings

__all__ = ["Proof", "choose_tests", "held_out_gain", "shared_taste_log_e", "tempered_bits"]

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

# Odds ratios the alternative mixes over: how much likelier members touch their stratum's items.
_ODDS = np.log([1.2, 1.5, 2.0, 3.0, 5.0, 9.0, 20.0])
_TRUST = np.arange(13) / 10  # how far habits learnt in the search may hold outside it
_DAY = 86_400_000_000


@dataclass(frozen=True)
class Proof:
    """What the contacts kept aside say of each candidate."""

    log_e: Floats
    gain_bits: Floats
    people: npt.NDArray[np.int64]  # members seen to touch their stratum's items in the test


def choose_tests(contacts: Contacts, settings: StrataSettings, seed: int) -> tuple[Mask, Mask]:
    """Contacts kept from the search, and those of them that are tested.

    Half of the actors are tested, on a share of their weeks (of their contacts, where there are
    no times): their memberships come from the rest of theirs, the items' strata from everything
    else. Not items: those kept from half of the people look as if they had a public of their own.
    Not tested: a contact within a day of one the search saw (one visit is not two pieces of
    evidence), and of an actor no more than a fixed number. A graph tells each edge twice; both
    times are kept from the search, and one is tested.
    """
    timed = np.count_nonzero(np.bincount(contacts.block)) >= 4
    if not timed and contacts.is_graph():
        kept_aside, tested = _edges_aside(contacts, settings, seed)
    else:
        tested_actor = mixed(np.arange(contacts.actors), seed=seed) < 0.5
        unit = mixed(contacts.actor, contacts.block if timed else contacts.item, seed=seed + 1)
        kept_aside = tested_actor[contacts.actor] & (unit < settings.test_share)
        tested = kept_aside.copy()
        if timed:
            asked = tested_actor[contacts.actor]  # nobody else's visits matter
            tested[asked] &= ~_same_visit(contacts.take(asked), kept_aside[asked])
    draw = mixed(contacts.actor, contacts.item, seed=seed + 2)
    tested &= draw < contacts.weight  # a group of accounts that act as one has one voice
    rows = np.flatnonzero(tested)
    actor = contacts.actor[rows]
    order = np.lexsort((draw[rows], actor))
    place = np.arange(len(rows)) - np.searchsorted(actor, actor)  # order moves nobody's rows apart
    tested[rows[order[place >= settings.contacts_an_actor]]] = False
    return kept_aside, tested


def _edges_aside(contacts: Contacts, settings: StrataSettings, seed: int) -> tuple[Mask, Mask]:
    """As ``choose_tests``, of a graph: as large a share of edges as else of contacts."""
    low = np.minimum(contacts.actor, contacts.item)
    high = np.maximum(contacts.actor, contacts.item)
    kept_aside = mixed(low, high, seed=seed + 1) < settings.test_share / 2
    upwards = mixed(low, high, seed=seed + 3) < 0.5
    return kept_aside, kept_aside & (upwards == (contacts.actor < contacts.item))


def _same_visit(contacts: Contacts, kept_aside: Mask) -> Mask:
    """Whether a contact lies within a day of one of the same actor that the search saw."""
    order = np.lexsort((contacts.at, contacts.actor))
    at, seen = contacts.at[order], ~kept_aside[order]
    actor = contacts.actor[order].astype(np.int64)
    place = np.arange(len(at))
    before = np.maximum.accumulate(np.where(seen, place, -1))
    after = np.minimum.accumulate(np.where(seen, place, len(at))[::-1])[::-1]
    near = np.zeros(len(at), bool)
    for other in (before, after):
        there = np.flatnonzero((other >= 0) & (other < len(at)))
        same = actor[other[there]] == actor[there]
        near[there] |= same & (np.abs(at[there] - at[other[there]]) < _DAY)
    result = np.zeros(len(at), bool)
    result[order] = near
    return result


def shared_taste_log_e(hit: Mask, member: Mask, bucket: npt.NDArray[np.int32]) -> float:
    """Evidence that members touch the stratum's items more than others do in the same bucket.

    Given how many contacts a bucket holds, how many are by members and how many are with the
    stratum, the number that are both is hypergeometric if taste is not shared. Likelihood ratio
    of the non-central law over it, multiplied over buckets, averaged over odds ratios: an e-value
    whatever the topics of the week were. All three arrays have one entry a tested contact.
    """
    size = int(bucket.max(initial=-1)) + 1
    total = np.bincount(bucket, minlength=size)
    hits = np.bincount(bucket[hit], minlength=size)
    members = np.bincount(bucket[member], minlength=size)
    both = np.bincount(bucket[hit & member], minlength=size)
    log_e = np.zeros(len(_ODDS))
    for b in np.flatnonzero((hits > 0) & (hits < total) & (members > 0) & (members < total)):
        log_e += _bucket_log_e(int(total[b]), int(hits[b]), int(members[b]), int(both[b]))
    return float(logsumexp(log_e) - np.log(len(_ODDS)))


def _bucket_log_e(total: int, hits: int, members: int, both: int) -> Floats:
    x = np.arange(max(0, hits + members - total), min(hits, members) + 1, dtype=np.float64)
    log_p = -(
        gammaln(x + 1)
        + gammaln(members - x + 1)
        + gammaln(hits - x + 1)
        + gammaln(total - members - hits + x + 1)
    )
    return _ODDS * both - _log_sum(log_p + _ODDS[:, None] * x) + _log_sum(log_p)


def _log_sum(logs: Floats) -> Floats:
    """Logarithm of the sum of exponentials of each row: scipy's takes longer than the sum."""
    top = logs.max(axis=-1, keepdims=True)
    return np.asarray(top[..., 0] + np.log(np.exp(logs - top).sum(axis=-1)))


def tempered_bits(
    ratio: Floats,
    item_class: npt.NDArray[np.integer],
    bucket: npt.NDArray[np.int32],
    share: Floats,
) -> Floats:
    """log2 p_stratum(x) / p_parent(x) of members' contacts, for each trust in what was learnt.

    ``ratio`` is the stratum's rate against its parent's for each class of items, learnt in the
    search; ``share`` (buckets x classes) the parent's distribution in each bucket. With trust t
    the stratum's distribution is the parent's times ratio ** t; contacts x trusts.
    """
    tempered = ratio[:, None] ** _TRUST
    return np.asarray(np.log2(tempered[item_class] / (share @ tempered)[bucket]))


def held_out_gain(bits: Floats, fold: npt.NDArray[np.int64]) -> float:
    """Mean bits of a contact, each fold's with the trust that serves the other folds best."""
    if len(bits) == 0:
        return 0.0
    told = np.zeros((int(fold.max()) + 1, bits.shape[1]))
    np.add.at(told, fold, bits)
    best = (told.sum(axis=0) - told).argmax(axis=1)
    return float(told[np.arange(len(told)), best].sum() / len(bits))
