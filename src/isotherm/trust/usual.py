"""How usual a sign is among those who act at the same time and are as active."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from isotherm.trust.acts import Acts, Floats, Ints

__all__ = ["Usual"]

_CLASSES = 12  # accounts of 1, 2-3, 4-7, ... acts
_ENOUGH = 200  # acts from which a span of time can be told from the whole
_MOST = 1000  # spans of time
_BORROWED = 8.0  # acts' worth of what is usual in a wider circle lent to a narrow one


@dataclass(frozen=True)
class Usual:
    """Of each sign: who shows it, by when they act and how active they are.

    Most accounts are new in the first weeks of a record or after a day on which everybody joined,
    and whoever acts seldom was mostly not seen before: in them newness is no news. Spans of time
    hold as many acts each; the last is for acts of unknown time.
    """

    ends: Floats  # seconds, where spans of time end
    known: Floats  # spans x classes of activity x signs: acts of which it is known
    shown: Floats  # the same: acts that show it

    @classmethod
    def of(cls, acts: Acts) -> Usual:
        """Count all acts."""
        timed = np.sort(acts.at[~np.isnan(acts.at)])
        spans = int(np.clip(len(timed) / _ENOUGH, 1, _MOST))
        ends = np.unique(timed[(np.arange(1, spans) * len(timed)) // spans])
        empty = np.zeros((len(ends) + 2, _CLASSES, acts.signs.shape[1]))
        whole = np.arange(len(acts.actor))
        return cls(ends, *cls(ends, empty, empty)._count(acts, whole))

    def among_others(self, acts: Acts, rows: Ints, members: Ints, beside: Ints) -> Floats:
        """For each act the share of others' acts at that time that show each sign.

        They are those of accounts as active as ``beside`` says, in acts; the members' own are left
        out, for a group is no measure of what is usual.
        """
        known, shown = self._count(acts, acts.by(members))
        known, shown = self.known - known, self.shown - shown
        total = (shown.sum((0, 1)) + 0.5) / (known.sum((0, 1)) + 1)
        at_time = (shown.sum(1) + _BORROWED * total) / (known.sum(1) + _BORROWED)
        share = (shown + _BORROWED * at_time[:, None]) / (known + _BORROWED)
        return np.asarray(share[self._span(acts.at[rows]), _class(beside)])

    def _count(self, acts: Acts, rows: Ints) -> tuple[Floats, Floats]:
        spans, classes, signs = self.known.shape
        cell = self._span(acts.at[rows]) * classes + _class(acts.activity[acts.actor[rows]])
        state = acts.signs[rows]
        known, shown = np.zeros(self.known.shape), np.zeros(self.known.shape)
        for i in range(signs):
            for told, which in ((known, state[:, i] >= 0), (shown, state[:, i] == 1)):
                count = np.bincount(cell, which, spans * classes)
                told[:, :, i] = count.reshape(spans, classes)
        return known, shown

    def _span(self, at: Floats) -> Ints:
        last = len(self.ends) + 1
        return np.where(np.isnan(at), last, np.searchsorted(self.ends, at, "right"))


def _class(acts: Ints) -> Ints:
    return np.minimum(np.log2(np.maximum(acts, 1)).astype(np.int64), _CLASSES - 1)
