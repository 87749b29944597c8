"""What kind of goods a brief is about, in the words of the shops' own categories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from isotherm.web.desk.briefs import Brief
from isotherm.web.shop.models import Product

__all__ = ["kinds_of"]

_LOOKED_AT = 5000  # of the newest goods
_LEAST = 2  # goods that name a word before its category is believed
_CAUTION = 2.0  # so many goods of elsewhere are imagined for each word
_BREAKS = re.compile(r"[·\s、，,/]+")


def kinds_of(briefs: Iterable[Brief]) -> dict[str, str]:
    """The kind of goods of each brief by its id.

    It is the category most goods are in whose title holds the brief's most telling word: the one
    whose goods lie most in one category. Where no goods tell, the item the brief names; else empty.
    """
    listed = list(briefs)
    if not listed:
        return {}
    goods = _goods()
    words = _words_of_needs()
    return {
        one.brief_id: _told_by_goods(_words(one, words.get(one.subject_id, ())), goods) or one.item
        for one in listed
    }


def _goods() -> list[tuple[str, str]]:
    """Titles and categories of the newest goods."""
    known = Product.objects.exclude(category="").order_by("-listed_at", "pk")
    return [
        (title.lower(), category)
        for title, category in known.values_list("title", "category")[:_LOOKED_AT]
    ]


def _words_of_needs() -> Mapping[str, tuple[str, ...]]:
    from isotherm.web.readings import queries as readings

    return {row["need_id"]: tuple(row["terms"] or ()) for row in readings.rows("needs")}


def _words(brief: Brief, of_need: Iterable[str]) -> list[str]:
    said = [*_BREAKS.split(brief.name), *brief.aliases, *of_need]
    return sorted({word.lower() for word in said if len(word) > 1})


def _told_by_goods(words: Iterable[str], goods: list[tuple[str, str]]) -> str:
    best, kind = 0.0, ""
    for word in words:
        found = Counter(category for title, category in goods if word in title)
        if found.total() < _LEAST:
            continue
        category, times = min(found.items(), key=lambda pair: (-pair[1], pair[0]))
        telling = times / (found.total() + _CAUTION)
        if telling > best:
            best, kind = telling, category
    return kind
