"""Which waves are told: one row for each, however many candidates carry it."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.likeness import Likeness

__all__ = ["Told", "Wave"]

Ints = NDArray[np.int64]
_NEVER = 2**40  # a day after all days


@dataclasses.dataclass(frozen=True)
class Wave:
    """A resonance: its notes since it began and when it was first sure."""

    notes: Ints  # its notes since it began, in order of time
    detected: int  # the day on which the evidence crossed its line
    log_e: float  # the evidence on that day
    seed: int  # the note it seemed to begin with on that day
    purity: float  # share of its notes that were lifted by that day
    source: str  # what its notes share: template, title, tag or phrase


class Told:
    """The waves told so far, day by day: what was said of a past day is never revised.

    A wave keeps the day, the evidence and the seed it was told with; candidates that are of one
    template with it bring it their notes from the day on which they are sure themselves.
    ``upto`` is always the number of notes there were by the day of the decision.
    """

    def __init__(
        self, day: Ints, ordinary: NDArray[np.bool_], likeness: Likeness, *, within_days: int
    ) -> None:
        """``day`` is when each note appeared; waves further apart in time are never one."""
        self._day = day
        self._ordinary = ordinary
        self._likeness = likeness
        self._within = within_days
        self.waves: list[Wave] = []
        self.since = np.full(len(day), _NEVER)  # the day from which each note is a wave's

    def explains(self, notes: Ints) -> int:
        """How many of some notes belong to waves told so far."""
        return len(notes) - len(self.rest(notes))

    def rest(self, notes: Ints) -> Ints:
        """Those of some notes that belong to no wave told so far."""
        return notes[self.since[notes] == _NEVER]

    def is_seam(self, wave: Wave, *, upto: int) -> bool:
        """Whether a wave's notes are of two templates that happen to share a word."""
        return self._likeness.is_seam(_before(wave.notes, upto), upto=upto)

    def tell(self, wave: Wave, *, upto: int) -> None:
        """Take in a wave that is sure; as part of one told before where they are one."""
        notes = wave.notes[self._fits(_before(wave.notes, upto), wave.notes, upto)]
        wave = dataclasses.replace(wave, notes=np.union1d(notes, [wave.seed]))
        for place, known in enumerate(self.waves):
            if self._is_one(known, wave.notes, upto):
                self._join(place, wave.notes, wave.detected)
                return
        self.waves.append(wave)
        self._explain(wave.notes, wave.detected)

    def take_rest(self, wave: Wave, *, upto: int) -> None:
        """Where some of a sure wave's notes were told already, take the rest that are like them.

        The rest need no evidence of their own: the wave was sure, and it is one with the told.
        """
        rest = self.rest(wave.notes)
        now = _before(rest, upto)
        for place, known in enumerate(self.waves):
            if len(now) and np.isin(_before(wave.notes, upto), known.notes).any():
                core = _before(known.notes, upto)
                if self._likeness.joins(core, now, upto=upto):
                    self._join(place, rest[self._fits(core, rest, upto)], wave.detected)
                    return

    def _fits(self, core: Ints, notes: Ints, upto: int) -> NDArray[np.bool_]:
        """Which notes are a wave's: those like it, and where texts tell nothing, ordinary ones."""
        alike = self._likeness.alike(core, notes, upto=upto)
        return self._ordinary[notes] if alike is None else alike

    def _is_one(self, known: Wave, notes: Ints, upto: int) -> bool:
        old, new = _before(known.notes, upto), _before(notes, upto)
        gap = max(self._day[new[0]] - self._day[old[-1]], self._day[old[0]] - self._day[new[-1]])
        return bool(gap <= self._within) and self._likeness.is_one(old, new, upto=upto)

    def _join(self, place: int, notes: Ints, today: int) -> None:
        known = self.waves[place]
        self.waves[place] = dataclasses.replace(known, notes=np.union1d(known.notes, notes))
        self._explain(notes, today)

    def _explain(self, notes: Ints, today: int) -> None:
        since = np.maximum(self._day[notes], today)
        self.since[notes] = np.minimum(self.since[notes], since)


def _before(notes: Ints, upto: int) -> Ints:
    return notes[: int(np.searchsorted(notes, upto))]
