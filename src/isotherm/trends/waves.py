"""Waves: the candidates whose notes are heard beyond expectation, each told once."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.candidates import SOURCES, Candidates
from isotherm.trends.channel import Channel
from isotherm.trends.habit import Habits
from isotherm.trends.heard import Heard
from isotherm.trends.judging import Judge
from isotherm.trends.likeness import Likeness
from isotherm.trends.screening import promising
from isotherm.trends.settings import TrendSettings
from isotherm.trends.telling import Told, Wave

__all__ = ["WaveFinder"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


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

    def find(self, candidates: Candidates) -> list[Wave]:
        """All waves, in the order in which they were first sure; each note tells one wave.

        Where there are any they are looked for once more: from the day on which a note was told
        to be a wave's, it does not teach what is usual. Else waves would raise what is expected
        of all, and hide each other and their own rise.
        """
        likeness = Likeness(self._heard.texts())
        habits = Habits(candidates, self._heard.day, likeness, self._settings)
        first = self._tell(candidates, self._channels, habits, likeness)
        if not first.waves:
            return []
        relearnt = tuple(channel.without(self._heard, first.since) for channel in self._channels)
        return self._tell(candidates, relearnt, habits, likeness).waves

    def _tell(
        self,
        candidates: Candidates,
        channels: tuple[Channel, ...],
        habits: Habits,
        likeness: Likeness,
    ) -> Told:
        days, settings = self._heard.day, self._settings
        told = Told(days, self._ordinary, likeness, within_days=settings.response_days)
        judge = Judge(self._heard, channels, self._ordinary, habits, settings)
        _Round(self._heard, candidates, judge, told, settings).tell_all(channels)
        return told


class _Round:
    """One going through the days, from the first to the last."""

    def __init__(
        self,
        heard: Heard,
        candidates: Candidates,
        judge: Judge,
        told: Told,
        settings: TrendSettings,
    ) -> None:
        self._heard = heard
        self._candidates = candidates
        self._judge = judge
        self._told = told
        self._settings = settings
        self._line = _lines(heard, candidates, settings)
        self._sure: dict[int, _Sure] = {}

    def tell_all(self, channels: tuple[Channel, ...]) -> None:
        """Tell every wave on the day on which it is first sure.

        On each day the candidates whose evidence crossed their line are told, the surest first,
        and what is told by then is no evidence for any other. What was told on a day is so told
        in a replay of that day.
        """
        evident = self._judge.evident
        line, settings = self._line, self._settings
        for candidate in promising(
            self._heard, self._candidates, evident, channels, line=line, settings=settings
        ).tolist():
            self._try(candidate, since=0)
        while self._sure:
            self._tell_one(min(judged.wave.detected for judged in self._sure.values()))

    def _tell_one(self, today: int) -> None:
        """Tell the surest wave of a day, or judge anew whom an earlier one took notes from."""
        told, sure = self._told, self._sure
        upto = int(np.searchsorted(self._heard.day, today, side="right"))
        now = {c: judged.wave for c, judged in sure.items() if judged.wave.detected == today}
        order = sorted(now, key=lambda c: (-now[c].log_e * now[c].purity, c))
        notes = self._candidates.notes
        stale = [c for c in order if told.explains(notes(c)) != sure[c].explained]
        for candidate in stale:
            told.take_rest(now[candidate], upto=upto)
            self._try(candidate, since=today)
        if stale:
            return
        whole = next((c for c in order if not told.is_seam(now[c], upto=upto)), None)
        if whole is not None:
            told.tell(now[whole], upto=upto)
            self._try(whole, since=today)
            return
        for seam in order:  # its parts may be sure by then
            self._try(seam, since=today + self._settings.response_days)

    def _try(self, candidate: int, *, since: int) -> None:
        """Note when a candidate is sure, as far as it is not told yet; drop it if it never is."""
        self._sure.pop(candidate, None)
        notes = self._candidates.notes(candidate)
        source = str(self._candidates.source[candidate])
        line = self._line[SOURCES.index(source)]
        wave = self._judge.wave(self._told.rest(notes), line, source=source, since=since)
        if wave is not None:
            self._sure[candidate] = _Sure(wave, self._told.explains(notes))


def _lines(heard: Heard, candidates: Candidates, settings: TrendSettings) -> Floats:
    """For each source and day how sure one has to be; shape (sources, days).

    Each source has the same part of the tolerated error, shared by as many candidates as it had
    by then: templates are few and need not pay for the thousands of phrases.
    """
    born = heard.day[candidates.note[candidates.start[:-1] + settings.least_authors - 1]]
    lines = []
    for source in SOURCES:
        own = born[candidates.source == source]
        by_day = np.cumsum(np.bincount(own, minlength=heard.last_day + 1))
        chances = np.maximum(by_day, settings.least_candidates) * len(SOURCES)
        lines.append(np.log(chances / settings.error_rate))
    return np.array(lines)
