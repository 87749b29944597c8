"""Asking the index: the same questions to both databases."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from django.core.cache import cache
from django.db import connection

__all__ = ["OF_PRODUCT", "Held", "Ways", "entries", "matching", "notes_with"]

# The token of products alone. Notes are what has it not: they are many, and a list of all of them
# would be gone through for every question.
OF_PRODUCT = "_product"
Ways = Sequence[Sequence[str]]  # a match holds all words of one of the ways

_REMEMBERED_S = 300.0  # how long it is remembered in how many entries a word is
_COUNTED = 5_000  # entries up to which PostgreSQL counts; a word in more is common anyway

_SQLITE_FIND = (
    "SELECT e.note_id, e.product_id, e.tokens FROM search_words w "
    "JOIN search_entry e ON e.id = w.rowid WHERE search_words MATCH %s "
    "ORDER BY w.rowid DESC LIMIT %s"
)
_POSTGRESQL_FIND = (
    "SELECT note_id, product_id, tokens FROM search_entry WHERE vector @@ %s::tsquery "
    "ORDER BY id DESC LIMIT %s"
)
_SQLITE_COUNT = "SELECT term, doc FROM search_vocabulary WHERE term IN ({})"
_POSTGRESQL_COUNT = (
    "SELECT word, (SELECT count(*) FROM (SELECT 1 FROM search_entry WHERE vector @@ "
    "('''' || word || '''')::tsquery LIMIT %s) AS found) FROM unnest(%s::text[]) AS word"
)


@dataclasses.dataclass(frozen=True)
class Held:
    """One entry that was found, with all its tokens."""

    item_id: str
    tokens: frozenset[str]


def matching(kind: str, ways: Ways, *, limit: int) -> list[Held]:
    """The entries of a kind that hold all words of one of the ways, the latest first."""
    if not ways:
        return []
    asked = _ask(ways, of_product=kind == "product")
    find = _POSTGRESQL_FIND if connection.vendor == "postgresql" else _SQLITE_FIND
    with connection.cursor() as cursor:
        cursor.execute(find, [asked, limit])
        found = cursor.fetchall()
    return [Held(note or product, frozenset(held.split(" "))) for note, product, held in found]


def notes_with(words: Sequence[str]) -> dict[str, int]:
    """In how many entries each word is, as of some minutes ago at most."""
    names = {word: f"search:in:{word}" for word in words}
    known = cache.get_many(names.values())
    unknown = [word for word, name in names.items() if name not in known]
    counted = dict.fromkeys(unknown, 0) | (_count(unknown) if unknown else {})
    cache.set_many({names[word]: n for word, n in counted.items()}, _REMEMBERED_S)
    return {word: known.get(name, counted.get(word, 0)) for word, name in names.items()}


def entries() -> int:
    """How many entries there are, as of some minutes ago at most."""
    from isotherm.web.search.models import Entry

    return int(cache.get_or_set("search:entries", Entry.objects.count, _REMEMBERED_S) or 0)


def _count(words: Sequence[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_COUNT, [_COUNTED, list(words)])
        else:
            places = ", ".join(["%s"] * len(words))
            cursor.execute(_SQLITE_COUNT.format(places), list(words))
        return dict(cursor.fetchall())


def _ask(ways: Ways, *, of_product: bool) -> str:
    """The ways in the database's own words; tokens are letters and digits, and quoted besides."""
    if connection.vendor == "postgresql":
        either = " | ".join("(" + " & ".join(f"'{word}'" for word in way) + ")" for way in ways)
        return f"({either}) & {'' if of_product else '!'}'{OF_PRODUCT}'"
    either = " OR ".join("(" + " AND ".join(f'"{word}"' for word in way) + ")" for way in ways)
    return f'({either}) {"AND" if of_product else "NOT"} "{OF_PRODUCT}"'
