"""A taste as drawings: a lane for each value, bars for its quarters, a curve of nearness."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from isotherm.web.studio.queries.quarters import Quarter
from isotherm.web.studio.queries.taste import Nearness, ValueOfTaste

__all__ = ["Bar", "Curve", "Lane", "Point", "draw_bars", "draw_lane", "draw_nearness"]

LANE = 200.0  # units wide
BAR_HIGH, BAR_WIDE, BAR_STEP = 24.0, 9.0, 12.0
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 360.0, 170.0, 40.0, 16.0, 12.0, 40.0
_LEAST_BAR = 1.5  # a quarter without the value is a line, not nothing


@dataclasses.dataclass(frozen=True)
class Lane:
    """Where a share, its interval and people's share lie on 0..200, the side's largest share."""

    low: str
    high: str
    mine: str
    theirs: str
    """Empty where it may not be told."""


@dataclasses.dataclass(frozen=True)
class Bar:
    """One quarter's share of a value; ``is_known`` tells nothing chosen from not this."""

    x: str
    y: str
    height: str
    is_known: bool


@dataclasses.dataclass(frozen=True)
class Point:
    """One quarter on the curve."""

    x: str
    y: str
    low: str
    high: str


@dataclasses.dataclass(frozen=True)
class Curve:
    """How near a buyer's choices are to their people, quarter by quarter."""

    points: tuple[Point, ...]
    line: str
    grid: tuple[tuple[str, float], ...]
    quarters: tuple[tuple[str, Quarter], ...]


def draw_lane(value: ValueOfTaste, *, most: float) -> Lane:
    """The lane of a value, as wide as the largest share of its side."""
    theirs = "" if value.theirs is None else _number(LANE * value.theirs / most)
    low, high, mine = (_number(LANE * one / most) for one in (value.low, value.high, value.share))
    return Lane(low, high, mine, theirs)


def draw_bars(shares: Sequence[float | None], *, most: float) -> tuple[Bar, ...]:
    """A bar a quarter, as high as its share of the largest."""
    heights = [max(BAR_HIGH * (share or 0.0) / most, _LEAST_BAR) for share in shares]
    return tuple(
        Bar(
            x=_number(BAR_STEP * place),
            y=_number(BAR_HIGH - height),
            height=_number(height),
            is_known=share is not None,
        )
        for place, (share, height) in enumerate(zip(shares, heights, strict=True))
    )


def draw_nearness(near: Sequence[Nearness], quarters: Sequence[Quarter]) -> Curve | None:
    """The curve with its intervals; None where no quarter tells."""
    if not near:
        return None
    step = (WIDTH - LEFT - RIGHT) / max(len(quarters), 1)
    across = {quarter: LEFT + step * (n + 0.5) for n, quarter in enumerate(quarters)}
    points = tuple(
        Point(_number(across[one.quarter]), _up(one.share), _up(one.low), _up(one.high))
        for one in near
    )
    return Curve(
        points=points,
        line="M" + "L".join(f"{one.x} {one.y}" for one in points),
        grid=tuple((_up(share), share) for share in (0.0, 0.5, 1.0)),
        quarters=tuple((_number(across[quarter]), quarter) for quarter in quarters),
    )


def _up(share: float) -> str:
    return _number(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share)


def _number(value: float) -> str:
    return f"{value:.1f}"
