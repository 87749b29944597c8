"""The trade's words, days and sortable heads, as the operator's pages write them."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from django import template
from django.utils import timezone

from isotherm.report.catalogue import CATALOGUE
from isotherm.report.say import say_in
from isotherm.web.site.engine_words import tongue

__all__ = [
    "day",
    "decimals",
    "full_moment",
    "lookup",
    "moment",
    "short_day",
    "signs",
    "sort_head",
    "times",
    "trade",
]

register = template.Library()


@register.filter
def trade(value: str | None, kind: str) -> str:
    """A word of a fixed list as the trade says it: ``stage|trade`` makes growing 增长."""
    key = f"{kind}.{value}"
    if not value or key not in CATALOGUE:
        return value or ""
    return say_in(tongue(), key)


@register.filter
def signs(why: str | None) -> list[str]:
    """What gave a group away, each sign in words; the act it was seen in comes first."""
    told = []
    for sign in (why or "").split("; "):
        kind, colon, what = sign.partition(": ")
        parts = [kind, what] if colon else [sign]
        told.append("：".join(trade(part, "sign") for part in parts))
    separator = "：" if tongue() == "zh" else ": "
    return [one.replace("：", separator) for one in told if one]


@register.filter
def day(moment: dt.datetime | dt.date | None) -> str:
    """A day: 2026-03-24."""
    if moment is None:
        return "–"
    if isinstance(moment, dt.datetime):
        moment = timezone.localtime(moment)
    return moment.strftime("%Y-%m-%d")


@register.filter
def short_day(moment: dt.datetime | None) -> str:
    """A day beside another that has its year: 03-24."""
    return "–" if moment is None else timezone.localtime(moment).strftime("%m-%d")


@register.filter
def moment(at: dt.datetime | None) -> str:
    """A moment to the minute."""
    return timezone.localtime(at).strftime("%m-%d %H:%M") if at else "–"


@register.filter
def full_moment(at: dt.datetime | None) -> str:
    """A moment to the minute, with its year."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else "–"


@register.filter
def decimals(number: float | None, digits: int = 2) -> str:
    """A number whose decimals matter; a dash where it is not known."""
    return "–" if number is None or math.isnan(number) else f"{number:,.{digits}f}"


@register.filter
def times(number: float | None) -> str:
    """How many times normal: 1.3 is ×1.30."""
    return "–" if number is None or math.isnan(number) else f"×{number:.2f}"


@register.filter
def lookup(mapping: dict[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key; nothing where it holds nothing."""
    return mapping.get(key, "")


@register.inclusion_tag("control/_sort_head.html")
def sort_head(listing: Any, key: str, words: str, number: str = "") -> dict[str, Any]:
    """A column's head that sorts by it; the same again turns the order round."""
    return {
        "words": words,
        "number": number == "number",
        "address": listing.sorted_by(key),
        "order": listing.order_of(key),
    }
