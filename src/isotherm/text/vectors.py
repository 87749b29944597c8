"""Text vectors: hashed n-grams, weighted by how telling they are, through the spectral core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from isotherm.errors import UsageError
from isotherm.text.hashing import hashed_vectors
from isotherm.text.settings import TextSettings

__all__ = ["TextVectors", "tfidf"]

_Vectors = npt.NDArray[np.float32]


def tfidf(
    counts: sp.csr_array[Any],
    document_frequency: npt.NDArray[np.int64] | None = None,
    *,
    texts: int | None = None,
) -> sp.csr_array[Any]:
    """Weight counts by how telling their columns are; rows of unit length.

    Weight = (1 + ln count) (1 + ln((1 + n) / (1 + df))), Salton and Buckley 1988, smoothed.
    ``document_frequency`` (a count for each column) and the number of ``texts`` it was taken on
    default to those of ``counts`` itself.

    >>> tfidf(sp.csr_array(np.array([[1.0, 0.0], [1.0, 1.0]]))).toarray().round(2)
    array([[1.  , 0.  ],
           [0.58, 0.81]], dtype=float32)
    """
    if document_frequency is None:
        document_frequency = _document_frequency(counts)
    total = counts.shape[0] if texts is None else texts
    idf = (1.0 + np.log((1.0 + total) / (1.0 + document_frequency))).astype(np.float32)
    data = (1.0 + np.log(counts.data)) * idf[counts.indices]
    weighted = sp.csr_array((data, counts.indices, counts.indptr), shape=counts.shape)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    scale = 1.0 / np.where(lengths > 0, lengths, 1.0)
    weighted.data = weighted.data * np.repeat(scale, np.diff(weighted.indptr))
    return weighted.astype(np.float32)


class TextVectors:
    """Places texts in a space where near means alike, learnt from the texts alone.

    ``fit`` learns which n-grams are telling and the directions they vary in; ``transform`` gives
    unit rows, float32, shape (texts, rank at most). A text without any known n-gram is all zeros.

    >>> notes = ["大码西装 通勤", "西装 大码 上班", "草莓蛋糕", "蛋糕 草莓 下午茶"] * 30
    >>> vectors = TextVectors(TextSettings(rank=2)).fit_transform(notes)
    >>> bool(vectors[0] @ vectors[1] > 0.9), bool(abs(vectors[0] @ vectors[2]) < 0.2)
    (True, True)
    """

    def __init__(self, settings: TextSettings | None = None, *, seed: int = 0) -> None:
        """Take the settings (width, rank, texts to fit on) and the seed of the spectral core."""
        self.settings = settings or TextSettings()
        self.seed = seed
        self._slots: npt.NDArray[np.int32] | None = None
        self._frequency: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._directions: _Vectors = np.zeros((0, 0), dtype=np.float32)
        self._texts = 0

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the space from texts; their order does not matter."""
        self._fit_counts(self._counts(_even_sample(texts, self.settings.fit_texts)))
        return self

    def transform(self, texts: Sequence[str]) -> _Vectors:
        """Vectors of texts, in the order given."""
        return self._place(self._counts(texts))

    def fit_transform(self, texts: Sequence[str]) -> _Vectors:
        """Fit on the texts and give their vectors."""
        return self.fit(texts).transform(texts)

    def _counts(self, texts: Sequence[str]) -> sp.csr_array[Any]:
        return hashed_vectors(texts, columns=self.settings.columns)

    def _fit_counts(self, counts: sp.csr_array[Any]) -> None:
        from isotherm.spectral import truncated_svd

        frequency = _document_frequency(counts)
        chosen = _telling_columns(frequency, counts.shape[0], self.settings)
        slots = np.full(counts.shape[1], -1, dtype=np.int32)
        slots[chosen] = np.arange(len(chosen), dtype=np.int32)
        self._slots, self._frequency, self._texts = slots, frequency[chosen], counts.shape[0]
        weighted = self._weigh(counts)
        rank = min(self.settings.rank, *(side - 1 for side in weighted.shape))
        if rank < 1:
            self._directions = np.zeros((len(chosen), 0), dtype=np.float32)
            return
        _, _, Vt = truncated_svd(weighted, rank, self.seed)
        self._directions = np.ascontiguousarray(Vt.T, dtype=np.float32)

    def _weigh(self, counts: sp.csr_array[Any]) -> sp.csr_array[Any]:
        """Counts over the kept columns, weighted."""
        if self._slots is None:
            raise UsageError("TextVectors was asked to transform before it was fitted; call fit")
        slot = self._slots[counts.indices]
        known = slot >= 0
        kept = np.concatenate(([0], np.cumsum(known)))
        shape = (counts.shape[0], len(self._frequency))
        matrix = sp.csr_array((counts.data[known], slot[known], kept[counts.indptr]), shape=shape)
        return tfidf(matrix, self._frequency, texts=self._texts)

    def _place(self, counts: sp.csr_array[Any]) -> _Vectors:
        placed = np.asarray(self._weigh(counts) @ self._directions, dtype=np.float32)
        lengths = np.linalg.norm(placed, axis=1, keepdims=True)
        return placed / np.where(lengths > 0, lengths, 1.0)


def _document_frequency(counts: sp.csr_array[Any]) -> npt.NDArray[np.int64]:
    """In how many texts each column stands."""
    return np.bincount(counts.indices, minlength=counts.shape[1])


def _telling_columns(
    frequency: npt.NDArray[np.int64], texts: int, settings: TextSettings
) -> npt.NDArray[np.intp]:
    """Columns that stand in enough texts, the most widespread first, in ascending order."""
    least = min(settings.min_texts, max(1, texts // 2))
    order = np.argsort(-frequency, kind="stable")[: settings.max_features]
    return np.sort(order[frequency[order] >= least])


def _even_sample(texts: Sequence[str], most: int) -> Sequence[str]:
    """The texts sorted, thinned evenly to at most ``most``: the order they came in is forgotten."""
    ordered = sorted(texts)
    if len(ordered) <= most:
        return ordered
    return [ordered[i * len(ordered) // most] for i in range(most)]
