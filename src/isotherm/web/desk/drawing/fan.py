"""The forecast of a brief: kept pieces over the season as a fan, with the days that matter."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable

from isotherm.web.desk.briefs import Brief

__all__ = ["Fan", "Mark", "draw_fan"]

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 380.0, 190.0, 34.0, 44.0, 26.0, 30.0
_LEAST_DAYS = 7.0
_WORD_WIDE = 52.0
Across = Callable[[dt.datetime], float]


@dataclasses.dataclass(frozen=True)
class Mark:
    """A day on the axis."""

    kind: str
    x: str
    day: dt.datetime
    side: str
    """Which way its word leans: starts there, centred on it, or ends there."""


@dataclasses.dataclass(frozen=True)
class Fan:
    """Coordinates of the drawing, ready for its template."""

    shade: str
    middle: str
    ends: tuple[tuple[str, str, int], ...]
    """Name, height and pieces of p10, p50 and p90, words kept apart."""
    grid: tuple[tuple[str, int], ...]
    marks: tuple[Mark, ...]
    dates: tuple[tuple[str, dt.datetime], ...]
    """First and last day of the season with their places; the first where there is room."""
    season: tuple[str, str]
    """Where the season begins, and how wide it is."""
    peak: tuple[str, str, str] | None
    """Where the peak is expected: earliest, middle, latest."""


def draw_fan(brief: Brief, *, today: dt.datetime) -> Fan | None:
    """Sold evenly over the season, so many pieces are kept by its end; None without a season.

    The lines are straight because a brief tells of the whole season, not of each day.
    """
    begins, ends = brief.season_from or today, brief.season_to or brief.expires
    if ends is None or ends <= begins:
        return None
    across = _time_axis(min(today, begins, brief.act_by or today), ends)
    full = _round_up(brief.kept_units_p90)
    low, middle, high = (
        _height(units, full)
        for units in (brief.kept_units_p10, brief.kept_units_p50, brief.kept_units_p90)
    )
    left, right = across(begins), across(ends)
    start = f"{left:.1f} {HEIGHT - BOTTOM:.1f}"
    return Fan(
        shade=f"M{start}L{right:.1f} {high:.1f}L{right:.1f} {low:.1f}Z",
        middle=f"M{start}L{right:.1f} {middle:.1f}",
        ends=_ends(brief, {"p10": low, "p50": middle, "p90": high}),
        grid=tuple(
            (f"{_height(full * part, full):.1f}", round(full * part)) for part in (0, 0.5, 1)
        ),
        marks=_marks(brief, today, across),
        dates=_dates(begins, ends, across),
        season=(f"{left:.1f}", f"{right - left:.1f}"),
        peak=_peak(brief, across),
    )


def _time_axis(first: dt.datetime, last: dt.datetime) -> Across:
    """Where a moment stands from left to right; what lies outside stands at the edge."""
    days = max((last - first).total_seconds() / 86400, _LEAST_DAYS)

    def across(moment: dt.datetime) -> float:
        share = (moment - first).total_seconds() / 86400 / days
        return LEFT + min(max(share, 0.0), 1.0) * (WIDTH - LEFT - RIGHT)

    return across


def _height(units: float, full: float) -> float:
    return HEIGHT - BOTTOM - units / full * (HEIGHT - BOTTOM - TOP)


def _round_up(most: float) -> float:
    """The next round number: 1, 2 or 5 times a power of ten."""
    if most <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (1, 2, 5, 10) if most <= step * power)


def _ends(brief: Brief, heights: dict[str, float]) -> tuple[tuple[str, str, int], ...]:
    """Words at the open end of the fan, at least a line's height apart."""
    shown: list[tuple[str, str, int]] = []
    last = 0.0
    for name in ("p90", "p50", "p10"):
        at = max(heights[name] + 4, last + 13)
        shown.append((name, f"{at:.1f}", round(getattr(brief, f"kept_units_{name}"))))
        last = at
    return tuple(shown)


def _marks(brief: Brief, today: dt.datetime, across: Across) -> tuple[Mark, ...]:
    days = [("today", today), ("act_by", brief.act_by)]
    shown = []
    for kind, moment in days:
        if moment is None:
            continue
        x = across(moment)
        side = "starts" if x < LEFT + 24 else "ends" if x > WIDTH - RIGHT - 24 else "centred"
        shown.append(Mark(kind, f"{x:.1f}", moment, side))
    return tuple(shown)


def _dates(
    begins: dt.datetime, ends: dt.datetime, across: Across
) -> tuple[tuple[str, dt.datetime], ...]:
    """Days under the axis, not over the word for today and not over one another."""
    places = [(across(begins), begins), (across(ends), ends)]
    if places[0][0] < LEFT + _WORD_WIDE or places[1][0] - places[0][0] < _WORD_WIDE:
        places = places[1:]
    return tuple((f"{x:.1f}", moment) for x, moment in places)


def _peak(brief: Brief, across: Across) -> tuple[str, str, str] | None:
    moments = (brief.peak_p10, brief.peak_p50, brief.peak_p90)
    if any(moment is None for moment in moments):
        return None
    early, middle, late = (f"{across(moment):.1f}" for moment in moments if moment)
    return early, middle, late
