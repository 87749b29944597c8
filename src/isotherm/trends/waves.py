"""Waves: the candidates whose notes are heard beyond expectation, each told once."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.inference import log_mean_e
from isotherm.trends.candidates import Candidates
from isotherm.trends.channel import Channel
from isotherm.trends.evidence import WaveEvidence, wave_log_e
from isotherm.trends.heard import Heard
from isotherm.trends.settings import TrendSettings

__all__ = ["Wave", "WaveFinder"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_SLACK = 0.25  # of a note's evidence in the screen before the exact count
_INSIDE = 0.9  # share of a part's notes that lie in the whole
_PART = 0.8  # a part has at most this share of the whole's notes
_LIFTED = float(np.log(2.0))  # a note's evidence from which on it counts as lifted


@dataclasses.dataclass(frozen=True)
class Wave:
    """A resonance: its notes since it began and when it was first sure."""

    notes: Ints  # its notes since it began, in order of time
    detected: int  # the day on which the evidence crossed its line
    log_e: float  # the evidence on that day
    strength: float  # the evidence at its best
    seed: int  # the note it seemed to begin with on that day
    purity: float  # share of its notes that are lifted
    source: str  # what its notes share: template, title, tag or phrase


class WaveFinder:
    """Finds waves among candidates; every decision of a day uses that day's past only."""

    def __init__(
        self,
        heard: Heard,
        channels: tuple[Channel, ...],
        ordinary: NDArray[np.bool_],
        settings: TrendSettings,
    ) -> None:
        """``ordinary`` says of each note whether its author is an ordinary one."""
        self._heard = heard
        self._channels = channels
        self._ordinary = ordinary
        self._settings = settings
        self._evident = ordinary & ~heard.paid & (heard.day >= channels[0].burn_in)

    def find(self, candidates: Candidates) -> list[Wave]:
        """All waves, the surest first; what one wave explains, no other may claim."""
        line = self._lines(candidates)
        waiting = self._promising(candidates, line)
        explained = np.zeros(len(self._heard.day), dtype=bool)
        found: list[Wave] = []
        tried: dict[int, Wave | None] = {}
        while waiting:
            for candidate in waiting:
                if candidate not in tried:
                    tried[candidate] = self._wave(candidates, candidate, line, explained)
            sure = [c for c in waiting if tried[c] is not None]
            if not sure:
                break
            best = _purest(sure, tried)
            wave = tried[best]
            assert wave is not None
            alike = [tried[c] for c in sure if _overlap(tried[c], wave) >= 0.5]
            found.append(_earliest(wave, alike))
            explained[wave.notes] = True
            touched = {c for c in sure if explained[candidates.notes(c)].any()}
            waiting = [c for c in sure if c != best]
            for candidate in touched:
                tried.pop(candidate, None)
        return found

    def _lines(self, candidates: Candidates) -> Floats:
        """For each day how sure one has to be: as many chances as there were candidates by then."""
        least = self._settings.least_authors
        born = self._heard.day[candidates.note[candidates.start[:-1] + least - 1]]
        by_day = np.cumsum(np.bincount(born, minlength=self._heard.last_day + 1))
        return np.log(np.maximum(by_day, 1) / self._settings.error_rate)

    def _promising(self, candidates: Candidates, line: Floats) -> list[int]:
        """Candidates some run of whose notes could reach their line, each set of notes once.

        A screen before the exact count: notes are taken alone, with the evidence they have by
        the end and some slack, as if nobody had answered two of them.
        """
        ages = self._settings.response_days - 1
        age = np.clip(self._heard.last_day - self._heard.day, 0, ages)
        alone = [c.raw_log_e()[np.arange(len(age)), age] for c in self._channels]
        worth = np.where(self._evident, np.max(alone, axis=0) + _SLACK, 0.0)
        gains = np.append(np.maximum(worth, 0.0)[candidates.note], 0.0)
        sums = np.add.reduceat(gains, candidates.start[:-1])
        first = self._heard.day[candidates.note[candidates.start[:-1]]]
        found: dict[bytes, int] = {}
        for candidate in np.flatnonzero(sums >= line[first]).tolist():
            notes = candidates.notes(candidate)
            if _best_run(worth[notes]) >= line[first[candidate]]:
                found.setdefault(notes.tobytes(), candidate)
        return list(found.values())

    def _wave(
        self,
        candidates: Candidates,
        candidate: int,
        line: Floats,
        explained: NDArray[np.bool_],
    ) -> Wave | None:
        """The wave a candidate carries, if its evidence ever crosses the line."""
        members = candidates.notes(candidate)
        members = members[~explained[members]]
        units = self._independent(members)
        if len(units) < self._settings.least_authors:
            return None
        day = self._heard.day[units]
        log_e = np.concatenate([c.unit_log_e(members, units) for c in self._channels])
        wave = wave_log_e(day, log_e, last_day=self._heard.last_day)
        total = log_mean_e(wave.log_e)
        source = str(candidates.source[candidate])
        for at in np.flatnonzero(total >= line[wave.days]).tolist():
            best = int(wave.log_e[:, at].argmax())
            if self._is_wide(members, units, log_e[best], wave, at, best=best):
                return self._told(
                    members, units, log_e, wave, total, at=at, best=best, source=source
                )
        return None

    def _told(
        self,
        members: Ints,
        units: Ints,
        log_e: Floats,
        wave: WaveEvidence,
        total: Floats,
        *,
        at: int,
        best: int,
        source: str,
    ) -> Wave:
        """The wave whose evidence crossed its line on its ``at``-th day, at its ``best`` lift."""
        kind, height = np.unravel_index(int(wave.log_e.argmax()), wave.log_e.shape)
        began = self._heard.day[units[int(wave.start[kind, height])]]
        notes = members[self._heard.day[members] >= began]
        return Wave(
            notes=notes,
            detected=int(wave.days[at]),
            log_e=float(total[at]),
            strength=float(total.max()),
            seed=int(units[wave.start[best, at]]),
            purity=float((log_e[kind, units >= notes[0], -1] > _LIFTED).mean()),
            source=source,
        )

    def _independent(self, members: Ints) -> Ints:
        """Notes that count as evidence: ordinary, unpaid, an author once in a while."""
        kept, seen = [], dict[int, int]()
        for note in members[self._evident[members]].tolist():
            author, day = int(self._heard.author[note]), int(self._heard.day[note])
            if day - seen.get(author, -(10**6)) >= self._settings.repeat_days:
                seen[author] = day
                kept.append(note)
        return np.array(kept, dtype=np.int64)

    def _is_wide(
        self,
        members: Ints,
        units: Ints,
        log_e: Floats,
        wave: WaveEvidence,
        at: int,
        *,
        best: int,
    ) -> bool:
        """Whether by then enough authors were lifted and the wave was of ordinary people."""
        today, start = int(wave.days[at]), int(wave.start[best, at])
        there = units[start:][self._heard.day[units[start:]] <= today]
        age = np.minimum(today - self._heard.day[there], log_e.shape[1] - 1)
        lifted = log_e[start : start + len(there)][np.arange(len(there)), age] > _LIFTED
        enough = int(lifted.sum()) >= self._settings.least_authors
        return enough and self._is_ordinary(members, int(self._heard.day[units[start]]), today)

    def _is_ordinary(self, members: Ints, began: int, today: int) -> bool:
        """Whether most of the wave's notes and repliers are ordinary, unpaid and their own."""
        days = self._heard.day[members]
        notes = members[(days >= began) & (days <= today)]
        by_people = float((self._ordinary[notes] & ~self._heard.paid[notes]).mean())
        rows, _ = self._heard.replies.of(notes)
        weights = self._heard.replies.weight[rows]
        organic = float((weights >= 1.0).mean()) if len(weights) else 0.0
        settings = self._settings
        return by_people >= settings.ordinary_share and organic >= settings.organic_share


