"""A buyer's taste: what they keep choosing, held against what their people kept, and its drift.

Of the buyer's own choices everything is told; of people only shares of whole fifties, to the
nearest twentieth, and of no value that fewer than ten of them kept. A difference is said where two
intervals do not touch, widened for how many values are looked at.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from isotherm.web.accounts.models import Member
from isotherm.web.readings.crowds import STEPS, share_of_crowd
from isotherm.web.site.clock import now
from isotherm.web.studio.queries.audience import LEAST_CELL
from isotherm.web.studio.queries.choices import SIDES, Thing, choices_of, kept_by_people
from isotherm.web.studio.queries.quarters import Quarter, begin_of, last_quarters, quarter_of

__all__ = [
    "LEAST_CHOICES",
    "Nearness",
    "SideOfTaste",
    "Taste",
    "ValueOfTaste",
    "taste_of",
]

LEAST_CHOICES = 5  # before anything is said of a taste
_QUARTERS = 4  # looked back over, this one among them
_MOST_SHOWN = 6  # values of a side
_USUAL = 2 / 3  # of what people keep lies in the values that are usual with them
_ERROR = 0.1  # chance that any of the differences said of a side is none

Held = Literal["more", "less", ""]


@dataclasses.dataclass(frozen=True)
class ValueOfTaste:
    """One colour, cut, category or band of prices."""

    value: str
    n: int
    share: float
    """Of the buyer's choices of which this side is known, with its interval."""
    low: float
    high: float
    theirs: float | None
    """Share of their people who kept it; None where fewer than ten did."""
    held: Held
    """Whether the buyer chooses it more or less than people keep it, beyond chance."""
    by_quarter: tuple[float | None, ...]
    """Share in each quarter; None where nothing was chosen."""
    moved: Held
    """Whether the later half of the choices has more or less of it than the earlier, beyond
    chance."""


@dataclasses.dataclass(frozen=True)
class SideOfTaste:
    """The category, colour, cut or price of what is chosen."""

    side: str
    n: int
    values: tuple[ValueOfTaste, ...]

    @property
    def most(self) -> float:
        """The largest share on it, or that it may be."""
        return max(max(one.high, one.theirs or 0.0) for one in self.values)

    @property
    def most_in_a_quarter(self) -> float:
        """The largest share of a quarter."""
        shares = (share for one in self.values for share in one.by_quarter if share)
        return max(shares, default=1.0)


@dataclasses.dataclass(frozen=True)
class Nearness:
    """How much of a quarter's choices is like what people keep, with its interval."""

    quarter: Quarter
    n: int
    share: float
    low: float
    high: float


@dataclasses.dataclass(frozen=True)
class Taste:
    """All that a buyer's page says."""

    chosen: int
    people: int
    """People counted, in whole fifties."""
    quarters: tuple[Quarter, ...]
    sides: tuple[SideOfTaste, ...]
    near: tuple[Nearness, ...]
    """Empty where too few people kept something."""

    @property
    def is_told(self) -> bool:
        """Whether there is enough to say anything."""
        return self.chosen >= LEAST_CHOICES


def taste_of(member: Member) -> Taste:
    """A buyer's taste over the last four quarters."""
    quarters = last_quarters(now(), n=_QUARTERS)
    since = begin_of(quarters[0])
    chosen = choices_of(member, since=since)
    if len(chosen) < LEAST_CHOICES:
        return Taste(len(chosen), 0, quarters, (), ())
    kept = kept_by_people(member, since=since)
    sides = [_side(side, chosen, kept, quarters) for side in SIDES]
    return Taste(
        chosen=len(chosen),
        people=len(kept),
        quarters=quarters,
        sides=tuple(one for one in sides if one.n),
        near=_nearness(chosen, kept, quarters) if kept else (),
    )


