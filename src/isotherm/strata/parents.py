"""Wider strata: groups of strata that the same people move between, proven on other people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import logsumexp

from isotherm.inference import ebh
from isotherm.strata.contacts import Contacts, mixed
from isotherm.strata.kinship import propose_parents, speech_likeness
from isotherm.strata.lives import Lives, find_lives
from isotherm.strata.proof import shared_taste_log_e
from isotherm.strata.search import Candidates
from isotherm.strata.settings import StrataSettings
from isotherm.strata.trial import Trial

__all__ = [
    "Child",
    "Nesting",
    "kin_log_e",
    "nest_strata",
    "paying_children",
    "union_members",
]

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_PROPOSING = 0.4  # share of the people whose lives propose parents; the others' prove them
_DRAWS = 8  # random comparisons whose e-values are averaged


@dataclass(frozen=True)
class Nesting:
    """Which strata lie in a wider one, and what speaks for it.

    ``parent`` has one entry a stratum: the number of its parent, -1 for the whole community;
    ``log_e`` and ``gain_bits`` are the stratum's evidence against that. The parents' own, against
    the whole community, are ``parent_log_e`` and ``parent_gain_bits``.
    """

    parent: npt.NDArray[np.intp]
    log_e: Floats
    gain_bits: Floats
    parent_log_e: Floats
    parent_gain_bits: Floats


@dataclass(frozen=True)
class Child:
    """A stratum in a group, and what contacts kept aside say of it among the group's members."""

    stratum: int
    log_e: float
    gain_bits: float


def nest_strata(
    contacts: Contacts,
    counts: sparse.csr_array,
    found: Candidates,
    *,
    trial: Trial,
    member: Mask,
    alone: tuple[Floats, Floats],
    settings: StrataSettings,
    seed: int,
) -> Nesting:
    """Decide which strata lie together in a wider one that is more than their sum.

    Groups are proposed by the further lives of some of the people. A child stays only where its
    own members touch its items more than the group's others do, on contacts kept aside; a group
    stays as a parent only where, among the other people, those at home in one child belong to
    its siblings more than those at home elsewhere do. Both under e-BH.

    Args:
        contacts: all contacts.
        counts: words of the items (items x V).
        found: the strata, found with all contacts.
        trial: the contacts kept aside.
        member: who belongs, as the search saw it without these (actors x K).
        alone: ``log_e`` and ``gain_bits`` of the strata against the whole community.
        settings: see ``StrataSettings``.
        seed: of the choice of people.
    """
    lives = find_lives(contacts, found.q, found.actors, seed=seed)
    proposing = mixed(lives.actor, seed=seed + 5) < _PROPOSING
    proposed = propose_parents(lives.take(proposing), speech_likeness(counts, found.q))
    groups = paying_children([_judge(group, trial, member) for group in proposed], settings)
    log_e, bits = np.full(len(groups), -np.inf), np.zeros(len(groups))
    for number, group in enumerate(groups):
        if len(group) >= 2:
            strata = tuple(child.stratum for child in group)
            log_e[number] = kin_log_e(lives.take(~proposing), strata, seed=seed)
            bits[number] = trial.gain(_members(member, strata))
    kept = np.isfinite(log_e)
    if settings.tested:
        kept &= ebh(log_e, settings.fdr) & (bits > 0)
    parent = np.full(member.shape[1], -1)
    own_e, own_bits = alone[0].copy(), alone[1].copy()
    for number, place in enumerate(np.flatnonzero(kept)):
        for child in groups[place]:
            parent[child.stratum] = number
            own_e[child.stratum], own_bits[child.stratum] = child.log_e, child.gain_bits
    return Nesting(parent, own_e, own_bits, log_e[kept], bits[kept])


def union_members(member: Mask, parent: npt.NDArray[np.intp], parents: int) -> Mask:
    """Members of the parents (actors x parents): all who belong to one of the children."""
    within = parent[:, None] == np.arange(parents)
    return np.asarray(member.astype(np.int32) @ within.astype(np.int32)) > 0


def kin_log_e(lives: Lives, group: tuple[int, ...], *, seed: int) -> float:
    """Evidence that those at home in one of a group belong to the others more than outsiders do.

    Nobody's home counts as their further life, so an outsider is asked about the group without
    one of its strata: the home of an insider drawn at random. Within a bucket the number of
    insiders' further lives that lie in the group is then hypergeometric if the group is the mere
    sum of its strata. Average of the e-values of several draws, which is one again.
    """
    inside = np.isin(lives.home, group)
    homes = lives.home[inside]
    if len(homes) == 0 or inside.all():
        return 0.0
    hit = np.isin(lives.other, group)
    log_e = np.empty(_DRAWS)
    for draw in range(_DRAWS):
        beside = homes[(mixed(lives.actor, seed=seed + 11 + draw) * len(homes)).astype(np.int64)]
        asked = lives.other != np.where(inside, lives.home, beside)
        log_e[draw] = shared_taste_log_e(hit[asked], inside[asked], lives.bucket[asked])
    return float(logsumexp(log_e) - np.log(_DRAWS))


def _members(member: Mask, children: tuple[int, ...]) -> Mask:
    """Who belongs to one of the children."""
    return np.asarray(member[:, list(children)].any(axis=1), np.bool_)


def paying_children(groups: list[list[Child]], settings: StrataSettings) -> list[list[Child]]:
    """The groups without the children that do not pay for themselves against their group."""
    if not groups or not settings.tested:
        return groups
    passed = iter(ebh([child.log_e for group in groups for child in group], settings.fdr))
    # every child takes its verdict, whether it gains or not
    return [[child for child in group if next(passed) & (child.gain_bits > 0)] for group in groups]


def _judge(strata: tuple[int, ...], trial: Trial, member: Mask) -> list[Child]:
    """What the contacts kept aside say of each stratum among the members of all."""
    inside = trial.among(_members(member, strata))
    return [Child(s, inside.log_e(member[:, s], s), inside.gain(member[:, s])) for s in strata]
