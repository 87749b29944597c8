"""Finds phrases of scripts written without spaces, with no dictionary."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isotherm.text.corpus import Corpus
from isotherm.text.scripts import DENSE
from isotherm.text.stopwords import NEVER_FIRST, NEVER_LAST, STOPWORDS

__all__ = ["LONGEST_PHRASE", "find_phrases"]

LONGEST_PHRASE = 6  # characters
_LEAST_COHESION = 1.5  # ln: a phrase is 4.5 times likelier than its halves meeting by chance
_LEAST_FREEDOM = 0.35  # share of occurrences whose neighbour is not the commonest neighbour
_MOST_SWALLOWED = 0.8  # share of occurrences inside longer phrases beyond which it is a piece

_Positions = npt.NDArray[np.intp]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Grams:
    """The n-grams of a corpus: where each begins (``at``) and which it is (``which``).

    ``first``, ``number`` and ``hashed`` (first place among ``at``, occurrences, hash) run over
    the distinct n-grams; ``here`` gives the occurrences of the n-gram at each position.
    """

    n: int
    at: _Positions
    which: _Positions
    first: _Positions
    number: npt.NDArray[np.int64]
    hashed: npt.NDArray[np.uint64]
    here: npt.NDArray[np.int64]


def find_phrases(corpus: Corpus, least: int) -> dict[int, str]:
    """Phrases of 2-6 characters that stand in the corpus ``least`` times or more, by their hash.

    A phrase is cohesive (its parts meet far more often than by chance, whichever way it is
    cut), free (neither neighbour is nearly always the same letter) and its own (not nearly
    always inside a longer phrase); compare Sornlertlamvanich and others 2000.

    >>> notes = ["大码女装显瘦", "通勤大码女装", "大码女装求链接", "女装通勤", "显瘦女装"]
    >>> corpus = Corpus.of([note + end for end in "甲乙丙丁" for note in notes])
    >>> found = find_phrases(corpus, 3).values()
    >>> [name for name in ("大码女装", "码女装", "大码女") if name in found]
    ['大码女装']
    """
    grams = [_grams(corpus, n) for n in range(1, LONGEST_PHRASE + 1)]
    total = max(int((corpus.classes == DENSE).sum()), 1)
    swallowed = [np.zeros(len(corpus.codes), dtype=bool) for _ in grams]
    found: dict[int, str] = {}
    for gram in reversed(grams[1:]):
        chosen = np.flatnonzero(gram.number >= least)
        chosen = chosen[_cohesion(grams, gram, chosen, total) >= _LEAST_COHESION]
        chosen = chosen[_freedom(corpus, gram, chosen) >= _LEAST_FREEDOM]
        inside = np.bincount(gram.which, weights=swallowed[gram.n - 1][gram.at])
        chosen = chosen[inside[chosen] < _MOST_SWALLOWED * gram.number[chosen]]
        names = [corpus.joined[p : p + gram.n] for p in gram.at[gram.first[chosen]]]
        kept = np.array([_reads_as_phrase(name) for name in names], dtype=bool)
        found |= {
            int(hashed): name
            for hashed, name, ok in zip(gram.hashed[chosen], names, kept, strict=True)
            if ok
        }
        _swallow(swallowed, gram, chosen[kept])
    return found


def _grams(corpus: Corpus, n: int) -> _Grams:
    at, value = corpus.dense_grams(n)
    hashed, first, which, number = np.unique(
        value, return_index=True, return_inverse=True, return_counts=True
    )
    here = np.zeros(len(corpus.codes), dtype=np.int64)
    here[at] = number[which]
    return _Grams(n, at, which, first, number.astype(np.int64), hashed, here)


def _cohesion(grams: list[_Grams], gram: _Grams, chosen: _Positions, total: int) -> _Floats:
    """Least pointwise mutual information (ln) of the chosen n-grams over all cuts."""
    place = gram.at[gram.first[chosen]]
    halves = np.zeros(len(place))
    for cut in range(1, gram.n):
        left, right = grams[cut - 1].here[place], grams[gram.n - cut - 1].here[place + cut]
        halves = np.maximum(halves, np.log(left * right.astype(np.float64)))
    return np.log(gram.number[chosen] * float(total)) - halves


def _freedom(corpus: Corpus, gram: _Grams, chosen: _Positions) -> _Floats:
    """1 - the share of the commonest neighbour of the chosen n-grams, on the tighter side."""
    slot = np.full(len(gram.number), -1, dtype=np.int64)
    slot[chosen] = np.arange(len(chosen))
    held = slot[gram.which] >= 0
    which, start = slot[gram.which][held], gram.at[held]
    tightest = np.zeros(len(chosen), dtype=np.int64)
    for side in (start - 1, start + gram.n):
        inside = side >= 0
        inside[inside] = corpus.classes[side[inside]] == DENSE
        pair = which[inside] * 0x110000 + corpus.codes[side[inside]].astype(np.int64)
        keys, number = np.unique(pair, return_counts=True)
        np.maximum.at(tightest, keys // 0x110000, number)
    return 1.0 - tightest / gram.number[chosen]


def _swallow(swallowed: list[npt.NDArray[np.bool_]], gram: _Grams, kept: _Positions) -> None:
    """Mark every shorter n-gram inside an occurrence of a kept phrase."""
    chosen = np.zeros(len(gram.number), dtype=bool)
    chosen[kept] = True
    start = gram.at[chosen[gram.which]]
    for n in range(2, gram.n):
        for step in range(gram.n - n + 1):
            swallowed[n - 1][start + step] = True


def _reads_as_phrase(phrase: str) -> bool:
    return (
        phrase[0] not in NEVER_FIRST
        and phrase[-1] not in NEVER_LAST
        and phrase not in STOPWORDS
        and len(set(phrase)) > 1
    )
