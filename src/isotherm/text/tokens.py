"""Tokens for search and labels: bigrams where there are no spaces, words where there are."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from isotherm.text.normalise import normalise, normalise_all
from isotherm.text.scripts import DENSE_CLASS

__all__ = ["char_ngrams", "distinct_tokens", "tokens"]

_DENSE = rf"[{DENSE_CLASS}]+"
_SPACED = rf"[^\W_{DENSE_CLASS}]+(?:['’][a-z]+)?"
_DENSE_RUNS, _SPACED_RUNS = re.compile(_DENSE), re.compile(_SPACED)
_RUNS = re.compile(rf"{_DENSE}|{_SPACED}")
_KNOWN_WORDS = 1 << 16  # words whose folded form is remembered


def tokens(text: str) -> list[str]:
    """The tokens a text is found by, in reading order, repeats kept.

    A run of Chinese (or another script without spaces) gives its characters and its bigrams; a
    run of letters or digits gives itself, English plurals folded.

    >>> tokens("大码西装 Blazers")
    ['大', '码', '西', '装', '大码', '码西', '西装', 'blazer']
    """
    found: list[str] = []
    for run in _RUNS.findall(normalise(text)):
        if _DENSE_RUNS.match(run):
            found.extend(run)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(fold_plural(run))
    return found


def distinct_tokens(texts: Sequence[str]) -> Iterator[set[str]]:
    """Which tokens each of many texts holds, all normalised in one pass; sets of :func:`tokens`.

    >>> [sorted(row) for row in distinct_tokens(["西装", "Blazers, blazer"])]
    [['装', '西', '西装'], ['blazer']]
    """
    return map(_held, normalise_all(texts))


def _held(line: str) -> set[str]:
    """The tokens of a normalised text; the two kinds of runs never overlap, so each goes alone."""
    held = {fold_plural(word) for word in _SPACED_RUNS.findall(line)}
    for run in () if line.isascii() else _DENSE_RUNS.findall(line):
        held.update(run)
        held.update(map(operator.add, run, run[1:]))
    return held


def char_ngrams(text: str, low: int = 1, *, high: int = 3) -> list[str]:
    """Character n-grams of ``low..high`` characters, none across a space or a mark.

    >>> char_ngrams("大码,西装", 2)
    ['大码', '西装']
    """
    runs = _RUNS.findall(normalise(text))
    return [
        run[i : i + n]
        for run in runs
        for n in range(low, high + 1)
        for i in range(len(run) - n + 1)
    ]


@lru_cache(maxsize=_KNOWN_WORDS)
def fold_plural(word: str) -> str:
    """An English plural or possessive without its ending; other words as they are.

    >>> [fold_plural(word) for word in ("dresses", "blazers", "parties", "dress", "size")]
    ['dress', 'blazer', 'party', 'dress', 'size']
    """
    word = re.sub(r"['’]s?$", "", word)
    if len(word) < 4 or not word.isascii() or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]
