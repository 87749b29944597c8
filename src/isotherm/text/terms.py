"""The terms that a set of texts is written in, and which text holds which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy

from isotherm.text.corpus import Corpus, mix
from isotherm.text.normalise import normalise_all
from isotherm.text.phrases import LONGEST_PHRASE, find_phrases
from isotherm.text.settings import TextSettings
from isotherm.text.stopwords import STOPWORDS

__all__ = ["TermCounts", "count_terms"]

_LEAST_COHESION = 1.5  # ln: a pair of words is 4.5 times likelier than the two meeting by chance
_CHUNK = 20_000
_SIEVE_BITS = 20
_SIEVE_SHIFT = np.uint64(64 - _SIEVE_BITS)

_Hashes = npt.NDArray[np.uint64]
_Counts: TypeAlias = "scipy.sparse.csr_array[Any, tuple[int, int]]"


@dataclass(frozen=True)
class TermCounts:
    """Which text holds which term: ``counts[i, j]`` is 1 where text i holds ``terms[j]``."""

    terms: tuple[str, ...]
    counts: _Counts


def count_terms(texts: Sequence[str], settings: TextSettings | None = None) -> TermCounts:
    """Find the terms of a corpus and say which text holds which.

    Terms are phrases of 2-6 characters (see ``find_phrases``: pieces of words are none), words
    between spaces, and pairs of them that cohere. Repeated texts count once when terms are
    looked for; terms come sorted.

    >>> notes = ["大码女装显瘦", "通勤大码女装", "大码女装求链接", "女装通勤", "显瘦女装"]
    >>> found = count_terms([note + end for end in "甲乙丙丁" for note in notes])
    >>> "大码女装" in found.terms, "码女装" in found.terms
    (True, False)
    """
    settings = settings or TextSettings()
    lines = normalise_all(texts)
    corpus = Corpus.of(_distinct(lines, settings.phrase_texts))
    least = max(settings.min_texts, _least_count(int(corpus.rows[-1]) + 1))
    terms = find_phrases(corpus, least) | _words(corpus, least)
    names = sorted(set(terms.values()))
    column = {name: i for i, name in enumerate(names)}
    hashes = np.array(sorted(terms), dtype=np.uint64)
    columns = np.array([column[terms[int(value)]] for value in hashes], dtype=np.int64)
    blocks = [
        _count_chunk(lines[start : start + _CHUNK], hashes, columns)
        for start in range(0, max(len(lines), 1), _CHUNK)
    ]
    return TermCounts(tuple(names), scipy.sparse.vstack(blocks, format="csr"))


def _distinct(lines: list[str], most: int) -> list[str]:
    """Distinct lines in order, thinned evenly to at most ``most``."""
    distinct = sorted(set(lines))
    count = min(len(distinct), most)
    return [distinct[i * len(distinct) // count] for i in range(count)]


def _least_count(texts: int) -> int:
    """How often a term must stand in so many distinct texts."""
    return 2 if texts < 500 else 3 if texts < 5000 else 5


def _words(corpus: Corpus, least: int) -> dict[int, str]:
    """Words of scripts with spaces and pairs of them that cohere, by their hash."""
    starts, ends = corpus.words()
    hashes, first, which, number = np.unique(
        corpus.run_hashes(starts, ends), return_index=True, return_inverse=True, return_counts=True
    )
    names = [corpus.joined[starts[i] : ends[i]] for i in first]
    matter = np.array([_is_matter(name) for name in names], dtype=bool)
    found = {int(hashes[i]): names[i] for i in np.flatnonzero(matter & (number >= least))}
    next_to = corpus.neighbours(starts, ends)
    left, right = which[next_to], which[next_to + 1]
    both = matter[left] & matter[right]
    left, right = left[both], right[both]
    pairs, at, together = np.unique(
        _pair_hashes(hashes[left], hashes[right]), return_index=True, return_counts=True
    )
    chance = number[left[at]] * number[right[at]].astype(np.float64) / max(len(starts), 1)
    cohesive = (together >= least) & (np.log(together / chance) >= _LEAST_COHESION)
    for i in np.flatnonzero(cohesive):
        found[int(pairs[i])] = f"{names[left[at[i]]]} {names[right[at[i]]]}"
    return found


def _is_matter(word: str) -> bool:
    return len(word) > 1 and not word.isnumeric() and word not in STOPWORDS


def _pair_hashes(left: _Hashes, right: _Hashes) -> _Hashes:
    return mix(left) + right


def _count_chunk(
    lines: list[str], hashes: _Hashes, columns: npt.NDArray[np.int64]
) -> scipy.sparse.csr_array[Any, tuple[int, int]]:
    """Which of these texts holds which term."""
    corpus = Corpus.of(lines)
    starts, ends = corpus.words()
    words = corpus.run_hashes(starts, ends)
    next_to = corpus.neighbours(starts, ends)
    grams = [corpus.dense_grams(n) for n in range(2, LONGEST_PHRASE + 1)]
    grams.append((starts, words))
    grams.append((starts[next_to], _pair_hashes(words[next_to], words[next_to + 1])))
    shape = (len(lines), int(columns.max(initial=-1)) + 1)
    rows, found = [], []
    known = np.zeros(1 << _SIEVE_BITS, dtype=bool)  # most n-grams are no terms: sieve, then search
    known[hashes >> _SIEVE_SHIFT] = True
    for at, value in grams:
        maybe = np.flatnonzero(known[value >> _SIEVE_SHIFT])
        slot = np.searchsorted(hashes, value[maybe])
        slot[slot == len(hashes)] = 0
        hit = hashes[slot] == value[maybe] if len(hashes) else slot > 0
        rows.append(corpus.rows[at[maybe[hit]]])
        found.append(columns[slot[hit]])
    row, column = np.concatenate(rows), np.concatenate(found)
    counts = scipy.sparse.csr_array(
        (np.ones(len(row), dtype=np.float32), (row, column)), shape=shape
    )
    counts.sum_duplicates()
    counts.data[:] = 1.0
    return counts
