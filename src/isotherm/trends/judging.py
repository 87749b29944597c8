"""Whether some notes are a wave, and from which day on that was sure."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.inference import log_mean_e
from isotherm.trends.channel import Channel
from isotherm.trends.evidence import WaveEvidence, wave_log_e
from isotherm.trends.habit import Habits, is_new
from isotherm.trends.heard import Heard
from isotherm.trends.settings import TrendSettings
from isotherm.trends.telling import Wave

__all__ = ["Judge"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_LIFTED = float(np.log(2.0))  # a note's evidence from which on it counts as lifted


@dataclasses.dataclass(frozen=True)
class _Case:
    """What the independent notes of a candidate say, day by day."""

    units: Ints
    day: Ints  # (units,) when each appeared
    unit_log_e: Floats  # (lifts and shapes, units, ages)
    wave: WaveEvidence
    log_e: Floats  # (days,) of all lifts and shapes together

    def place(self, today: int) -> int:
        """Once its notes are of full age, evidence stays as it is."""
        return min(today, int(self.wave.days[-1])) - self.wave.first_day

    def there(self, today: int) -> tuple[Ints, Flags]:
        """The notes of the likeliest wave by today, and which were heard beyond expectation."""
        at = self.place(today)
        best = int(self.wave.log_e[:, at].argmax())
        rows = np.arange(self.wave.start[best, at], int(np.searchsorted(self.day, today + 1)))
        age = np.minimum(today - self.day[rows], self.unit_log_e.shape[2] - 1)
        return self.units[rows], self.unit_log_e[best, rows, age] > _LIFTED


class Judge:
    """Judges candidates; every decision of a day uses that day's past only."""

    def __init__(
        self,
        heard: Heard,
        channels: tuple[Channel, ...],
        ordinary: Flags,
        habits: Habits,
        settings: TrendSettings,
    ) -> None:
        """``ordinary`` says of each note whether its author is an ordinary one."""
        self._heard = heard
        self._channels = channels
        self._ordinary = ordinary
        self._habits = habits
        self._settings = settings
        self.evident = ordinary & ~heard.paid & (heard.day >= channels[0].burn_in)

    def wave(self, members: Ints, line: Floats, *, source: str, since: int) -> Wave | None:
        """The wave that some notes carry, if their evidence is over the line on a day ``since``.

        It has to be so held against the members' own past, and against that of the habit which
        the wave may be a part of.
        """
        units = self._independent(members)
        if len(units) < self._settings.least_authors or since > self._heard.last_day:
            return None
        own = self._case(members, units, members)
        days = np.arange(max(since, own.wave.days[0]), max(since, own.wave.days[-1]) + 1)
        places = np.minimum(days, own.wave.days[-1]) - own.wave.first_day
        cases: dict[bytes, _Case] = {}
        for today in days[own.log_e[places] >= line[days]].tolist():
            past = self._past(members, own, today)
            if past.tobytes() not in cases:
                alone = len(past) == len(members)
                cases[past.tobytes()] = own if alone else self._case(members, units, past)
            case = cases[past.tobytes()]
            there, lifted = case.there(today)
            log_e = float(case.log_e[case.place(today)])
            began = int(self._heard.day[there[0]])
            sure = log_e >= line[today] and is_new(began, today=today)
            if sure and self._is_wide(members, there, lifted, today):
                return Wave(
                    notes=members[self._heard.day[members] >= began],
                    detected=today,
                    log_e=log_e,
                    seed=int(there[0]),
                    purity=float(lifted.mean()),
                    source=source,
                )
        return None

    def _case(self, members: Ints, units: Ints, past: Ints) -> _Case:
        day = self._heard.day[units]
        log_e = np.concatenate([c.unit_log_e(members, units, past) for c in self._channels])
        wave = wave_log_e(day, log_e, last_day=self._heard.last_day)
        return _Case(units, day, log_e, wave, log_mean_e(wave.log_e))

    def _past(self, members: Ints, own: _Case, today: int) -> Ints:
        """The members, and what was written before on the template of today's wave."""
        began = self._heard.day[own.there(today)[0][0]]
        notes = self._within(members, int(began), today)
        return np.union1d(members, self._habits.before(notes, today=today))

    def _within(self, members: Ints, began: int, today: int) -> Ints:
        days = self._heard.day[members]
        return members[(days >= began) & (days <= today)]

    def _independent(self, members: Ints) -> Ints:
        """Notes that count as evidence: ordinary, unpaid, an author once in a while."""
        from isotherm.trends.screen_kernel import once_in_a_while

        some = members[self.evident[members]]
        gap = self._settings.repeat_days
        return some[once_in_a_while(self._heard.author[some], self._heard.day[some], gap)]

    def _is_wide(self, members: Ints, there: Ints, lifted: Flags, today: int) -> bool:
        """Whether by then enough authors were lifted and the wave was of ordinary people."""
        if int(lifted.sum()) < self._settings.least_authors:
            return False
        began = int(self._heard.day[there[0]])
        return self._is_ordinary(self._within(members, began, today), today)

    def _is_ordinary(self, notes: Ints, today: int) -> bool:
        """Whether most of the wave's notes and repliers are ordinary, unpaid and their own."""
        by_people = float((self._ordinary[notes] & ~self._heard.paid[notes]).mean())
        replies = self._heard.replies
        rows, place = replies.of(notes)
        near = replies.day[rows] - self._heard.day[notes][place] < self._settings.response_days
        rows = rows[near & (replies.day[rows] <= today)]
        # each account once: a pool that answers every note drowns no wave of many people,
        # and the few who come after a pool carry none
        weights = replies.weight[rows][np.unique(replies.actor[rows], return_index=True)[1]]
        organic = float((weights >= 1.0).mean()) if len(weights) else 0.0
        settings = self._settings
        return by_people >= settings.ordinary_share and organic >= settings.organic_share
