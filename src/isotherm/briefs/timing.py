"""When goods are wanted, what can still be done by then, and the latest day to begin."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.subjects import Subject

__all__ = ["Timing", "Window", "choose_timing", "season_window"]

MAKING = (("T-60", 60), ("T-30", 30))  # develop; cut a first lot
SHOWING = (("T-14", 14), ("T-7", 7))  # existing stock and notes; notes only
_LAST_DAYS = 3  # a note needs at least these to be read before the peak
_AFTER_PEAK = 14
_LEAST_SELLING = 14
_FARTHEST = 120  # days: an ordinary factory's longest lead; a season later than that is last year's
_STAGE_DAYS = {"emerging": 28, "growing": 14, "surging": 7, "mature": 3}

# Northern seasons and feasts: first and last month and day; the lunar new year follows its table.
_SEASONS = {
    "spring": ((3, 1), (5, 31)),
    "summer": ((6, 1), (8, 31)),
    "autumn": ((9, 1), (11, 30)),
    "winter": ((12, 1), (2, 28)),
    "christmas": ((12, 1), (12, 25)),
    "school": ((8, 20), (9, 20)),
    "graduation": ((5, 20), (6, 30)),
}
_LUNAR_NEW_YEAR = """
2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22
2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11
2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12
"""


@dataclasses.dataclass(frozen=True)
class Window:
    """When something is wanted; without ``due``: the sooner the better; without ``end``: always.

    ``weeks`` is how long one may decide where nothing is due; elsewhere it is not asked.
    """

    due: dt.datetime | None
    start: dt.datetime
    end: dt.datetime | None
    weeks: int = 0


@dataclasses.dataclass(frozen=True)
class Timing:
    """What one merchant can still do, and until when."""

    tier: str
    act_by: dt.datetime
    season_from: dt.datetime
    season_to: dt.datetime


def season_window(
    subject: Subject,
    moments: Sequence[str],
    *,
    as_of: dt.datetime,
    settings: BriefSettings,
    weeks: int,
) -> Window:
    """When a subject is wanted: round its peak, in the next season of its ``moments``, or now.

    What is wanted now should be decided on within ``weeks``. A wave's goods should be there at its
    peak, or as long as half of those who will still answer have not; where its people speak of a
    season that begins later, for that.
    """
    if subject.kind == "trend":
        return _wave_window(subject, moments, as_of=as_of)
    least = as_of + dt.timedelta(settings.deciding_days + MAKING[1][1] + _LEAST_SELLING)
    spans = sorted(span for name in moments for span in _spans(name, as_of.year))
    ahead = [span for span in spans if span[1] >= least]
    if not ahead:
        return Window(None, as_of, None, weeks)
    start, end = ahead[0]
    soon = as_of + dt.timedelta(SHOWING[-1][1])
    return Window(start, start, end) if start >= soon else Window(None, as_of, end, weeks)


def _wave_window(subject: Subject, moments: Sequence[str], *, as_of: dt.datetime) -> Window:
    peak = subject.peaks[1] or as_of + dt.timedelta(_STAGE_DAYS.get(subject.stage, 7))
    due = max(peak, subject.half_to_come or peak)
    first, last = subject.peaks[0] or peak, max(subject.peaks[2] or due, due)
    end = last + dt.timedelta(_AFTER_PEAK)
    named = sorted(span for name in moments for span in _spans(name, as_of.year))
    for start, close in named:
        if due < start <= as_of + dt.timedelta(_FARTHEST):
            return Window(start, start, max(close, end))
    return Window(due, min(first, due), end)


def choose_timing(
    window: Window,
    lead_days: int | None,
    *,
    holds: bool,
    as_of: dt.datetime,
    settings: BriefSettings,
) -> Timing | None:
    """The tier a merchant's lead time still allows, and the latest day to act on it.

    Making must begin ``lead_days`` before the goods are due, and no later than its tier says;
    who cannot make them in time can still show what it ``holds``. None: too late for anything.
    ``lead_days`` None stands for whoever reads an open brief.

    >>> day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    >>> window = Window(day + dt.timedelta(40), day + dt.timedelta(40), day + dt.timedelta(80))
    >>> [choose_timing(window, lead, holds=True, as_of=day, settings=BriefSettings()).tier
    ...     for lead in (7, 45)]
    ['T-30', 'T-14']
    """
    if window.due is None:
        making = _made_soon(window, lead_days, as_of=as_of, settings=settings)
        return making or (_shown_soon(window, as_of=as_of) if holds else None)
    left = (window.due - as_of).days
    for tier, days in MAKING:
        need = max(days, lead_days or 0)
        if left >= need:
            return _dated(tier, window, before=need)
    if not holds and lead_days is not None:
        return None
    for tier, days in SHOWING:
        if left >= days:
            return _dated(tier, window, before=days)
    return _dated(SHOWING[-1][0], window, before=_LAST_DAYS) if left >= _LAST_DAYS else None


def _dated(tier: str, window: Window, *, before: int) -> Timing:
    """Act so many days before the goods are due; no season begins before one can act."""
    due = window.due or window.start
    act_by = due - dt.timedelta(before)
    return Timing(tier, act_by, max(window.start, act_by), window.end or due)


def _made_soon(
    window: Window, lead_days: int | None, *, as_of: dt.datetime, settings: BriefSettings
) -> Timing | None:
    """What is wanted now: a first lot of the quick, else developed; None: too late to make it.

    All have the same day to be ready, when goods decided on in time could be developed: the quick
    may wait until a lot must be cut, who needs longer should begin at once. In a season that ends
    everybody begins as soon as it is decided.
    """
    quick = lead_days is not None and lead_days <= MAKING[1][1]
    decided = as_of + dt.timedelta(7 * window.weeks)
    for tier, days in MAKING[1:] if quick else MAKING:
        need = dt.timedelta(max(days, lead_days or 0))
        if window.end is None:
            ready = decided + dt.timedelta(MAKING[0][1])
            act_by = max(ready - need, as_of + dt.timedelta(_LAST_DAYS))
            end = act_by + need + dt.timedelta(settings.selling_days)
            return Timing(tier, act_by, act_by + need, end)
        act_by = min(decided, window.end - dt.timedelta(_LEAST_SELLING) - need)
        if act_by >= as_of + dt.timedelta(_LAST_DAYS):
            return Timing(tier, act_by, act_by + need, window.end)
    return None


def _shown_soon(window: Window, *, as_of: dt.datetime) -> Timing:
    """Stock and notes, for who cannot make it before the season ends."""
    tier, days = SHOWING[0]
    act_by = as_of + dt.timedelta(7 * window.weeks)
    if window.end:
        act_by = min(act_by, window.end - dt.timedelta(days))
    return Timing(tier, act_by, act_by, window.end or act_by + dt.timedelta(days))


def _spans(name: str, year: int) -> list[tuple[dt.datetime, dt.datetime]]:
    """The seasons or feasts of that name round a year; none where the name has no date."""
    if name == "new year":
        days = [dt.datetime.fromisoformat(day) for day in _LUNAR_NEW_YEAR.split()]
        near = [day.replace(tzinfo=dt.UTC) for day in days if abs(day.year - year) <= 1]
        return [(day - dt.timedelta(21), day + dt.timedelta(14)) for day in near]
    if name not in _SEASONS:
        return []
    (month, day), (last_month, last_day) = _SEASONS[name]
    return [
        (
            dt.datetime(y, month, day, tzinfo=dt.UTC),
            dt.datetime(y + (last_month < month), last_month, last_day, tzinfo=dt.UTC),
        )
        for y in (year - 1, year, year + 1)
    ]
