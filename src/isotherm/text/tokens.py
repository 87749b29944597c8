"""Tokens for search and labels: bigrams where there are no spaces, words where there are."""

from __future__ import annotations

import re

from isotherm.text.normalise import normalise
from isotherm.text.scripts import DENSE_CLASS

__all__ = ["char_ngrams", "tokens"]

_RUNS = re.compile(rf"[{DENSE_CLASS}]+|[^\W_{DENSE_CLASS}]+(?:['’][a-z]+)?")
_DENSE_START = re.compile(rf"[{DENSE_CLASS}]")


def tokens(text: str) -> list[str]:
    """The tokens a text is found by, in reading order, repeats kept.

    A run of Chinese (or another script without spaces) gives its characters and its bigrams; a
    run of letters or digits gives itself, English plurals folded.

    >>> tokens("大码西装 Blazers")
    ['大', '码', '西', '装', '大码', '码西', '西装', 'blazer']
    """
    found: list[str] = []
    for run in _RUNS.findall(normalise(text)):
        if _DENSE_START.match(run):
            found.extend(run)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(fold_plural(run))
    return found


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
