"""The habit that a wave may be a part of: what begins anew within an old one is not new."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.candidates import Candidates
from isotherm.trends.likeness import Likeness
from isotherm.trends.settings import TrendSettings

__all__ = ["Habits", "is_new"]

Ints = NDArray[np.int64]
_HELD = 0.8  # share of a wave's notes in a candidate that it is a part of
_LEAST_PAST = 2  # notes: one alone is luck, and no habit


class Habits:
    """Looks up what was written before on the template of a wave, however it was worded.

    A slot word, a tag or another wording that comes up within a habit has hardly a past of its
    own; its past is that of the wider candidates that hold it, as far as their notes are like it.
    """

    def __init__(
        self, candidates: Candidates, day: Ints, likeness: Likeness, settings: TrendSettings
    ) -> None:
        """``day`` is when each note appeared."""
        self._candidates, self._day, self._likeness = candidates, day, likeness
        self._gap = max(settings.guard_days, settings.response_days)
        self._burn_in = settings.burn_in_days
        holder = np.repeat(np.arange(len(candidates)), np.diff(candidates.start))
        order = np.argsort(candidates.note, kind="stable")
        self._holder = holder[order]
        self._first = np.searchsorted(candidates.note[order], np.arange(len(day) + 1))
        self._begun = day[candidates.note[candidates.start[:-1]]]

    def before(self, notes: Ints, *, today: int) -> Ints:
        """Earlier notes on the template of a wave, of those that tell of habits by today.

        ``notes`` (some, in order of time) are the wave's by today.
        """
        known = [np.zeros(0, dtype=np.int64)]
        known += [self._candidates.notes(wide) for wide in self._wider(notes)]
        past = np.unique(np.concatenate(known))
        past = past[: int(np.searchsorted(past, notes[0]))]
        days = self._day[past]
        past = past[(days < self._burn_in) | (days <= today - self._gap)]
        if len(past) == 0:
            return past
        upto = int(np.searchsorted(self._day, today, side="right"))
        alike = self._likeness.alike(notes, past, upto=upto)
        past = past[:0] if alike is None else past[alike]
        return past if len(past) >= _LEAST_PAST else past[:0]

    def _wider(self, notes: Ints) -> list[int]:
        """Candidates that hold most of some notes and began before them."""
        held = [self._holder[self._first[n] : self._first[n + 1]] for n in notes.tolist()]
        holder, count = np.unique(np.concatenate(held), return_counts=True)
        wide = holder[count >= _HELD * len(notes)]
        return [int(c) for c in wide[self._begun[wide] < self._day[notes[0]]]]


def is_new(began: int, *, today: int) -> bool:
    """Whether the record shows that a wave was not there for at least as long as it is there.

    What began in a record's first weeks and goes on for longer than the record reaches back
    before it may as well be a season or a habit whose past the record does not hold. Days are
    counted from the record's first.

    >>> is_new(14, today=20), is_new(14, today=41), is_new(60, today=87)
    (True, False, True)
    """
    return today - began <= began
