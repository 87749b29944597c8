"""Strata of a community: searched, proven on contacts kept aside, then found again with all."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.inference import ebh
from isotherm.strata.contacts import Contacts
from isotherm.strata.proof import Proof, choose_tests, gain_in_bits, shared_taste_log_e
from isotherm.strata.search import Candidates, passing_fashions, refine, search_strata
from isotherm.strata.settings import StrataSettings
from isotherm.strata.weights import accepted_members

__all__ = ["Proven", "prove_strata"]

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Proven:
    """Strata that proved themselves, with all contacts; and what was asked of all candidates."""

    found: Candidates | None
    first: Candidates | None  # the same strata as the search saw them, without the tested contacts
    proof: Proof
    kept: Mask


def prove_strata(
    contacts: Contacts,
    counts: sparse.csr_array,
    settings: StrataSettings,
    seed: int,
    *,
    untestable: Mask | None = None,
) -> Proven:
    """Search on part of the contacts, test on the rest, keep what passes e-BH and gains bits."""
    aside, tested = choose_tests(contacts, settings, seed)
    if untestable is not None:
        tested &= ~untestable
    candidates = search_strata(contacts.take(~aside), counts, settings, seed)
    if candidates is None:
        nothing = np.zeros(0)
        return Proven(None, None, Proof(nothing, nothing, nothing.astype(np.int64)), nothing > 0)
    proof = _prove(contacts.take(~aside), contacts.take(tested), candidates)
    member = accepted_members(candidates.actors.member)
    kept = member.sum(axis=0) >= settings.fewest_members
    kept &= ~passing_fashions(contacts.take(~aside), candidates.q)
    if settings.tested:
        kept &= ebh(proof.log_e, settings.fdr) & (proof.gain_bits > 0)
        kept &= proof.people >= 3
    if not kept.any():
        return Proven(None, None, proof, kept)
    first = replace(candidates, q=candidates.q[:, kept])
    return Proven(refine(contacts, candidates, kept, rounds=4), first, proof, kept)


def _prove(training: Contacts, tested: Contacts, candidates: Candidates) -> Proof:
    q, member = candidates.q, accepted_members(candidates.actors.member)
    count = q.shape[1]
    item_class = np.where(q.sum(axis=1) > 0.5, q.argmax(axis=1), count)
    touched = item_class[tested.item]
    share = _class_shares(item_class[training.item], training, count)
    log_e, bits, people = np.zeros(count), np.zeros(count), np.zeros(count, np.int64)
    for s in range(count):
        belongs, hit = member[tested.actor, s], touched == s
        log_e[s] = shared_taste_log_e(hit, belongs, tested.bucket)
        people[s] = len(np.unique(tested.actor[belongs & hit]))
        ratio = _rate_ratio(training, item_class, member[:, s], share)
        bits[s] = gain_in_bits(ratio, touched, tested.bucket, belongs, share)
    return Proof(log_e, bits, people)


def _class_shares(classes: npt.NDArray[np.intp], training: Contacts, count: int) -> Floats:
    """What part of a bucket's contacts falls on each class of items; buckets x (K + 1)."""
    table = np.zeros((training.buckets, count + 1))
    np.add.at(table, (training.bucket, classes), 1.0)
    overall = (table.sum(axis=0) + 0.5) / (table.sum() + 0.5 * (count + 1))
    return (table + 20 * overall) / (table.sum(axis=1, keepdims=True) + 20)


def _rate_ratio(
    training: Contacts, item_class: npt.NDArray[np.intp], member: Mask, share: Floats
) -> Floats:
    """How much likelier than all the members are to touch each class, shrunk; K + 1."""
    own = member[training.actor]
    seen = np.bincount(item_class[training.item[own]], minlength=share.shape[1])
    usual = share[training.bucket[own]].sum(axis=0)
    return (seen + 10.0) / (usual + 10.0)
