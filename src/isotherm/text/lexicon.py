"""Finding known words of several languages in a text, each under one canonical key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

__all__ = ["Lexicon"]


class Lexicon:
    """Words by canonical key; finds keys in normalised texts, longest word first.

    Latin words match whole (plurals included); words of scripts without spaces match anywhere.

    >>> Lexicon({"blazer": ("blazer", "西装"), "vest": ("西装马甲",)}).keys("西装马甲 and blazers")
    ['vest', 'blazer']
    """

    def __init__(
        self, words: Mapping[str, tuple[str, ...]], *, unless: tuple[str, ...] = ()
    ) -> None:
        """Take words by key, and longer words inside which nothing is to be found."""
        self.words = words
        self._unless = unless

    @cached_property
    def _key_of(self) -> dict[str, str]:
        found = dict.fromkeys(self._unless, "")
        for key, words in self.words.items():
            for word in words:
                found.setdefault(word, key)
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._key_of, key=lambda word: (-len(word), word))
        return re.compile("|".join(_whole(word) for word in longest_first))

    def find(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Each key found with its match, in reading order, repeats kept."""
        for match in self._pattern.finditer(text):
            key = self._key_of[_stem(match.group(), self._key_of)]
            if key:
                yield key, match

    def keys(self, text: str) -> list[str]:
        """The keys found, in reading order, each once."""
        return list(dict.fromkeys(key for key, _ in self.find(text)))


def _whole(word: str) -> str:
    """Pattern of one word."""
    if not word[0].isascii():
        return re.escape(word)
    return rf"(?<![a-z]){re.escape(word).replace(chr(92) + ' ', '[ -]')}(?:e?s)?(?![a-z])"


def _stem(found: str, known: Mapping[str, str]) -> str:
    """The word of the lexicon that a match stands for."""
    spaced = found.replace("-", " ")
    for form in (found, spaced, found[:-1], spaced[:-1], found[:-2], spaced[:-2]):
        if form in known:
            return form
    return found
