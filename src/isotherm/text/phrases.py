"""Finds the terms that a set of texts is written in, without a dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from isotherm.text.corpus import Corpus, mix
from isotherm.text.normalise import normalise_all
from isotherm.text.scripts import DENSE
from isotherm.text.settings import TextSettings
from isotherm.text.stopwords import NEVER_FIRST, NEVER_LAST, STOPWORDS

__all__ = ["TermCounts", "count_terms"]

_LONGEST = 6  # characters of a phrase
_LEAST_COHESION = 1.5  # ln: a phrase is 4.5 times likelier than its halves meeting by chance
_LEAST_FREEDOM = 0.35  # share of occurrences whose neighbour is not the commonest neighbour
_CHUNK = 20_000

_Hashes = npt.NDArray[np.uint64]
_Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class TermCounts:
    """Which text holds which term: ``counts[i, j]`` is 1 where text i holds ``terms[j]``."""

    terms: tuple[str, ...]
    counts: sp.csr_array[Any]


def count_terms(texts: Sequence[str], settings: TextSettings | None = None) -> TermCounts:
    """Find the terms of a corpus and say which text holds which.

    A phrase of 2-6 characters is a term when its parts meet far more often than by chance
    (cohesion: the least pointwise mutual information over its cuts) and when neither neighbour
    is nearly always the same letter (else it is a piece of something longer); compare
    Sornlertlamvanich and others 2000. Words between spaces, and pairs of them that cohere, are
    terms as well. Repeated texts count once when terms are looked for.

    >>> notes = ["大码女装显瘦", "通勤大码女装", "大码女装求链接", "女装通勤", "显瘦女装"]
    >>> found = count_terms([note + end for end in "甲乙丙丁" for note in notes])
    >>> "大码女装" in found.terms, "码女装" in found.terms
    (True, False)
    """
    settings = settings or TextSettings()
    lines = normalise_all(texts)
    distinct = sorted(set(lines))
    if len(distinct) > settings.phrase_texts:
        step = len(distinct) / settings.phrase_texts
        distinct = [distinct[int(i * step)] for i in range(settings.phrase_texts)]
    corpus = Corpus.of(distinct)
    least = max(settings.min_texts, _least_count(len(distinct)))
    terms = _phrases(corpus, least) | _words(corpus, least)
    names = sorted(set(terms.values()))
    column = {name: i for i, name in enumerate(names)}
    hashes = np.array(sorted(terms), dtype=np.uint64)
    columns = np.array([column[terms[int(value)]] for value in hashes], dtype=np.int64)
    blocks = [
        _count_chunk(lines[start : start + _CHUNK], hashes, columns, len(names))
        for start in range(0, len(lines), _CHUNK)
    ]
    empty = sp.csr_array((0, len(names)), dtype=np.float32)
    return TermCounts(tuple(names), sp.csr_array(sp.vstack([empty, *blocks], format="csr")))


def _least_count(texts: int) -> int:
    """How often a term must stand in so many distinct texts."""
    return 2 if texts < 500 else 3 if texts < 5000 else 5


def _phrases(corpus: Corpus, least: int) -> dict[int, str]:
    """Phrases of scripts without spaces, by their hash."""
    counts = [np.zeros(len(corpus.codes), dtype=np.int64)]
    candidates = []
    for n in range(1, _LONGEST + 1):
        at, value = corpus.dense_grams(n)
        _, first, inverse, number = np.unique(
            value, return_index=True, return_inverse=True, return_counts=True
        )
        here = np.zeros(len(corpus.codes), dtype=np.int64)
        here[at] = number[inverse]
        counts.append(here)
        if n > 1:
            common = number >= least
            candidates.append((n, at, value, inverse, np.flatnonzero(common), first))
    total = max(int((corpus.classes == DENSE).sum()), 1)
    found: dict[int, str] = {}
    for n, at, value, inverse, common, first in candidates:
        place = at[first[common]]
        bound = _cohesion(counts, place, n, total) >= _LEAST_COHESION
        chosen, place = common[bound], place[bound]
        free = _freedom(corpus, at, inverse, chosen, n) >= _LEAST_FREEDOM
        for start, hashed in zip(place[free], value[first[chosen[free]]], strict=True):
            phrase = corpus.joined[start : start + n]
            if _reads_as_phrase(phrase):
                found[int(hashed)] = phrase
    return found


def _cohesion(
    counts: list[npt.NDArray[np.int64]], place: _Positions, n: int, total: int
) -> npt.NDArray[np.float64]:
    """Least pointwise mutual information (ln) over all cuts of the n-grams at ``place``."""
    whole = np.log(counts[n][place] * float(total))
    cuts = [np.log(counts[k][place] * 1.0 * counts[n - k][place + k]) for k in range(1, n)]
    return whole - np.max(cuts, axis=0) if len(place) else np.zeros(0)


def _freedom(
    corpus: Corpus, at: _Positions, inverse: _Positions, chosen: _Positions, n: int
) -> npt.NDArray[np.float64]:
    """For each chosen n-gram 1 - the share of its commonest neighbour, on the tighter side."""
    slot = np.full(int(inverse.max(initial=-1)) + 1, -1, dtype=np.int64)
    slot[chosen] = np.arange(len(chosen))
    which = slot[inverse]
    held = which >= 0
    which, start = which[held], at[held]
    total = np.bincount(which, minlength=len(chosen))
    tightest = np.zeros(len(chosen), dtype=np.int64)
    for side in (start - 1, start + n):
        inside = side >= 0
        inside[inside] = corpus.classes[side[inside]] == DENSE
        pair = which[inside] * 0x110000 + corpus.codes[side[inside]].astype(np.int64)
        keys, number = np.unique(pair, return_counts=True)
        np.maximum.at(tightest, keys // 0x110000, number)
    return 1.0 - tightest / np.maximum(total, 1)


def _reads_as_phrase(phrase: str) -> bool:
    return (
        phrase[0] not in NEVER_FIRST
        and phrase[-1] not in NEVER_LAST
        and phrase not in STOPWORDS
        and len(set(phrase)) > 1
    )


def _words(corpus: Corpus, least: int) -> dict[int, str]:
    """Words of scripts with spaces and pairs of them that cohere, by their hash."""
    starts, ends = corpus.words()
    hashes, first, inverse, number = np.unique(
        corpus.run_hashes(starts, ends), return_index=True, return_inverse=True, return_counts=True
    )
    names = [corpus.joined[starts[i] : ends[i]] for i in first]
    matter = np.array([_is_matter(name) for name in names], dtype=bool)
    kept = np.flatnonzero(matter & (number >= least))
    found = {int(hashes[i]): names[i] for i in kept}
    next_to = corpus.neighbours(starts, ends)
    left, right = inverse[next_to], inverse[next_to + 1]
    both = matter[left] & matter[right]
    left, right = left[both], right[both]
    pairs, at, together = np.unique(
        _pair_hashes(hashes[left], hashes[right]), return_index=True, return_counts=True
    )
    chance = number[left[at]] * 1.0 * number[right[at]] / max(len(starts), 1)
    cohesive = (together >= least) & (np.log(together / chance) >= _LEAST_COHESION)
    for i in np.flatnonzero(cohesive):
        found[int(pairs[i])] = f"{names[left[at[i]]]} {names[right[at[i]]]}"
    return found


def _is_matter(word: str) -> bool:
    return len(word) > 1 and not word.isnumeric() and word not in STOPWORDS


def _pair_hashes(left: _Hashes, right: _Hashes) -> _Hashes:
    return mix(left) + right


def _count_chunk(
    lines: list[str], hashes: _Hashes, columns: npt.NDArray[np.int64], width: int
) -> sp.csr_array[Any]:
    """Which of these texts holds which term."""
    corpus = Corpus.of(lines)
    starts, ends = corpus.words()
    words = corpus.run_hashes(starts, ends)
    next_to = corpus.neighbours(starts, ends)
    grams = [corpus.dense_grams(n) for n in range(2, _LONGEST + 1)]
    grams.append((starts, words))
    grams.append((starts[next_to], _pair_hashes(words[next_to], words[next_to + 1])))
    rows, found = [], []
    for at, value in grams:
        slot = np.minimum(np.searchsorted(hashes, value), max(len(hashes) - 1, 0))
        hit = hashes[slot] == value if len(hashes) else np.zeros(len(value), dtype=bool)
        rows.append(corpus.rows[at[hit]])
        found.append(columns[slot[hit]])
    row, column = np.concatenate(rows), np.concatenate(found)
    counts = sp.csr_array(
        (np.ones(len(row), dtype=np.float32), (row, column)), shape=(len(lines), width)
    )
    counts.sum_duplicates()
    counts.data[:] = 1.0
    return counts
