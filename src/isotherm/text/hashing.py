"""Texts to sparse counts of hashed n-grams, all texts in one sweep over their characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

from isotherm.text.corpus import Corpus, mix
from isotherm.text.normalise import normalise_all

__all__ = ["hashed_vectors"]

_Grams = list[tuple[npt.NDArray[np.intp], npt.NDArray[np.uint64]]]
_CHUNK = 10_000  # texts hashed together: memory stays flat
_STEM = 4  # letters; words longer than this count by their beginning as well


def hashed_vectors(
    texts: Sequence[str], *, columns: int = 1 << 18
) -> scipy.sparse.csr_array[Any, tuple[int, int]]:
    """Count each text's n-grams in a hashed space: the raw matter of likeness between texts.

    Counted are characters and character pairs of scripts written without spaces, words and pairs
    of neighbouring words of the others, and the first 4 letters of longer words. Texts are
    normalised first.
    The hash is ours and fixed (polynomial over code points, then splitmix64), so a column means
    the same on every machine. Returns float32 counts, shape (len(texts), columns).

    >>> one, same = hashed_vectors(["大码西装", "大碼西裝"]).toarray()
    >>> int(one.sum()), bool((one == same).all())
    (7, True)
    """
    blocks = [
        _hash_chunk(normalise_all(texts[start : start + _CHUNK]), columns)
        for start in range(0, max(len(texts), 1), _CHUNK)
    ]
    return scipy.sparse.vstack(blocks, format="csr")


def _hash_chunk(texts: Sequence[str], columns: int) -> scipy.sparse.csr_array[Any, tuple[int, int]]:
    """Counts of one chunk of normalised texts."""
    corpus = Corpus.of(texts)
    grams: _Grams = [corpus.dense_grams(n) for n in (1, 2)] + _word_grams(corpus)
    rows = np.concatenate([corpus.rows[at] for at, _ in grams])
    hashes = np.concatenate([value for _, value in grams])
    column = (mix(hashes) % np.uint64(columns)).astype(np.int32)
    counts = np.ones(len(column), dtype=np.float32)
    return scipy.sparse.csr_array((counts, (rows, column)), shape=(len(texts), columns))


def _word_grams(corpus: Corpus) -> _Grams:
    """Words, beginnings of longer words, and pairs of neighbours."""
    starts, ends = corpus.words()
    words = corpus.run_hashes(starts, ends)
    long = starts[ends - starts > _STEM]
    next_to = corpus.neighbours(starts, ends)
    pairs = mix(words[next_to]) + words[next_to + 1]
    return [
        (starts, words + np.uint64(11)),
        (long, corpus.run_hashes(long, long + _STEM) + np.uint64(12)),
        (starts[next_to], pairs + np.uint64(13)),
    ]
