"""The feeling that a set of texts shares, and the occasion it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from isotherm.text.feeling_words import CIRCUMPLEX, FEELINGS, NEGATORS
from isotherm.text.lexicon import Lexicon
from isotherm.text.moment_words import OCCASIONS
from isotherm.text.normalise import normalise_all

__all__ = ["Feeling", "feeling_of", "occasion_of"]

_LEAST_SHARE = 0.02  # of the texts must name an occasion for it to be theirs


@dataclass(frozen=True)
class Feeling:
    """A feeling in one word, with the terms that showed it.

    ``valence`` runs from -1 (bad) to 1 (good), ``arousal`` from 0 (still) to 1 (stirred); both
    are means over all feelings found. ``name`` is "" where no feeling shows.
    """

    name: str
    valence: float
    arousal: float
    terms: tuple[str, ...]


def feeling_of(texts: Sequence[str]) -> Feeling:
    """Name the feeling most of the texts share; a text votes once for each feeling it shows.

    A feeling said not to be there (不开心, not happy) counts half against its valence and not
    for its name.

    >>> feeling_of(["好累，想穿亮色", "加班好累", "疲惫"]).name
    'tiredness'
    """
    votes: dict[str, int] = {}
    shown: dict[tuple[str, str], int] = {}
    valence = arousal = weight = 0.0
    for text in normalise_all(texts):
        for name, (word, sign) in _shown_in(text).items():
            lean, stir = CIRCUMPLEX[name]
            valence += lean if sign else -0.5 * lean
            arousal += stir
            weight += 1.0
            if sign:
                votes[name] = votes.get(name, 0) + 1
                shown[name, word] = shown.get((name, word), 0) + 1
    if not weight:
        return Feeling("", 0.0, 0.0, ())
    best = min(votes, key=lambda name: (-votes[name], name), default="")
    terms = sorted((-count, word) for (name, word), count in shown.items() if name == best)
    return Feeling(best, valence / weight, arousal / weight, tuple(word for _, word in terms[:5]))


def occasion_of(texts: Sequence[str]) -> str:
    """The occasion most texts speak of (a key such as "work", "wedding"), "" if hardly any does.

    >>> occasion_of(["过年穿什么", "春节战袍", "上班也能穿"])
    'new year'
    """
    votes: dict[str, int] = {}
    for text in normalise_all(texts):
        for key in _occasions().keys(text):
            votes[key] = votes.get(key, 0) + 1
    best = min(votes, key=lambda key: (-votes[key], key), default="")
    return best if votes.get(best, 0) >= _LEAST_SHARE * len(texts) else ""


@cache
def _occasions() -> Lexicon:
    return Lexicon(OCCASIONS)


@cache
def _feelings() -> Lexicon:
    return Lexicon(FEELINGS)


def _shown_in(text: str) -> dict[str, tuple[str, bool]]:
    """Each feeling of a text once: the word that showed it and whether it was affirmed."""
    found: dict[str, tuple[str, bool]] = {}
    for name, match in _feelings().find(text):
        before = text[: match.start()].rstrip()
        affirmed = not before.endswith(NEGATORS)
        if name not in found or (affirmed and not found[name][1]):
            found[name] = (match.group(), affirmed)
    return found
