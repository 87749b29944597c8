"""What every part of the report has: a place in the page, a heading, a first line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isotherm.report.markup import Markup, join, tag
from isotherm.report.numbers import day
from isotherm.report.say import choose, say

__all__ = ["chip", "dated", "figure", "fold", "line", "section"]


def section(name: str, *body: object, lead: Markup | None = None) -> Markup:
    """A part with its heading; ``lead`` is the line under it."""
    heading = tag("h2", say(name), id=name)
    under = tag("p", lead, class_="lead") if lead else None
    return tag("section", heading, under, *body, class_=f"part part-{name}")


def figure(key: str, value: object, *under: object) -> Markup:
    """A number with its name above it."""
    name, number = tag("dt", say(key)), tag("dd", value)
    return tag("div", name, number, *under, class_="figure")


def dated(value: dt.datetime | None) -> Markup:
    """A day that no line breaks."""
    return tag("time", day(value))


def chip(kind: str, word: str | None) -> Markup | None:
    """A word of a fixed list in a small frame; None where there is no word."""
    if not word:
        return None
    return tag("span", choose(kind, word), class_=f"chip {kind} {word}")


def line(summary: Sequence[object], body: object, **attributes: object) -> Markup:
    """One line that unfolds to all there is to say; needs no script."""
    return tag("details", tag("summary", *summary), tag("div", body, class_="inside"), **attributes)


def fold(
    items: Sequence[Markup],
    *,
    first: int,
    within: str,
    printed: bool = False,
    **attributes: object,
) -> Markup:
    """A list whose items after the first few are folded away; on paper too unless ``printed``."""
    shown = tag(within, *items[:first], **attributes)
    if len(items) <= first:
        return shown
    rest = tag(within, *items[first:], **attributes, **_start(within, first))
    summary = tag("summary", say("more", n=len(items) - first))
    paper = "" if printed else None
    return join(shown, tag("details", summary, rest, class_="rest", data_print=paper))


def _start(within: str, first: int) -> dict[str, object]:
    return {"start": first + 1} if within == "ol" else {}
