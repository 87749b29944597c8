"""Signs that the accounts of a group have no lives of their own."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from isotherm.trust.acts import Acts, Floats, Ints
from isotherm.trust.blocks import Block
from isotherm.trust.excess import divergence
from isotherm.trust.usual import Usual

__all__ = ["bears_sign", "first_rows", "weigh_signs"]

_USUAL_ODDS = 3.0  # odds by which people of one taste may show a sign more than others
_LEAST = 0.02  # share of others below which a sign is not taken to be rarer


def weigh_signs(acts: Acts, block: Block, mine: Ints, usual: Usual) -> Floats:
    """Nats by which members show each sign more often than others who act then, and as often, do.

    What they did together says nothing of how often they act: newcomers of a wave act on it alone.
    """
    rows = first_rows(acts, mine)
    together = np.zeros(acts.actors, dtype=np.int64)
    together[block.members] = block.hits
    beside = (acts.activity - together + 1)[acts.actor[rows]]
    others = usual.among_others(acts, rows, block.members, beside)
    nats = np.zeros(acts.signs.shape[1])
    for i in range(len(nats)):
        known = acts.signs[rows, i] >= 0
        if known.any():
            share = float((acts.signs[rows, i][known] == 1).mean())
            line = float(_at_odds(others[known, i]).mean())
            nats[i] = known.sum() * divergence(share, max(line, _LEAST))
    return nats


def _at_odds(share: Floats) -> Floats:
    """The share where the odds are as much greater as people may well show."""
    return _USUAL_ODDS * share / (1 + (_USUAL_ODDS - 1) * share)


def first_rows(acts: Acts, rows: Ints) -> Ints:
    """Of each actor's acts among these the first in time, in order of actors."""
    order = rows[np.lexsort((acts.at[rows], acts.actor[rows]))]
    return order[np.diff(acts.actor[order], prepend=-1) != 0]


def bears_sign(acts: Acts, block: Block, sign: int) -> npt.NDArray[np.bool_]:
    """Which members show a sign when they first act on the common targets."""
    rows = first_rows(acts, acts.on(block.targets))
    bearing = np.zeros(acts.actors, dtype=bool)
    bearing[acts.actor[rows]] = acts.signs[rows, sign] == 1
    return bearing[block.members]
