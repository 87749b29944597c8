"""Strata of a community: searched, proven on contacts kept aside, found again with all, nested."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.inference import ebh
from isotherm.strata.contacts import Contacts
from isotherm.strata.lives import item_classes
from isotherm.strata.parents import Nesting, nest_strata
from isotherm.strata.proof import Proof, choose_tests
from isotherm.strata.search import Candidates, passing_fashions, refine, search_strata
from isotherm.strata.settings import StrataSettings
from isotherm.strata.sources import Sources, without_best_sources
from isotherm.strata.trial import Trial, open_trial
from isotherm.strata.weights import accepted_members

__all__ = ["Proven", "prove_strata"]

Mask = npt.NDArray[np.bool_]

_STRICTER = 0.1  # of the tolerated share of false strata, where the best sources are left out
_FEWEST_SEEN = 3  # members that must be seen to touch their stratum's items in the test


@dataclass(frozen=True)
class Proven:
    """Strata that proved themselves, with all contacts; and what was asked of all candidates."""

    found: Candidates | None
    first: Candidates | None  # the same strata as the search saw them, without the tested contacts
    proof: Proof
    kept: Mask
    nesting: Nesting | None  # which of those kept lie in a wider one; None where none is kept


def prove_strata(
    contacts: Contacts,
    counts: sparse.csr_array,
    settings: StrataSettings,
    seed: int,
    *,
    untestable: Mask | None = None,
    sources: Sources | None = None,
) -> Proven:
    """Search on part of the contacts, test on the rest, keep what passes e-BH and gains bits.

    Where the items' ``sources`` are known, it must do so without those that pay best as well.
    """
    aside, tested = choose_tests(contacts, settings, seed)
    if untestable is not None:
        tested &= ~untestable
    candidates = search_strata(contacts.take(~aside), counts, settings, seed)
    if candidates is None:
        nothing = np.zeros(0)
        proof = Proof(nothing, nothing, nothing.astype(np.int64))
        return Proven(None, None, proof, nothing > 0, None)
    training, aside_tested = contacts.take(~aside), contacts.take(tested)
    member = accepted_members(candidates.actors.member)
    classes = item_classes(candidates.q)
    trial = open_trial(training, aside_tested, classes, member.shape[1])
    proof = _prove(trial, member)
    proved = member.sum(axis=0) >= settings.fewest_members
    proved &= ~passing_fashions(training, candidates.q)
    kept = proved
    if settings.tested:
        proved &= ebh(proof.log_e, settings.fdr) & (proof.gain_bits > settings.least_gain_bits)
        proved &= proof.people >= _FEWEST_SEEN
        if sources is not None:
            kept = proved & _broadly_based(
                trial, sources, member=member, proof=proof, asked=proved, settings=settings
            )
    if not kept.any():
        return Proven(None, None, proof, kept, None)
    first = replace(candidates, q=candidates.q[:, kept])
    found = refine(contacts, candidates, kept=kept, beside=proved & ~kept, rounds=4)
    nesting = nest_strata(
        contacts,
        counts,
        found,
        trial=open_trial(training, aside_tested, item_classes(first.q), first.q.shape[1]),
        member=member[:, kept],
        alone=(proof.log_e[kept], proof.gain_bits[kept]),
        settings=settings,
        seed=seed,
    )
    return Proven(found, first, proof, kept, nesting)


def _prove(trial: Trial, member: Mask) -> Proof:
    """What the contacts kept aside say of each candidate against the whole community."""
    strata = range(member.shape[1])
    return Proof(
        log_e=np.array([trial.log_e(member[:, s], s) for s in strata]),
        gain_bits=np.array([trial.gain(member[:, s]) for s in strata]),
        people=np.array([trial.people(member[:, s], s) for s in strata], np.int64),
    )


def _broadly_based(
    trial: Trial,
    sources: Sources,
    *,
    member: Mask,
    proof: Proof,
    asked: Mask,
    settings: StrataSettings,
) -> Mask:
    """Which of the candidates asked for prove themselves without their best sources too.

    Sources come in kinds: the crowd that answers one daily template answers the next as well, a
    little. Some of what is left may so be left of the same, and must prove more than chance.
    """
    log_e, pays = np.full(len(asked), -np.inf), np.zeros(len(asked), bool)
    for s in np.flatnonzero(asked):
        own, number = member[:, s], int(s)
        rest = without_best_sources(trial, sources, member=own, stratum=number, settings=settings)
        log_e[s] = min(proof.log_e[s], rest.log_e(own, number))
        pays[s] = rest.gain(own) > 0 and rest.people(own, number) >= _FEWEST_SEEN
    return ebh(log_e, settings.fdr * _STRICTER) & pays
