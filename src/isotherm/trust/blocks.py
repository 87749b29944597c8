"""Candidate groups: who hit which targets together, sharpened until both sides fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from isotherm.trust.acts import Acts, Edges, Floats, Ints
from isotherm.trust.overlap import Overlaps, find_overlaps
from isotherm.trust.settings import TrustSettings
from isotherm.trust.starts import find_starts

__all__ = [
    "Block",
    "find_blocks",
    "find_blocks_beneath",
    "find_blocks_of_moments",
    "log_rate_gain",
    "sharpen_block",
]

_ROUNDS = 8
_MOMENT = 3600.0  # seconds within which acts on one target fall together


@dataclass(frozen=True)
class Block:
    """Actors and targets that go together, and how surprising that is."""

    members: Ints
    targets: Ints
    hits: Ints  # of each member: how many of the targets
    density: float  # share of all member x target pairs that happened
    log_e: float  # against independent actors of their popularity, activity and shared interest

    def part(self, chosen: npt.NDArray[np.bool_]) -> Block:
        """The chosen members on the same targets; the evidence stays that of the whole."""
        hits = self.hits[chosen]
        density = float(hits.sum()) / max(1, len(hits) * len(self.targets))
        return replace(self, members=self.members[chosen], hits=hits, density=density)


def find_blocks(acts: Acts, overlaps: Overlaps, settings: TrustSettings) -> list[Block]:
    """Candidate groups, the most surprising first; one actor may be in several."""
    blocks: list[Block] = []
    tried: list[set[int]] = []
    for seed in find_starts(acts, overlaps, settings):
        if any(_alike(seed, before) for before in tried):
            continue
        block = sharpen_block(acts, seed, clustering=overlaps.clustering)
        tried.append(set(seed.tolist()))
        if block is not None and len(block.members) >= settings.smallest_group:
            tried.append(set(block.targets.tolist()))
            blocks.append(block)
    distinct = {block.members.tobytes(): block for block in blocks}
    return sorted(distinct.values(), key=lambda block: (-block.log_e, block.members.tolist()))


def find_blocks_beneath(
    acts: Acts, blocks: list[Block], settings: TrustSettings, *, clustering: float
) -> list[Block]:
    """Blocks that show only once what these explain is taken away.

    A community of taste is as dense as a thin pool and larger: the search ends in it wherever it
    starts. What is found in the rest is sharpened on all acts.
    """
    explained = np.zeros(len(acts.actor), dtype=bool)
    for block in blocks:
        on = acts.on(block.targets)
        explained[on[np.isin(acts.actor[on], block.members)]] = True
    kept = np.flatnonzero(~explained)
    if len(kept) in (0, len(acts.actor)):
        return []
    target = acts.target[kept]
    rest = Acts.from_edges(Edges(acts.actor[kept], target, owner=acts.owner[target]))
    beneath = find_blocks(rest, find_overlaps(rest.matrix(), rest.owner, settings), settings)
    whole = [sharpen_block(acts, block.targets, clustering=clustering) for block in beneath]
    return [b for b in whole if b is not None and len(b.members) >= settings.smallest_group]


def find_blocks_of_moments(
    acts: Acts, settings: TrustSettings, *, clustering: float
) -> list[Block]:
    """Blocks among the acts that fell together in time; their evidence is of those acts alone.

    Camouflage is done at any time, and so are most acts of the others. A large pool is most of
    what is left and would be its own normal: how active accounts are, and how much ordinary
    targets share, is therefore taken from all acts.
    """
    kept = np.flatnonzero(acts.together(_MOMENT))
    if len(kept) == 0:
        return []
    rest = acts.part(kept)
    overlaps = find_overlaps(rest.matrix(), rest.owner, settings, beside=(rest, clustering))
    return find_blocks(rest, overlaps, settings)


def _alike(seed: Ints, before: set[int]) -> bool:
    """Whether starting there would most likely end where one has been."""
    both = len(before.intersection(seed.tolist()))
    return both >= 0.7 * max(len(before), len(seed))


def sharpen_block(acts: Acts, targets: Ints, *, clustering: float) -> Block | None:
    """Alternate between the actors that fit the targets and the targets that fit the actors.

    An actor belongs when its hits are likelier at the block's own rate than at the rate its
    acts outside the block and the targets' popularity give, against prior odds of its share of
    all; a target likewise. The evidence is the likelihood ratio of the actors that belong less
    the cost of naming actors and targets among all (a uniform mixture over all blocks of that
    size, so an e-value). None where nothing fits.
    """
    best: Block | None = None
    for density in (0.1, 0.5):
        block = _alternate(acts, targets, density=density, clustering=clustering)
        if block is not None and (best is None or block.log_e > best.log_e):
            best = block
    return best


def _alternate(acts: Acts, targets: Ints, *, density: float, clustering: float) -> Block | None:
    block: Block | None = None
    previous = b""
    for _ in range(_ROUNDS):
        block = _fitting_actors(acts, targets, density=density, clustering=clustering)
        if block is None:
            return None
        targets = _fitting_targets(acts, block, clustering=clustering)
        if len(targets) < 2:
            return None
        density = float(np.clip(block.density, 0.01, 0.95))
        state = block.members.tobytes() + targets.tobytes()
        if state == previous:
            break
        previous = state
    return _fitting_actors(acts, targets, density=density, clustering=clustering)


def _fitting_actors(
    acts: Acts, targets: Ints, *, density: float, clustering: float
) -> Block | None:
    count = len(targets)
    hits = np.bincount(acts.actor[acts.on(targets)], minlength=acts.actors)
    near = np.flatnonzero(hits >= 2)
    if len(near) == 0:
        return None
    gain = _actor_gain(acts, targets, near, hits[near], density=density, clustering=clustering)
    fits = _above_prior(gain)
    if not fits.any():
        return None
    members = near[fits]
    share = float(hits[members].sum() / (len(members) * count))
    log_e = float(gain[fits].sum()) - _log_choices(int((acts.actor_degree > 0).sum()), len(members))
    log_e -= _log_choices(int((acts.target_degree > 0).sum()), count)
    return Block(members, np.sort(targets), hits[members], share, log_e)


def log_rate_gain(
    acts: Acts, block: Block, actors: Ints, hits: Ints, *, clustering: float
) -> Floats:
    """Log likelihood ratio of each actor's hits: at the block's rate to at the actor's own."""
    return _actor_gain(
        acts, block.targets, actors, hits, density=block.density, clustering=clustering
    )


