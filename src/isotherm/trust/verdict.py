"""Which candidate groups act as one, and which are only people who like the same things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from isotherm.inference import ebh
from isotherm.trust.acts import Acts, Floats, Ints
from isotherm.trust.blocks import (
    Block,
    find_blocks,
    find_blocks_beneath,
    find_blocks_of_moments,
)
from isotherm.trust.door import Names, read_edges
from isotherm.trust.evidence import measure_normal, weigh_evidence
from isotherm.trust.grounds import Surroundings, name_grounds, set_apart
from isotherm.trust.members import complete_group
from isotherm.trust.overlap import find_overlaps
from isotherm.trust.settings import TrustSettings

__all__ = ["Group", "Groups", "coordinated"]


@dataclass(frozen=True)
class Group:
    """Accounts that act as one, how sure that is, and what gave them away."""

    members: Ints  # sorted actor indices
    score: Floats  # of each member, 0..1
    targets: Ints  # what they acted on together
    why: tuple[str, ...]
    log_e: float  # against independent actors of the same activity, taste and popularity of targets


@dataclass(frozen=True)
class Groups:
    """All groups found, the surest first; an actor is in one group at most."""

    found: tuple[Group, ...]
    names: Names | None = None  # what actor indices are called; None: by their numbers

    def accounts(self) -> tuple[tuple[Any, ...], ...]:
        """The accounts of each group as they were called in the edges."""
        names = self.names
        return tuple(
            tuple((one.members if names is None else names[one.members]).tolist())
            for one in self.found
        )

    def labels(self, actors: int) -> Ints:
        """Of each actor index below ``actors``: the number of its group, -1 for none."""
        label = np.full(actors, -1, dtype=np.int64)
        for number, group in enumerate(self.found):
            label[group.members] = number
        return label


def coordinated(edges: Any, settings: TrustSettings | None = None) -> Groups:
    """Find the accounts that act as one, and leave alone the people who merely like the same.

    ``edges`` are rows of actor, target and, where known, time and text: a list of tuples, an array,
    an Arrow or pandas table (columns actor, target, at, text or the ledger's names), or
    :class:`Edges`. Actors and targets are whole numbers or text; times are seconds, datetimes or
    ISO-8601; ``accounts()`` of the answer names the members as they were given.

    Groups that hit the same targets beyond activity, popularity and shared interest (e-BH at
    ``settings.fdr``) are convicted only with a further sign: acting at the same moments on several
    targets, saying the same, having no life before, hitting nearly all common targets when nobody
    else hits half, or, where no times are known, being strangers otherwise. One shared target, or
    several of one owner, is never enough. An empty graph has no groups.

    >>> rng = np.random.default_rng(0)
    >>> people = np.column_stack((rng.integers(20, 400, 4000), rng.integers(10, 300, 4000)))
    >>> pool = np.array([(a, t) for a in range(12) for t in range(10) if (a + t) % 5])
    >>> coordinated(np.concatenate((people, pool))).accounts()
    ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),)
    >>> named = [(f"a{a}", f"note {t}") for a, t in np.concatenate((people, pool)).tolist()]
    >>> coordinated(named).accounts()[0][:3]
    ('a0', 'a1', 'a10')
    """
    chosen = settings or TrustSettings()
    given, names = read_edges(edges)
    acts = Acts.from_edges(given)
    if len(acts.actor) == 0:
        return Groups(())
    overlaps = find_overlaps(acts.matrix(), acts.owner, chosen)
    blocks = find_blocks(acts, overlaps, chosen)
    known = {block.members.tobytes() for block in blocks}
    momentary = find_blocks_of_moments(acts, chosen, clustering=overlaps.clustering)
    blocks += [block for block in momentary if block.members.tobytes() not in known]
    if not blocks:
        return Groups(())
    place = Surroundings(acts, measure_normal(acts), overlaps.clustering, chosen)
    if np.isnan(acts.at).all() and (acts.text < 0).all():
        blocks = _with_beneath(place, blocks)
    evidence = [weigh_evidence(acts, block, place.normal) for block in blocks]
    totals = [b.log_e + e.beyond_interest for b, e in zip(blocks, evidence, strict=True)]
    convicted = []
    for i in np.flatnonzero(ebh(totals, chosen.fdr)):
        why = name_grounds(place, blocks[i], evidence[i])
        if not why:
            continue
        pool = set_apart(place, blocks[i], evidence[i])
        public = len(blocks[i].members) - len(pool.members)
        members, score = complete_group(
            acts, pool, place.normal, clustering=overlaps.clustering, public=public
        )
        if len(members) >= chosen.smallest_group:
            convicted.append(Group(members, score, blocks[i].targets, why, totals[i]))
    return Groups(_disjoint(convicted, chosen), names)


def _with_beneath(place: Surroundings, blocks: list[Block]) -> list[Block]:
    """The blocks, and those that the ones which are only people of one taste had hidden."""
    acts, normal, settings = place.acts, place.normal, place.settings
    taste = [b for b in blocks if not name_grounds(place, b, weigh_evidence(acts, b, normal))]
    beneath = find_blocks_beneath(acts, taste, settings, clustering=place.clustering)
    known = {block.members.tobytes() for block in blocks}
    return blocks + [block for block in beneath if block.members.tobytes() not in known]


def _disjoint(groups: list[Group], settings: TrustSettings) -> tuple[Group, ...]:
    """Groups in order of evidence; each account stays with the first that holds it."""
    taken: set[int] = set()
    result = []
    for group in _finest(groups):
        free = np.array([int(a) not in taken for a in group.members])
        # what is left of a group that others explain is no group
        if free.sum() < max(settings.smallest_group, len(free) / 2):
            continue
        taken.update(group.members[free].tolist())
        result.append(
            Group(group.members[free], group.score[free], group.targets, group.why, group.log_e)
        )
    return tuple(result)


def _finest(groups: list[Group]) -> list[Group]:
    """The groups by evidence, without those that separate groups inside explain better."""
    ordered = sorted(groups, key=lambda g: (-g.log_e, g.members.tolist()))
    whole = []
    for group in ordered:
        apart: set[int] = set()
        explained = 0.0
        for other in ordered:
            theirs = set(other.members.tolist())
            inside = len(theirs.intersection(group.members.tolist())) >= 0.8 * len(theirs)
            if len(theirs) < 0.9 * len(group.members) and inside and not apart & theirs:
                apart |= theirs
                explained += other.log_e
        if explained <= group.log_e:
            whole.append(group)
    return whole
