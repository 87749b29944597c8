"""Waves: the candidates whose notes are heard beyond expectation, each told once."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.inference import log_mean_e
from isotherm.trends.candidates import SOURCES, Candidates
from isotherm.trends.channel import Channel
from isotherm.trends.evidence import wave_log_e
from isotherm.trends.heard import Heard
from isotherm.trends.likeness import Likeness
from isotherm.trends.settings import TrendSettings
from isotherm.trends.telling import Told, Wave

__all__ = ["WaveFinder"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_SLACK = 0.25  # of a note's evidence in the screen before the exact count
_LIFTED = float(np.log(2.0))  # a note's evidence from which on it counts as lifted


@dataclasses.dataclass(frozen=True)
class _Sure:
    """A candidate's wave, and how many of its notes were told before it was judged."""

    wave: Wave
    explained: int


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
        """All waves, in the order in which they were first sure; each note tells one wave.

        The days are gone through in order: on each, the candidates whose evidence crossed their
        line are told, the surest first, and what is told by then is no evidence for any other.
        What was told on a day is so told in a replay of that day.
        """
        line, days = self._lines(candidates), self._heard.day
        likeness = Likeness(self._heard.texts())
        told = Told(days, self._ordinary, likeness, within_days=self._settings.response_days)
        sure: dict[int, _Sure] = {}
        for candidate in self._promising(candidates, line):
            self._judge(candidates, candidate, line, told, sure, since=0)
        while sure:
            today = min(judged.wave.detected for judged in sure.values())
            upto = int(np.searchsorted(days, today, side="right"))
            now = {c: judged.wave for c, judged in sure.items() if judged.wave.detected == today}
            order = sorted(now, key=lambda c: (-now[c].log_e * now[c].purity, c))
            stale = [c for c in order if told.explains(candidates.notes(c)) != sure[c].explained]
            for candidate in stale:
                told.take_rest(now[candidate], upto=upto)
                self._judge(candidates, candidate, line, told, sure, since=today)
            if not stale:
                whole = next((c for c in order if not told.is_seam(now[c], upto=upto)), None)
                if whole is not None:
                    told.tell(now[whole], upto=upto)
                    self._judge(candidates, whole, line, told, sure, since=today)
                for seam in order if whole is None else []:  # its parts may be sure by then
                    later = today + self._settings.response_days
                    self._judge(candidates, seam, line, told, sure, since=later)
        return told.waves

    def _judge(
        self,
        candidates: Candidates,
        candidate: int,
        line: Floats,
        told: Told,
        sure: dict[int, _Sure],
        *,
        since: int,
    ) -> None:
        """Note when a candidate is sure, as far as it is not told yet; drop it if it never is."""
        sure.pop(candidate, None)
        notes = candidates.notes(candidate)
        source = str(candidates.source[candidate])
        own_line = line[SOURCES.index(source)]
        wave = self._wave(notes[~told.explained[notes]], own_line, source=source, since=since)
        if wave is not None:
            sure[candidate] = _Sure(wave, told.explains(notes))

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

        A screen before the exact count: notes are taken alone, with the most evidence they ever
        had, as if nobody had answered two of them, and those of a run have to agree on one lift.
        """
        ages = self._settings.response_days - 1
        age = np.clip(self._heard.last_day - self._heard.day, 0, ages)
        best = np.concatenate([c.best_alone_log_e(age) for c in self._channels])
        worth = np.where(self._evident, best + _SLACK, 0.0)
        gains = np.append(np.maximum(worth.max(axis=0), 0.0)[candidates.note], 0.0)
        sums = np.add.reduceat(gains, candidates.start[:-1])
        first = self._heard.day[candidates.note[candidates.start[:-1]]]
        places = _places(candidates)
        least = line[places, first]
        found: dict[tuple[int, bytes], int] = {}
        for candidate in np.flatnonzero(sums >= least).tolist():
            notes = candidates.notes(candidate)
            if _best_run(worth[:, notes]) >= least[candidate]:
                found.setdefault((int(places[candidate]), notes.tobytes()), candidate)
        return list(found.values())

    def _wave(self, members: Ints, line: Floats, *, source: str, since: int) -> Wave | None:
        """The wave that some notes carry, if their evidence is over the line on a day ``since``."""
        units = self._independent(members)
        if len(units) < self._settings.least_authors or since > self._heard.last_day:
            return None
        day = self._heard.day[units]
        log_e = np.concatenate([c.unit_log_e(members, units) for c in self._channels])
        wave = wave_log_e(day, log_e, last_day=self._heard.last_day)
        total = log_mean_e(wave.log_e)
        # Once its notes are of full age, evidence stays as it is.
        days = np.arange(max(since, wave.days[0]), max(since, wave.days[-1]) + 1)
        known = np.minimum(days, wave.days[-1]) - wave.first_day
        for place in np.flatnonzero(total[known] >= line[days]).tolist():
            today, at = int(days[place]), int(known[place])
            best = int(wave.log_e[:, at].argmax())
            there = units[wave.start[best, at] :]
            there = there[self._heard.day[there] <= today]
            lifted = self._lifted(units, log_e[best], there, today)
            began = int(self._heard.day[there[0]])
            if self._is_wide(members, lifted, began, today):
                return Wave(
                    notes=members[self._heard.day[members] >= began],
                    detected=today,
                    log_e=float(total[at]),
                    seed=int(there[0]),
                    purity=float(lifted.mean()),
                    source=source,
                )
        return None

    def _lifted(self, units: Ints, log_e: Floats, there: Ints, today: int) -> NDArray[np.bool_]:
        """Which of the notes that were there today were heard beyond expectation by then."""
        age = np.minimum(today - self._heard.day[there], log_e.shape[1] - 1)
        return np.asarray(log_e[np.searchsorted(units, there), age] > _LIFTED)

    def _independent(self, members: Ints) -> Ints:
        """Notes that count as evidence: ordinary, unpaid, an author once in a while."""
        kept, seen = [], dict[int, int]()
        for note in members[self._evident[members]].tolist():
            author, day = int(self._heard.author[note]), int(self._heard.day[note])
            if day - seen.get(author, -(10**6)) >= self._settings.repeat_days:
                seen[author] = day
                kept.append(note)
        return np.array(kept, dtype=np.int64)

    def _is_wide(self, members: Ints, lifted: NDArray[np.bool_], began: int, today: int) -> bool:
        """Whether by then enough authors were lifted and the wave was of ordinary people."""
        enough = int(lifted.sum()) >= self._settings.least_authors
        return enough and self._is_ordinary(members, began, today)

    def _is_ordinary(self, members: Ints, began: int, today: int) -> bool:
        """Whether most of the wave's notes and repliers are ordinary, unpaid and their own."""
        days = self._heard.day[members]
        notes = members[(days >= began) & (days <= today)]
        days_of = self._heard.day[notes]
        by_people = float((self._ordinary[notes] & ~self._heard.paid[notes]).mean())
        replies = self._heard.replies
        rows, place = replies.of(notes)
        near = replies.day[rows] - days_of[place] < self._settings.response_days
        weights = replies.weight[rows][near & (replies.day[rows] <= today)]
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
