"""A trend's curve: independent repliers a day, and the forecast as a fan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from isotherm.report.drawing.scale import DayScale, round_up
from isotherm.report.drawing.svg import short
from isotherm.report.markup import Markup, tag
from isotherm.report.numbers import compact
from isotherm.report.say import say_in

if TYPE_CHECKING:
    from isotherm.report.findings import Row

__all__ = ["draw_fan"]

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 360.0, 150.0, 30.0, 20.0, 14.0
_WORDS_APART, _HALF_WORD = 48.0, 22.0  # so close, the words over two marks would touch


@dataclasses.dataclass(frozen=True)
class _Frame:
    days: DayScale
    full: float

    def at(self, row: Row, name: str) -> str:
        return f"{short(self.days.at(row['at']))} {short(self.height(row[name] or 0.0))}"

    def height(self, value: float) -> float:
        room = _HEIGHT - _BOTTOM - _TOP
        return _HEIGHT - _BOTTOM - min(max(value / self.full, 0.0), 1.0) * room


def draw_fan(
    days: Sequence[Row],
    forecast: Sequence[Row],
    *,
    as_of: dt.datetime,
    detected_at: dt.datetime | None = None,
    language: str = "zh",
) -> Markup | None:
    """The curve of the days that were, p10 to p90 of those to come; None when there is neither.

    ``language`` is what the curve is called in; its marks are said in both, one of them hidden.
    """
    if not days and not forecast:
        return None
    frame = _frame(days, forecast)
    return tag(
        "svg",
        tag("title", say_in(language, "curve.alt")),
        *_axes(frame),
        *_markers(frame, as_of, detected_at),
        *_fan(frame, forecast),
        *_curve(frame, days),
        viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
        class_="fan",
        role="img",
    )


def _frame(days: Sequence[Row], forecast: Sequence[Row]) -> _Frame:
    times = [row["at"] for row in (*days, *forecast)]
    values = [row["repliers"] or 0.0 for row in days]
    values += [row["p90"] or 0.0 for row in forecast]
    highest = max((value for value in values if math.isfinite(value)), default=1.0)
    return _Frame(DayScale(min(times), max(times), _LEFT, _WIDTH - 6), round_up(highest))


def _axes(frame: _Frame) -> list[Markup]:
    drawn = []
    for part in (0.0, 0.5, 1.0):
        y = short(frame.height(frame.full * part))
        drawn.append(tag("line", x1=_LEFT, x2=_WIDTH - 6, y1=y, y2=y, class_="rule"))
        drawn.append(
            tag(
                "text",
                compact(frame.full * part),
                x=_LEFT - 5,
                y=y,
                dy=".35em",
                class_="axis value",
            )
        )
    for month in frame.days.months():
        x = short(frame.days.at(month))
        drawn.append(tag("line", x1=x, x2=x, y1=_HEIGHT - _BOTTOM, y2=_HEIGHT - 15, class_="tick"))
        drawn.append(tag("text", f"{month:%m-%d}", x=x, y=_HEIGHT - 4, class_="axis day"))
    return drawn


def _markers(
    frame: _Frame, as_of: dt.datetime, detected_at: dt.datetime | None
) -> Iterator[Markup]:
    read = frame.days.at(as_of)
    yield _marker(read, "read", words_at=read, side="day")
    if detected_at is None:
        return
    detected = frame.days.at(detected_at)
    if abs(read - detected) < _WORDS_APART:
        before = min(detected, read - _HALF_WORD)
        yield _marker(detected, "detected", words_at=before, side="value")
    else:
        yield _marker(detected, "detected", words_at=detected, side="day")


def _marker(at: float, kind: str, *, words_at: float, side: str) -> Markup:
    """A line at ``at``; its word is centred on ``words_at`` (day) or ends there (value)."""
    x = short(at)
    line = tag("line", x1=x, x2=x, y1=_TOP - 4, y2=_HEIGHT - _BOTTOM)
    words = [
        tag(
            "text",
            say_in(lang, f"mark.{kind}"),
            x=short(words_at),
            y=8,
            class_=f"axis {side} {lang}",
        )
        for lang in ("zh", "en")
    ]
    return tag("g", line, *words, class_=f"marker {kind}")


def _fan(frame: _Frame, forecast: Sequence[Row]) -> list[Markup]:
    if not forecast:
        return []
    upper = [frame.at(row, "p90") for row in forecast]
    lower = [frame.at(row, "p10") for row in reversed(forecast)]
    middle = "L".join(frame.at(row, "p50") for row in forecast)
    shade = tag("path", d=f"M{'L'.join([*upper, *lower])}Z", class_="shade")
    return [shade, tag("path", d=f"M{middle}", class_="p50")]


def _curve(frame: _Frame, days: Sequence[Row]) -> list[Markup]:
    if not days:
        return []
    points = "L".join(frame.at(row, "repliers") for row in days)
    floor = short(_HEIGHT - _BOTTOM)
    first, last = (short(frame.days.at(row["at"])) for row in (days[0], days[-1]))
    return [
        tag("path", d=f"M{first} {floor}L{points}L{last} {floor}Z", class_="under"),
        tag("path", d=f"M{points}", class_="curve"),
    ]
