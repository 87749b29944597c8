"""Which waves are told: one row for each, however many candidates carry it."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.likeness import Likeness

__all__ = ["Wave", "next_to_tell", "told_first", "with_told"]

Ints = NDArray[np.int64]
_SAME = 0.5  # share of notes (Jaccard) from which on two candidates carry the same wave
_LEAST_PART, _MOST_PART = 0.2, 0.8  # of a whole's notes that another wave takes as its part
_MOST_PARTS = 30  # of a whole that are held against each other, the surest first


@dataclasses.dataclass(frozen=True)
class Wave:
    """A resonance: its notes since it began and when it was first sure."""

    notes: Ints  # its notes since it began, in order of time
    days: tuple[int, int]  # the days of its first and last note
    detected: int  # the day on which the evidence crossed its line
    log_e: float  # the evidence on that day
    strength: float  # the evidence at its best
    seed: int  # the note it seemed to begin with on that day
    purity: float  # share of its notes that are lifted
    source: str  # what its notes share: template, title, tag or phrase


def next_to_tell(sure: Mapping[int, Wave], likeness: Likeness) -> int:
    """The candidate to tell next: the surest and purest that is not a seam between waves.

    Sure and pure: a tag that carries a wave among much else comes after its template. A candidate
    whose notes are shared out among sure ones of different templates is a seam.
    """
    ordered = sorted(sure, key=lambda c: (-sure[c].strength * sure[c].purity, c))
    return next((c for c in ordered if not _is_seam(c, ordered, sure, likeness)), ordered[0])


def _is_seam(
    whole: int, ordered: Sequence[int], sure: Mapping[int, Wave], likeness: Likeness
) -> bool:
    notes = sure[whole].notes
    low, high = _LEAST_PART * len(notes), _MOST_PART * len(notes)
    parts: dict[bytes, Ints] = {}
    for candidate in ordered:
        part = np.intersect1d(sure[candidate].notes, notes)
        if candidate != whole and low <= len(part) <= high and len(parts) < _MOST_PARTS:
            parts.setdefault(part.tobytes(), part)
    return any(
        not np.isin(one, other).any() and likeness.is_two(one, other)
        for one, other in itertools.combinations(parts.values(), 2)
    )


def told_first(wave: Wave, others: Sequence[Wave]) -> Wave:
    """The wave, detected when the first of those that carry the same notes was."""
    alike = [other for other in others if _overlap(other, wave) >= _SAME]
    return _since_first(wave, [wave, *alike])


def with_told(
    found: Sequence[Wave], wave: Wave, likeness: Likeness, *, within_days: int
) -> list[Wave]:
    """The waves found so far and one more; what is left of one of them goes to it."""
    for place, known in enumerate(found):
        gap = max(known.days[0] - wave.days[1], wave.days[0] - known.days[1])
        if gap <= within_days and likeness.is_one(known.notes, wave.notes):
            both = dataclasses.replace(
                known,
                notes=np.union1d(known.notes, wave.notes),
                days=(min(known.days[0], wave.days[0]), max(known.days[1], wave.days[1])),
            )
            return [*found[:place], _since_first(both, [known, wave]), *found[place + 1 :]]
    return [*found, wave]


def _since_first(wave: Wave, alike: Sequence[Wave]) -> Wave:
    first = min(alike, key=lambda w: (w.detected, -w.log_e))
    return dataclasses.replace(wave, detected=first.detected, log_e=first.log_e, seed=first.seed)


def _overlap(one: Wave, other: Wave) -> float:
    both = len(np.intersect1d(one.notes, other.notes))
    return both / max(len(one.notes) + len(other.notes) - both, 1)
