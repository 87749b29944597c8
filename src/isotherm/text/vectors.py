"""Text vectors: telling n-grams through the spectral core, so that near means alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy

from isotherm.errors import UsageError
from isotherm.text.hashing import hashed_vectors
from isotherm.text.neighbourhoods import cohesion, draw_together
from isotherm.text.settings import TextSettings
from isotherm.text.weighting import document_frequency, tfidf, unit_rows

__all__ = ["TextVectors"]

_Vectors = npt.NDArray[np.float32]
_Counts: TypeAlias = "scipy.sparse.csr_array[Any, tuple[int, int]]"


class TextVectors:
    """Places texts in a space where near means alike, learnt from the texts alone.

    ``fit`` takes four steps. (1) TF-IDF of hashed n-grams, the leading directions by truncated
    SVD. (2) Each text is drawn towards its nearest others, which cancels how it happens to be
    worded. (3) An n-gram weighs by the root of its cohesion: how alike the texts are that hold
    it (京东 stands in every kind of text, 入住 in one). (4) Directions anew under these weights;
    the drawn-together vectors are regressed on the plain ones (ridge), so that what was learnt
    from neighbours becomes one matrix. ``transform`` is then a single sparse product: unit rows,
    float32, shape (texts, at most rank). A text without any known n-gram is all zeros.

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
        self._cohesion: _Vectors = np.zeros(0, dtype=np.float32)
        self._directions: _Vectors = np.zeros((0, 0), dtype=np.float32)
        self._texts = 0

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the space from texts; their order does not matter."""
        sample = _even_sample(texts, self.settings.fit_texts)
        self._fit_counts(hashed_vectors(sample, columns=self.settings.columns))
        return self

    def transform(self, texts: Sequence[str]) -> _Vectors:
        """Vectors of texts, in the order given."""
        counts = hashed_vectors(texts, columns=self.settings.columns)
        return unit_rows(self._weigh(counts) @ self._directions)

    def fit_transform(self, texts: Sequence[str]) -> _Vectors:
        """Fit on the texts and give their vectors."""
        return self.fit(texts).transform(texts)

    def _fit_counts(self, counts: _Counts) -> None:
        frequency = document_frequency(counts)
        chosen = _telling_columns(frequency, counts.shape[0], self.settings)
        self._slots = np.full(counts.shape[1], -1, dtype=np.int32)
        self._slots[chosen] = np.arange(len(chosen), dtype=np.int32)
        self._frequency, self._texts = frequency[chosen], counts.shape[0]
        self._cohesion = np.ones(len(chosen), dtype=np.float32)
        plain = self._weigh(counts)
        _, drawn = self._draw(plain)
        self._cohesion = np.sqrt(cohesion(plain[: len(drawn)], drawn)).astype(np.float32)
        weighted = self._weigh(counts)
        directions, drawn = self._draw(weighted)
        placed = unit_rows(weighted[: len(drawn)] @ directions)
        self._directions = directions @ _ridge(placed, drawn, self.settings.ridge)

    def _draw(self, weighted: _Counts) -> tuple[_Vectors, _Vectors]:
        """Leading directions, and the vectors of the first texts drawn towards their nearest."""
        from isotherm.spectral import truncated_svd

        rank = max(1, min(self.settings.rank, *weighted.shape))
        _, _, Vt = truncated_svd(weighted, rank, self.seed)
        directions = np.ascontiguousarray(Vt.T, dtype=np.float32)
        placed = unit_rows(weighted[: self.settings.neighbour_texts] @ directions)
        return directions, draw_together(placed, neighbours=self.settings.neighbours)

    def _weigh(self, counts: _Counts) -> _Counts:
        """Counts over the kept columns, weighted; rows of unit length."""
        if self._slots is None:
            raise UsageError("TextVectors was asked to transform before it was fitted; call fit")
        slot = self._slots[counts.indices]
        known = slot >= 0
        kept = np.concatenate(([0], np.cumsum(known)))
        shape = (counts.shape[0], len(self._frequency))
        matrix = scipy.sparse.csr_array(
            (counts.data[known], slot[known], kept[counts.indptr]), shape=shape
        )
        return tfidf(matrix, self._frequency, texts=self._texts, extra=self._cohesion)


def _ridge(placed: _Vectors, wanted: _Vectors, penalty: float) -> _Vectors:
    """The matrix that takes ``placed`` nearest to ``wanted``, its size held back by ``penalty``."""
    gram = placed.T @ placed + penalty * np.eye(placed.shape[1], dtype=np.float32)
    return np.linalg.solve(gram, placed.T @ wanted).astype(np.float32)


def _telling_columns(
    frequency: npt.NDArray[np.int64], texts: int, settings: TextSettings
) -> npt.NDArray[np.intp]:
    """Columns that stand in enough texts, the most widespread first, in ascending order."""
    least = min(settings.min_texts, max(1, texts // 2))
    order = np.argsort(-frequency, kind="stable")[: settings.max_features]
    return np.sort(order[frequency[order] >= least])


def _even_sample(texts: Sequence[str], most: int) -> list[str]:
    """At most ``most`` texts, evenly spread over the sorted ones, in an order of their own.

    The order they came in is forgotten; the scattered order lets any first part stand for all.
    """
    ordered = sorted(texts)
    count = min(len(ordered), most)
    even = [ordered[i * len(ordered) // count] for i in range(count)]
    scatter = np.random.Generator(np.random.PCG64(count)).permutation(count)
    return [even[i] for i in scatter]
