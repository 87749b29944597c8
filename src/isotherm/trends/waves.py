"""Waves: the candidates whose notes are heard beyond expectation, each told once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isotherm.inference import log_mean_e
from isotherm.trends.candidates import SOURCES, Candidates
from isotherm.trends.channel import Channel
from isotherm.trends.evidence import WaveEvidence, wave_log_e
from isotherm.trends.heard import Heard
from isotherm.trends.likeness import Likeness
from isotherm.trends.settings import TrendSettings
from isotherm.trends.telling import Wave, next_to_tell, told_first, with_told

__all__ = ["WaveFinder"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_SLACK = 0.25  # of a note's evidence in the screen before the exact count
_LIFTED = float(np.log(2.0))  # a note's evidence from which on it counts as lifted


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
        tried: dict[int, Wave] = {}
        likeness = Likeness(self._heard.texts())
        while waiting:
            for candidate in waiting:
                if candidate not in tried:
                    wave = self._wave(candidates, candidate, line, explained)
                    if wave is not None:
                        tried[candidate] = wave
            waiting = [c for c in waiting if c in tried]
            if not waiting:
                break
            best = next_to_tell(tried, likeness)
            wave = told_first(tried[best], list(tried.values()))
            explained[wave.notes] = True
            found = with_told(found, wave, likeness, within_days=self._settings.response_days)
            waiting = [c for c in waiting if c != best]
            for candidate in [c for c in tried if explained[candidates.notes(c)].any()]:
                del tried[candidate]
        return found

    def _lines(self, candidates: Candidates) -> Floats:
        """For each source and day how sure one has to be; shape (sources, days).

        Each source has the same part of the tolerated error, shared by as many candidates as it
        had by then: templates are few and need not pay for the thousands of phrases.
        """
        least, days = self._settings.least_authors, self._heard.last_day + 1
        born = self._heard.day[candidates.note[candidates.start[:-1] + least - 1]]
        lines = []
        for source in SOURCES:
            by_day = np.cumsum(np.bincount(born[candidates.source == source], minlength=days))
            chances = np.maximum(by_day, self._settings.least_candidates) * len(SOURCES)
            lines.append(np.log(chances / self._settings.error_rate))
        return np.array(lines)

    def _promising(self, candidates: Candidates, line: Floats) -> list[int]:
        """Candidates some run of whose notes could reach their line, each set of notes once.

        A screen before the exact count: notes are taken alone, with the evidence they have by
        the end and some slack, as if nobody had answered two of them. Where that leaves very
        many, no slack is given, but each note the most it ever had, and the notes of a run have
        to agree on one lift, as they will in the exact count.
        """
        ages = self._settings.response_days - 1
        age = np.clip(self._heard.last_day - self._heard.day, 0, ages)
        alone = np.concatenate([c.alone_log_e(age) for c in self._channels])
        worth = np.where(self._evident, alone.max(axis=0) + _SLACK, 0.0)
        gains = np.append(np.maximum(worth, 0.0)[candidates.note], 0.0)
        sums = np.add.reduceat(gains, candidates.start[:-1])
        first = self._heard.day[candidates.note[candidates.start[:-1]]]
        least = line[_places(candidates), first]
        found: dict[bytes, int] = {}
        for candidate in np.flatnonzero(sums >= least).tolist():
            notes = candidates.notes(candidate)
            if _best_run(worth[notes]) >= least[candidate]:
                found.setdefault(notes.tobytes(), candidate)
        if len(found) <= self._settings.tried_freely:
            return list(found.values())
        best = np.concatenate([c.best_alone_log_e(age) for c in self._channels])
        by_kind = np.where(self._evident, best, 0.0)
        return [
            candidate
            for candidate in found.values()
            if _best_run(by_kind[:, candidates.notes(candidate)]) >= least[candidate]
        ]

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
        own_line = line[SOURCES.index(source), wave.days]
        for at in np.flatnonzero(total >= own_line).tolist():
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
            days=(int(self._heard.day[notes[0]]), int(self._heard.day[notes[-1]])),
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


def _places(candidates: Candidates) -> Ints:
    """The place of each candidate's source among the sources."""
    places = np.zeros(len(candidates), dtype=np.int64)
    for place, source in enumerate(SOURCES):
        places[candidates.source == source] = place
    return places


def _best_run(worth: Floats) -> float:
    """The greatest sum of any run of neighbours along the last axis (Kadane)."""
    total = np.cumsum(worth, axis=-1)
    least = np.minimum(np.minimum.accumulate(total, axis=-1), 0.0)
    before = np.concatenate((np.zeros_like(total[..., :1]), least[..., :-1]), axis=-1)
    return max(float((total - before).max()), 0.0)
