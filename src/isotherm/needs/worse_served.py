"""Worse served: strata whose people are failed where the other askers of a thing are not."""

from __future__ import annotations

import dataclasses

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.evidence import worse_than_rest
from isotherm.needs.settings import NeedSettings

__all__ = ["WorseServed", "worse_served"]

Floats = NDArray[np.float64]
_USUAL = 0.9  # share of the claim of a topic's cells that stays with those chosen without a look
_SURE = 20.0  # odds at which a stratum is told apart


@dataclasses.dataclass(frozen=True)
class WorseServed:
    """Strata told apart in one topic (columns, the most telling first), of so many looked at."""

    strata: tuple[int, ...]
    looked_at: int

    def log_price(self, stratum: int) -> float:
        """What a cell pays, as the log of its share of the topic's claim to evidence."""
        if stratum in self.strata:
            return float(np.log(self.looked_at / (1 - _USUAL)))
        return -float(np.log(_USUAL)) if self.looked_at else 0.0


def worse_served(
    content: Floats, weight: Floats, member: sp.csr_array, *, settings: NeedSettings
) -> WorseServed:
    """The strata whose askers of a topic are served far worse than its other askers.

    ``content`` and ``weight`` are (askers,), ``member`` (askers, strata). A large size that
    fits one stratum leaves another with nothing; told together, the served hide the failed. Each
    stratum is held against all askers outside of it and of those told apart before; as the
    choice is made after a look at who is content, the strata looked at share a part of the
    topic's claim to evidence (``log_price``), so the e-values stay valid.
    """
    voice = sp.csr_array(member.T @ sp.diags_array(weight))
    asked = np.asarray(voice.sum(axis=1)).ravel()
    able = (asked >= settings.least_askers) & (weight.sum() - asked >= settings.least_askers)
    columns = np.flatnonzero(able)
    inside = sp.csr_array(member[:, columns]).toarray() > 0
    free, found = np.ones(len(content), dtype=bool), list[int]()
    line = np.log(_SURE * max(len(columns), 1))
    while len(found) < len(columns):
        told = [
            _told(inside[:, k] & free, ~inside[:, k] & free, content, weight, settings=settings)
            for k in range(len(columns))
        ]
        best = int(np.argmax(told))
        if told[best] < line:
            break
        found.append(best)
        free &= ~inside[:, best]
    return WorseServed(tuple(int(columns[k]) for k in found), len(columns))


def _told(
    own: NDArray[np.bool_], rest: NDArray[np.bool_], content: Floats, weight: Floats,
    *, settings: NeedSettings,
) -> float:  # fmt: skip
    """The log e-value that one side is served worse than the other."""
    sides = [(float(weight[s] @ content[s]), float(weight[s].sum())) for s in (own, rest)]
    return worse_than_rest(sides[0], sides[1], settings=settings)