def _actor_gain(
    acts: Acts, targets: Ints, actors: Ints, hits: Ints, *, density: float, clustering: float
) -> Floats:
    outside = acts.activity[actors] - hits + 1
    popularity = acts.target_degree[targets].sum() / len(targets) / acts.whole
    rate = np.minimum(clustering * outside * popularity, 0.5)
    return _binomial_gain(hits, len(targets), density, rate)


def _fitting_targets(acts: Acts, block: Block, *, clustering: float) -> Ints:
    count = len(block.members)
    hits = np.bincount(acts.target[acts.by(block.members)], minlength=acts.targets)
    near = np.flatnonzero(hits >= 2)
    outside = acts.target_degree[near] - hits[near] + 1
    activity = acts.activity[block.members].sum() / count
    rate = clustering * outside * activity / acts.whole
    gain = _binomial_gain(hits[near], count, block.density, np.minimum(rate, 0.9))
    return near[_above_prior(gain)]


def _binomial_gain(hits: Ints, trials: int, density: float, rate: Floats) -> Floats:
    """Log likelihood ratio of hitting at ``density`` to hitting at ``rate``; none where lower."""
    q = float(np.clip(density, 1e-6, 1 - 1e-6))
    low = np.minimum(rate, q)
    gain = hits * np.log(q / low) + (trials - hits) * (np.log1p(-q) - np.log1p(-low))
    return np.asarray(gain)


def _above_prior(gain: Floats) -> npt.NDArray[np.bool_]:
    """Those that belong when as many are taken to belong as do."""
    fits = gain > np.log(len(gain) + 1)
    for _ in range(3):
        belonging = max(1, int(fits.sum()))
        fits = gain > np.log((len(gain) + 1) / belonging)
    return fits


def _log_choices(among: int, chosen: int) -> float:
    """Nats it takes to say how many and which."""
    ways = gammaln(among + 1) - gammaln(chosen + 1) - gammaln(among - chosen + 1)
    return float(ways + np.log(max(among, 1)))
