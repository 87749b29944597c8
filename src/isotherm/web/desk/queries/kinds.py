"""What kind of goods a brief is about, in the words of the shops' own categories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from isotherm.web.desk.briefs import Brief
from isotherm.web.shop.models import Product

__all__ = ["kinds_of"]

_LOOKED_AT = 5000  # of the newest goods
_MOST = 0.5  # of a word's goods lie in one category, or it does not tell what they are
_BREAKS = re.compile(r"[·\s、，,/]+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}$")


def kinds_of(briefs: Iterable[Brief]) -> dict[str, str]:
    """The kind of goods of each brief by its id.

    It is the category most goods are in whose title holds a word of the brief: the words of the
    need in their order, then those of its name; a word whose goods lie everywhere does not tell.
    Where no goods tell, it is the item the brief names; else empty.
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
    said = [*of_need, *_BREAKS.split(brief.name), *brief.aliases]
    return [word.lower() for word in said if len(word) > 1]


def _told_by_goods(words: Iterable[str], goods: list[tuple[str, str]]) -> str:
    for word in words:
        for name in _names(word):
            found = Counter(category for title, category in goods if name in title)
            if not found:
                continue
            category, times = min(found.items(), key=lambda pair: (-pair[1], pair[0]))
            if times > _MOST * found.total():
                return category
            break
    return ""


def _names(word: str) -> list[str]:
    """A word, and what it ends in: a Chinese name says last what a thing is.

    >>> _names("半永久玉镯")
    ['半永久玉镯', '永久玉镯', '久玉镯', '玉镯']
    """
    ends = range(1, len(word) - 1) if _HAN.match(word) else ()
    return [word, *(word[at:] for at in ends)]
