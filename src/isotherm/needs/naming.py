"""Naming: what an asking reply asks for, without the words of asking."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa

from isotherm.needs.lines import Lines
from isotherm.text import distinct_tokens

__all__ = ["things_named"]

_GENERIC = 0.02  # share of asking replies up to which a word names a thing
_EVERYWHERE = 0.25  # and up to which it does if it is tied to other words
_TIED = 0.3  # share of a word's replies that hold one it is tied to
_LIFT = 10.0  # how many times more often than at large it stands where the other one does
_ALWAYS = 0.95  # or in which share of the other one's replies, where that is less
_SEEN = 5  # replies that show both
_TELLING = 2  # words of the thing that make an asking reply speak for itself


def things_named(texts: list[str], vocabulary: set[str]) -> pa.Array:
    """What each asking reply names, without the words of asking; "" where it names nothing.

    Words of things (``vocabulary``) that stand in more than a few of all asking replies belong
    to asking, unless other words go with them as they go with no others: of "a larger size"
    and "a chlorine proof bikini", both asked by many, the second is a thing. A reply names a
    thing when two words of things are left.

    >>> things_named(["求大码西装链接呀", "有吗"], {"大码", "码西", "西装"}).to_pylist()
    ['大码西装', '']
    >>> things_named(["is there a wool coat in xl?"], {"wool", "coat"}).to_pylist()
    ['wool coat']
    """
    lines = Lines.of(pa.chunked_array([texts], pa.string()))
    held = [_words(row, vocabulary) for row in distinct_tokens(lines.normal)]
    telling = _telling(held, lines.times.tolist())
    named = [
        _spans(text, row & telling) if len(row & telling) >= _TELLING else ""
        for text, row in zip(lines.normal, held, strict=True)
    ]
    return pa.array(named, pa.string()).take(lines.place)


def _words(tokens: set[str], vocabulary: set[str]) -> set[str]:
    return {token for token in tokens & vocabulary if len(token) > 1}


def _telling(held: list[set[str]], times: list[int]) -> set[str]:
    """The words that name things in some texts, each said so many times."""
    spread: Counter[str] = Counter()
    for row, number in zip(held, times, strict=True):
        for word in row:
            spread[word] += number
    total = sum(times)
    rare = max(_GENERIC * total, 5)
    doubtful = {t for t, n in spread.items() if rare < n <= max(_EVERYWHERE * total, rare)}
    telling = {word for word, number in spread.items() if number <= rare}
    return telling | {word for word in doubtful if _is_tied(word, spread, held, times)}


def _is_tied(word: str, spread: Counter[str], held: list[set[str]], times: list[int]) -> bool:
    """Whether other words go with a word as they go with no others."""
    own = [(row, number) for row, number in zip(held, times, strict=True) if word in row]
    together: Counter[str] = Counter()
    for row, number in own:
        for other in row:
            together[other] += number
    share = min(_LIFT * spread[word] / sum(times), _ALWAYS)
    tied = {o for o, n in together.items() if o != word and n >= max(_SEEN, share * spread[o])}
    return sum(n for row, n in own if not row.isdisjoint(tied)) >= _TIED * spread[word]


def _spans(text: str, words: set[str]) -> str:
    """The parts of a text that the words cover, in order."""
    covered = [False] * len(text)
    for word in words:
        at = text.find(word)
        while at >= 0:
            covered[at : at + len(word)] = [True] * len(word)
            at = text.find(word, at + 1)
    kept = (letter if inside else " " for letter, inside in zip(text, covered, strict=True))
    return " ".join("".join(kept).split())
