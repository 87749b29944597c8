"""Waves: the candidates whose notes are heard beyond expectation, each told once."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.candidates import Candidates
from isotherm.trends.evidence import WaveEvidence, note_log_e, wave_log_e
from isotherm.trends.expectation import Expectation
from isotherm.trends.heard import Heard
from isotherm.trends.settings import TrendSettings

__all__ = ["Wave", "WaveFinder"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_LIFTED = float(np.log(2.0))  # a note's evidence from which on it counts as lifted
_OWN_PRIOR = 5.0  # responses' worth of belief that a candidate's past is as expected


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
        expectation: Expectation,
        ordinary: NDArray[np.bool_],
        settings: TrendSettings,
    ) -> None:
        """``ordinary`` says of each note whether its author is an ordinary one."""
        self._heard = heard
        self._expectation = expectation
        self._ordinary = ordinary
        self._settings = settings
        self._evident = ordinary & ~heard.paid & (heard.day >= self._burn_in())
        order = np.argsort(heard.note, kind="stable")
        self._responses = order
        self._first = np.searchsorted(heard.note[order], np.arange(len(heard.day) + 1))

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
            best = max(sure, key=lambda c: (_rank(tried[c]), -c))
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

    def _burn_in(self) -> int:
        return min(self._settings.burn_in_days, self._heard.last_day // 4)

    def _lines(self, candidates: Candidates) -> Floats:
        """For each day how sure one has to be: as many chances as there were candidates by then."""
        least = self._settings.least_authors
        born = self._heard.day[candidates.note[candidates.start[:-1] + least - 1]]
        by_day = np.cumsum(np.bincount(born, minlength=self._heard.last_day + 1))
        return np.log(np.maximum(by_day, 1) / self._settings.error_rate)

    def _promising(self, candidates: Candidates, line: Floats) -> list[int]:
        """Candidates whose notes, each taken at its best, could reach their line."""
        settings = self._settings
        best = note_log_e(
            self._expectation.counted,
            self._expectation.expected,
            self._expectation.frailty[:, None],
            lifts=settings.lifts,
            cap=settings.cap,
        ).max(axis=1)
        best = np.where(self._evident, np.maximum(best, 0.0), 0.0)
        sums = np.add.reduceat(np.append(best[candidates.note], 0.0), candidates.start[:-1])
        first = self._heard.day[candidates.note[candidates.start[:-1]]]
        return np.flatnonzero(sums >= line[first]).tolist()

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
        log_e = self._unit_log_e(members, units)
        day = self._heard.day[units]
        evidence = wave_log_e(day, log_e, last_day=self._heard.last_day)
        crossed = self._crossing(members, units, log_e, evidence, line)
        if crossed is None:
            return None
        began = self._heard.day[units[int(evidence.start[evidence.log_e.argmax()])]]
        notes = members[self._heard.day[members] >= began]
        lifted = float((log_e[units >= notes[0], -1] > _LIFTED).mean())
        source = str(candidates.source[candidate])
        at = crossed - evidence.first_day
        return Wave(
            notes=notes,
            detected=crossed,
            log_e=float(evidence.log_e[at]),
            strength=float(evidence.log_e.max()),
            seed=int(units[evidence.start[at]]),
            purity=lifted,
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

    def _unit_log_e(self, members: Ints, units: Ints) -> Floats:
        """Evidence of each unit by age: responders counted once a candidate, own past allowed."""
        counted = self._first_time_counts(members)[np.searchsorted(members, units)]
        expected = self._expectation.expected[units] * self._own_past(members, units)[:, None]
        return note_log_e(
            np.cumsum(counted, axis=1),
            expected,
            self._expectation.frailty[units][:, None],
            lifts=self._settings.lifts,
            cap=self._settings.cap,
        )

    def _first_time_counts(self, members: Ints) -> Floats:
        """Weighted responders by member and age; each actor counts where heard first."""
        heard, ages = self._heard, self._expectation.counted.shape[1]
        rows = [self._responses[self._first[n] : self._first[n + 1]] for n in members]
        which = np.concatenate(rows)
        place = np.repeat(np.arange(len(members)), [len(row) for row in rows])
        order = np.lexsort((place, heard.replied[which], heard.actor[which]))
        actor = heard.actor[which][order]
        first = order[np.concatenate(([True], actor[1:] != actor[:-1]))] if len(order) else order
        which, place = which[first], place[first]
        age = heard.replied[which] - heard.day[members][place]
        near = (age >= 0) & (age < ages)
        counts = np.zeros((len(members), ages))
        np.add.at(counts, (place[near], age[near]), heard.weight[which[near]])
        return counts

    def _own_past(self, members: Ints, units: Ints) -> Floats:
        """How much better than expected the candidate's own finished notes did before each unit.

        A template that is always answered well is a habit, not a trend.
        """
        ages = self._expectation.counted.shape[1]
        got = np.concatenate(([0.0], np.cumsum(self._expectation.counted[members, -1])))
        due = np.concatenate(([0.0], np.cumsum(self._expectation.expected[members, -1])))
        days = self._heard.day
        past = np.searchsorted(days[members], days[units] - ages, side="right")
        ratio: Floats = (got[past] + _OWN_PRIOR) / (due[past] + _OWN_PRIOR)
        return np.maximum(ratio, 1.0)

    def _crossing(
        self, members: Ints, units: Ints, log_e: Floats, evidence: WaveEvidence, line: Floats
    ) -> int | None:
        """The first day on which the evidence is over the line and the wave is of many people."""
        days = np.arange(evidence.first_day, evidence.first_day + len(evidence.log_e))
        for step in np.flatnonzero(evidence.log_e >= line[days]).tolist():
            today, start = int(days[step]), int(evidence.start[step])
            there = units[start:][self._heard.day[units[start:]] <= today]
            age = np.minimum(today - self._heard.day[there], log_e.shape[1] - 1)
            lifted = log_e[start : start + len(there)][np.arange(len(there)), age] > _LIFTED
            if lifted.sum() >= self._settings.least_authors and self._is_ordinary(
                members, int(self._heard.day[units[start]]), today
            ):
                return today
        return None

    def _is_ordinary(self, members: Ints, began: int, today: int) -> bool:
        """Whether most of the wave's notes and repliers are ordinary, unpaid and their own."""
        days = self._heard.day[members]
        notes = members[(days >= began) & (days <= today)]
        by_people = float((self._ordinary[notes] & ~self._heard.paid[notes]).mean())
        weights = np.concatenate(
            [
                self._heard.weight[self._responses[self._first[n] : self._first[n + 1]]]
                for n in notes
            ]
        )
        organic = float((weights >= 1.0).mean()) if len(weights) else 0.0
        settings = self._settings
        return by_people >= settings.ordinary_share and organic >= settings.organic_share


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
