"""A calendar of last days to act: weeks as rows, days as boxes, briefs in the box of their day."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

from isotherm.report.markup import Markup, anchor, tag
from isotherm.report.parts.offers import Offer
from isotherm.report.say import choose, people_say, say, say_in

__all__ = ["show_calendar", "tier_class", "tier_legend"]

Entry = tuple[Offer, tuple[str, ...], int]  # an offer, its tiers that day, how many briefs

_MOST_A_DAY = 6


def show_calendar(offers: Sequence[Offer], *, as_of: dt.datetime) -> Markup | None:
    """Weeks from that of the reading to the last with a brief; None when no brief has a day."""
    days: dict[dt.date, list[Entry]] = defaultdict(list)
    for offer in offers:
        for day, told in itertools.groupby(offer.tiers(), key=lambda one: one[1]):
            tiers = list(told)
            names = tuple(tier for tier, _, _ in tiers)
            days[day].append((offer, names, sum(count for _, _, count in tiers)))
    if not days:
        return None
    weeks: list[Markup] = []
    last = None
    for monday in sorted({_monday(day) for day in (*days, as_of.date())}):
        gap = 0 if last is None else (monday - last).days // 7 - 1
        if gap:
            weeks.append(_gap(gap))
        weeks.append(_week(monday, days, today=as_of.date()))
        last = monday
    return tag("table", tag("thead", _heads()), tag("tbody", *weeks), class_="calendar")


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _heads() -> Markup:
    names = zip(*(say_in(lang, "weekdays").split() for lang in ("zh", "en")), strict=True)
    cells = [
        tag("th", tag("span", zh, class_="zh"), tag("span", en, class_="en"), scope="col")
        for zh, en in names
    ]
    return tag("tr", *cells)


def _gap(weeks: int) -> Markup:
    return tag("tr", tag("td", say("gap", n=weeks), colspan=7), class_="gap")


def _week(monday: dt.date, days: dict[dt.date, list[Entry]], *, today: dt.date) -> Markup:
    week = [monday + dt.timedelta(days=number) for number in range(7)]
    return tag("tr", *(_day(day, days.get(day, ()), today=today) for day in week))


def _day(day: dt.date, entries: Sequence[Entry], *, today: dt.date) -> Markup:
    date = f"{day.month}-{day.day}" if day.day == 1 or day.weekday() == 0 else str(day.day)
    state = "today" if day == today else "past" if day < today else None
    shown = [_entry(*entry) for entry in entries[:_MOST_A_DAY]]
    more = len(entries) - _MOST_A_DAY
    rest = tag("span", f"+{more}", class_="more") if more > 0 else None
    number = tag("time", date, datetime=day.isoformat())
    return tag("td", number, *_tallies(entries), *shown, rest, class_=state)


def _tallies(entries: Sequence[Entry]) -> list[Markup]:
    """How many subjects a tier has that day: all that a narrow page has room for."""
    counted = Counter(_foremost(tiers) for _, tiers, _ in entries)
    return [
        tag("span", tag("b", tier), f" {count}", class_=f"tally {tier_class(tier)}")
        for tier, count in sorted(counted.items(), reverse=True)
    ]


def _foremost(tiers: Sequence[str]) -> str:
    """The tier with the most time."""
    return max(tiers, key=lambda tier: int(tier.removeprefix("T-") or 0))


def _entry(offer: Offer, tiers: Sequence[str], count: int) -> Markup:
    """One offer on one day; the tier with the most time leads."""
    first = _foremost(tiers)
    name = offer.lead["name"] or offer.lead["brief_id"]
    many = tag("span", f" ×{count:,}", class_="count") if count > 1 else None
    return tag(
        "a",
        tag("b", first),
        tag("span", people_say(name), many, class_="entry-name"),
        href=anchor("brief", offer.lead["brief_id"])[1],
        class_=f"entry {tier_class(first)}",
        title=name,
    )


def tier_class(tier: str | None) -> str:
    """The class that carries a tier's colour."""
    return f"tier-{(tier or '').removeprefix('T-')}"


def tier_legend() -> Markup:
    """What each tier asks for, in its colour."""
    said = [
        tag("span", tag("i", class_=f"dot {tier_class(tier)}"), choose("ahead", tier))
        for tier in ("T-60", "T-30", "T-14", "T-7")
    ]
    return tag("p", *said, class_="legend")
