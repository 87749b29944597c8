"""Who belongs to a group once it is found: those who hit little but share its ways."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from isotherm.trust.acts import Acts, Floats, Ints
from isotherm.trust.blocks import Block, log_rate_gain
from isotherm.trust.evidence import Normal
from isotherm.trust.signs import first_rows

__all__ = ["complete_group"]

_SURE = 0.5  # least probability of belonging
_SURE_IN_PUBLIC = 0.9  # the same, where a group hides among people who like the same


def complete_group(
    acts: Acts, block: Block, normal: Normal, *, clustering: float, public: int = 0
) -> tuple[Ints, Floats]:
    """Members of a convicted group and their probability of belonging.

    ``public`` says how many, beside the block's members, hit the same targets for liking them:
    then hits alone say no more than how many of each there are.

    Everybody who hit a common target is weighed: how many of them, for how active they are
    elsewhere; whether they had a life before; whether they say what the members say. Prior odds
    are the group's share of all who act.
    """
    on = acts.on(block.targets)
    hits = np.bincount(acts.actor[on], minlength=acts.actors)
    near = np.flatnonzero(hits)
    gain = log_rate_gain(acts, block, near, hits[near], clustering=clustering)
    ways = _sign_gain(acts, on, block, normal)[near] + _text_gain(acts, on, block)[near]
    active = int((acts.actor_degree > 0).sum())
    prior = np.log(len(block.members) / max(1, active - len(block.members)))
    odds = gain + prior
    if public:
        odds = np.minimum(odds, np.log(len(block.members) / public))
    belongs = expit(odds + ways)
    # one shared target is no sign by itself: there the ways must speak
    belongs[(hits[near] < 2) & (ways <= 1)] = 0
    inside = np.isin(near, block.members)
    chosen = (belongs >= _SURE) | (inside & (ways > -3))
    if public:
        chosen = belongs >= _SURE_IN_PUBLIC
    return near[chosen], np.maximum(belongs[chosen], _SURE)


def _sign_gain(acts: Acts, on: Ints, block: Block, normal: Normal) -> Floats:
    """Log likelihood ratio of each actor's signs of having no life of its own, member to other."""
    rows = first_rows(acts, on)
    who, inside = acts.actor[rows], np.isin(acts.actor[rows], block.members)
    hits = np.bincount(acts.actor[on], minlength=acts.actors)
    beside = (acts.activity - hits + 1)[who]
    usual = np.clip(normal.signs.among_others(acts, rows, block.members, beside), 0.02, 0.98)
    gain = np.zeros(acts.actors)
    for state, one in zip(acts.signs[rows].T, usual.T, strict=True):
        told = inside & (state >= 0)
        if told.any():
            share = (float((state[told] == 1).sum()) + 1) / (float(told.sum()) + 2)
            shows, lacks = np.log(share / one), np.log((1 - share) / (1 - one))
            gain[who] += np.where(state < 0, 0.0, np.where(state == 1, shows, lacks))
    return _bounded(gain)


def _text_gain(acts: Acts, on: Ints, block: Block) -> Floats:
    """Log likelihood ratio of saying what several members say."""
    gain = np.zeros(acts.actors)
    member = np.zeros(acts.actors, dtype=bool)
    member[block.members] = True
    mine = member[acts.actor]
    inside = np.zeros(len(acts.actor), dtype=bool)
    inside[on] = True
    said = acts.text[inside & mine]
    said = said[said >= 0]
    if len(said) == 0:
        return gain
    lines, counts = np.unique(said, return_counts=True)
    shared = lines[counts >= 3]
    theirs = np.isin(acts.text, shared)
    share = (float(np.isin(said, shared).sum()) + 1) / (len(said) + 2)
    others = ~mine & (acts.text >= 0)
    usual = (float((theirs & others).sum()) + 1) / (float(others.sum()) + 2)
    one = np.where(theirs, np.log(share / usual), np.log((1 - share) / (1 - usual)))
    told = np.where(acts.text >= 0, one, 0.0)[on]
    np.add.at(gain, acts.actor[on], told)
    return _bounded(gain)


def _bounded(gain: npt.NDArray[np.float64]) -> Floats:
    return np.clip(gain, -6.0, 6.0)