def _best_run(worth: Floats) -> float:
    """The greatest sum of any run of neighbours (Kadane)."""
    total = np.concatenate(([0.0], np.cumsum(worth)))
    return float((total - np.minimum.accumulate(total)).max())


def _purest(sure: list[int], tried: dict[int, Wave | None]) -> int:
    """The candidate to tell next: the surest, or a part of it where it joins several waves."""
    ordered = sorted(sure, key=lambda c: (-_rank(tried[c]), c))
    best = ordered[0]
    whole = tried[best]
    assert whole is not None
    parts: list[int] = []
    for candidate in ordered[1:]:
        inside = _held_by(tried[candidate], whole)
        apart = all(_overlap(tried[candidate], _known(tried[p])) == 0.0 for p in parts)
        if inside >= _INSIDE and apart:
            parts.append(candidate)
    return parts[0] if len(parts) > 1 else best


def _held_by(one: Wave | None, whole: Wave) -> float:
    """The share of a wave's notes that another has too; 0 where that is nearly the same wave."""
    if one is None or len(one.notes) > _PART * len(whole.notes):
        return 0.0
    return len(np.intersect1d(one.notes, whole.notes)) / len(one.notes)


def _known(wave: Wave | None) -> Wave:
    assert wave is not None
    return wave


def _rank(wave: Wave | None) -> float:
    """Sure and pure: a tag that carries a wave among much else comes after its template."""
    return wave.strength * wave.purity if wave else -np.inf


def _overlap(one: Wave | None, other: Wave) -> float:
    if one is None:
        return 0.0
    both = len(np.intersect1d(one.notes, other.notes))
    return both / max(len(one.notes) + len(other.notes) - both, 1)


def _earliest(wave: Wave, alike: list[Wave | None]) -> Wave:
    """The wave, detected when the first of those that carry the same notes was."""
    first = min((w for w in alike if w is not None), key=lambda w: (w.detected, -w.log_e))
    return dataclasses.replace(wave, detected=first.detected, log_e=first.log_e, seed=first.seed)
