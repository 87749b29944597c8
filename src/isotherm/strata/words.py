"""The words of items as numbers: TF-IDF for the search's start, tempered counts for the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.strata.settings import StrataSettings

__all__ = ["count_words", "telling_words", "weigh_words"]

_LONGEST = 60.0  # tokens beyond which a text says no more


def count_words(texts: Sequence[str], settings: StrataSettings) -> sparse.csr_array:
    """Counts of hashed n-grams that stand in three texts or more, and not in most; items x V."""
    from isotherm.text import hashed_vectors

    counts = hashed_vectors(texts)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    usual = np.flatnonzero((frequency >= 3) & (frequency <= 0.5 * len(texts)))
    order = np.argsort(-frequency[usual], kind="stable")[: 4 * settings.features]
    return sparse.csr_array(counts[:, np.sort(usual[order])])


def telling_words(
    counts: sparse.csr_array, labels: npt.NDArray[np.integer[Any]], settings: StrataSettings
) -> sparse.csr_array:
    """The columns that tell clusters apart best (expected log likelihood ratio), tempered."""
    if counts.shape[1] > settings.features:
        groups = one_hot(labels)
        mass = np.asarray((counts.T @ groups).todense(), np.float64)
        share = (mass.sum(axis=0) + 1e-9) / (mass.sum() + 1e-9)
        kept = np.maximum(mass - 0.75, 0)
        ratio = kept / (mass.sum(axis=1, keepdims=True) + 0.5) / share
        told = (kept * np.log(np.maximum(ratio, 1e-9))).sum(axis=1)
        best = np.sort(np.argsort(-told, kind="stable")[: settings.features])
        counts = sparse.csr_array(counts[:, best])
    return weigh_words(counts, settings.text_trust)


def weigh_words(counts: sparse.csr_array, trust: float) -> sparse.csr_array:
    """Counts as evidence: repeats count twice at most, each token for ``trust``, long texts less."""
    tokens = np.minimum(counts.data, 2).astype(np.float32)
    shape, indptr = counts.shape, counts.indptr
    words = sparse.csr_array((tokens, counts.indices.copy(), indptr.copy()), shape=shape)
    length = np.asarray(words.sum(axis=1)).ravel()
    scale = trust * np.minimum(1, _LONGEST / np.maximum(length, 1))
    words.data *= np.repeat(scale, np.diff(indptr)).astype(np.float32)
    return words


def one_hot(labels: npt.NDArray[np.integer[Any]]) -> sparse.csr_array:
    """Items x groups, 1 where the item has the label; -1 is no group."""
    member = np.flatnonzero(labels >= 0)
    shape = (len(labels), int(labels.max(initial=-1)) + 1)
    return sparse.csr_array((np.ones(len(member), np.float32), (member, labels[member])), shape)