def _side(
    side: str, chosen: Sequence[Thing], kept: Sequence[Thing], quarters: Sequence[Quarter]
) -> SideOfTaste:
    """Each value of a side, those chosen or kept most in front; bands of prices in their order."""
    known = [one for one in chosen if side in one.sides]
    mine = Counter(one.sides[side] for one in known)
    theirs = Counter(one.sides[side] for one in kept if side in one.sides)
    n, people = mine.total(), theirs.total()
    shown = {value: count for value, count in theirs.items() if count >= LEAST_CELL}
    weight = {value: mine[value] / max(n, 1) for value in mine}
    for value, count in shown.items():
        weight[value] = max(weight.get(value, 0.0), share_of_crowd(count, people))
    ranked = sorted(weight, key=lambda one: (-weight[one], one))[:_MOST_SHOWN]
    if side == "price":
        ranked.sort(key=int)
    level = 1 - _ERROR / max(len(ranked), 1)
    values = [
        _value(
            value,
            [one.sides[side] == value for one in known],
            [quarter_of(one.at) for one in known],
            theirs=(shown.get(value), people),
            quarters=quarters,
            level=level,
        )
        for value in ranked
        if n
    ]
    return SideOfTaste(side, n, tuple(values))


def _value(
    value: str,
    hits: Sequence[bool],
    at: Sequence[Quarter],
    *,
    theirs: tuple[int | None, int],
    quarters: Sequence[Quarter],
    level: float,
) -> ValueOfTaste:
    n, of = sum(hits), len(hits)
    low, high = _interval(n, of)
    count, people = theirs
    per = [[hit for hit, when in zip(hits, at, strict=True) if when == q] for q in quarters]
    before, late = hits[: of // 2], hits[of // 2 :]
    return ValueOfTaste(
        value=value,
        n=n,
        share=n / of,
        low=low,
        high=high,
        theirs=None if count is None else share_of_crowd(count, people),
        held=_held(n, of, against=_of_people(count, people, level), level=level),
        by_quarter=tuple(sum(one) / len(one) if one else None for one in per),
        moved=_held(
            sum(late), len(late), against=_interval(sum(before), len(before), level), level=level
        ),
    )


def _held(n: int, of: int, *, against: tuple[float, float], level: float) -> Held:
    """More or less than an interval, where the two do not touch."""
    low, high = _interval(n, of, level)
    if low > against[1]:
        return "more"
    return "less" if high < against[0] else ""


def _of_people(count: int | None, people: int, level: float) -> tuple[float, float]:
    """Where people's share lies, outward to twentieths; what is not shown is below ten people."""
    if not people:
        return 0.0, 1.0
    low, high = _interval(LEAST_CELL if count is None else count, people, level)
    outward = min(-(-high * STEPS // 1) / STEPS, 1.0)
    return (0.0 if count is None else int(low * STEPS) / STEPS), outward


def _nearness(
    chosen: Sequence[Thing], kept: Sequence[Thing], quarters: Sequence[Quarter]
) -> tuple[Nearness, ...]:
    """The share of each quarter's choices of which most is usual with people."""
    usual = {side: _usual([one.sides[side] for one in kept if side in one.sides]) for side in SIDES}
    found = []
    for quarter in quarters:
        hits = [_is_near(one.sides, usual) for one in chosen if quarter_of(one.at) == quarter]
        if hits:
            low, high = _interval(sum(hits), len(hits))
            found.append(Nearness(quarter, len(hits), sum(hits) / len(hits), low, high))
    return tuple(found)


def _is_near(sides: Mapping[str, str], usual: Mapping[str, frozenset[str]]) -> bool:
    return sum(value in usual[side] for side, value in sides.items()) * 2 > len(sides)


def _usual(values: Sequence[str]) -> frozenset[str]:
    """The fewest values that make two thirds of what is kept."""
    usual: set[str] = set()
    reached = 0
    for value, count in sorted(Counter(values).items(), key=lambda one: (-one[1], one[0])):
        if reached >= _USUAL * len(values) or count < LEAST_CELL:
            break
        usual.add(value)
        reached += count
    return frozenset(usual)


def _interval(n: int, of: int, level: float = 0.9) -> tuple[float, float]:
    if not of:
        return 0.0, 1.0
    from isotherm.inference import beta_interval  # SciPy comes with it

    low, high = beta_interval(n, of, level=level)
    return float(low), float(high)
