"""Naming: what an asking reply asks for, without the words of asking."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa

from isotherm.text import normalise_all, tokens

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
    lines = normalise_all(texts)
    held = [{token for token in tokens(text) if len(token) > 1} for text in lines]
    telling = _telling(held, vocabulary)
    named = [
        _spans(text, row & telling) if len(row & telling) >= _TELLING else ""
        for text, row in zip(lines, held, strict=True)
    ]
    return pa.array(named, pa.string())


def _telling(held: list[set[str]], vocabulary: set[str]) -> set[str]:
    """The words of the vocabulary that name things in these replies."""
    spread = Counter(token for row in held for token in row if token in vocabulary)
    rare = max(_GENERIC * len(held), 5)
    telling = {token for token, number in spread.items() if number <= rare}
    doubtful = {t for t, n in spread.items() if rare < n <= max(_EVERYWHERE * len(held), rare)}
    together: dict[str, Counter[str]] = {token: Counter() for token in doubtful}
    for row in held:
        for token in row & doubtful:
            together[token].update(other for other in row if other in spread and other != token)
    for token, others in together.items():
        share = min(_LIFT * spread[token] / len(held), _ALWAYS)
        tied = {o for o, n in others.items() if n >= _SEEN and n >= share * spread[o]}
        if sum(token in row and not row.isdisjoint(tied) for row in held) >= _TIED * spread[token]:
            telling.add(token)
    return telling


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
