"""What a thing is, from what it is called: trade words of Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.names import FAMILIES, HEADS, NAMES

__all__ = ["kind_in", "kind_of"]

_DEFAULTS = {
    "outer": ("jacket", "coat", "blazer"),
    "top": ("shirt", "tee", "knit"),
    "whole": ("dress", "slip", "shirtdress"),
    "lower": ("trousers", "skirt", "jeans"),
    "inner": ("bra", "briefs"),
    "swim": ("swimsuit",),
    "shoes": ("sneaker", "loafer", "flat", "boot"),
    "bag": ("tote", "shoulder", "backpack"),
    "wear": ("scarf", "hat", "earrings", "bracelet"),
    "home": ("vase", "lamp", "cup", "plant"),
    "pet": ("catbed", "petbowl", "teaser"),
    "baby": ("toy", "romper", "flask"),
    "craft": ("yarn", "kit", "fabric"),
    "outdoor": ("tent", "lantern", "picnic"),
    "sport": ("yogamat", "flask", "dumbbell"),
    "beauty": ("serum", "compact", "tube"),
    "food": ("foodbox", "jar", "fruit"),
    "media": ("book", "record", "device"),
}
_UNKNOWN = ("parcel", "stilllife", "boxes", "vase")


def _table(text: str) -> dict[str, str]:
    rows = (line.split("|") for line in text.strip().splitlines())
    return {
        word.replace("*", " ").lower(): f"{row[0]}|{row[1]}"
        for row in rows
        for word in row[2].split()
    }


_KIND_BY_HEAD = {
    head: row.split("|")[0]
    for row in HEADS.strip().splitlines()
    for head in row.split("|")[1].split()
}
_KINDS = _table(NAMES)
_FAMILY_WORDS: Mapping[str, str] = {
    word: row.split("|")[0]
    for row in FAMILIES.strip().splitlines()
    for word in " ".join(row.split("|")[1:]).split()
}


def _pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    """All words at every place; Latin ones stand alone, in singular or plural."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in longest if word.isascii())
    other = "|".join(re.escape(word) for word in longest if not word.isascii())
    return re.compile(rf"(?=(?P<word>(?<![a-z])(?:{latin})(?=(?:s|es)?(?![a-z]))|{other}))")


_ANY_KIND, _ANY_FAMILY = _pattern(_KINDS), _pattern(_FAMILY_WORDS)


def _weight(word: str) -> float:
    """A Chinese character says about as much as three Latin letters."""
    return len(word) if word.isascii() else 3 * len(word)


def _family_in(text: str) -> str | None:
    found = [match["word"] for match in _ANY_FAMILY.finditer(text.lower())]
    return _FAMILY_WORDS[max(found, key=_weight)] if found else None


def kind_in(text: str, *, family: str | None = None) -> str | None:
    """The kind of thing a text names most fully, or None; of words that overlap, the last is meant.

    >>> kind_in("真丝衬衫裙 显白"), kind_in("wide leg jeans"), kind_in("blorf")
    ('shirtdress', 'jeans', None)
    """
    best, best_score, best_end = None, 0.0, 0
    for match in _ANY_KIND.finditer(text.lower()):
        own, kind = _KINDS[match["word"]].split("|")
        score = _weight(match["word"]) + 3.5 * (own == family) + match.start() / 1e4
        end = match.start() + len(match["word"])
        heads = match.start() < best_end < end  # as the noun at the end of a compound
        if score > best_score or heads:
            best, best_score, best_end = kind, max(score, best_score), end
    return best


def kind_of(title: str, category: str | None, attributes: Mapping[str, object]) -> str:
    """The kind of a product: by its item, its title, its category; else a still life of its own.

    What is unknown is drawn by its category, so that one category keeps one face.
    """
    family = _family_in(category or "")
    item = str(attributes.get("item", ""))
    named = kind_in(item, family=family) or kind_in(title, family=family) or kind_in(category or "")
    named = named or next(
        (_KIND_BY_HEAD[text[-1]] for text in (item, category or "") if text[-1:] in _KIND_BY_HEAD),
        None,
    )
    if named:
        return named
    dice = Dice(category or title)
    return dice.pick("kind", _DEFAULTS[family] if family else _UNKNOWN)
