"""The words of items as numbers: TF-IDF for the search's start, tempered counts for the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.strata.contacts import Contacts
from isotherm.strata.settings import StrataSettings

__all__ = ["count_words", "one_hot", "public_of_words", "telling_words", "weigh_words"]

Floats = npt.NDArray[np.float64]

_LONGEST = 60.0  # tokens beyond which a text says no more


def count_words(texts: Sequence[str], settings: StrataSettings) -> sparse.csr_array:
    """Counts of hashed n-grams that stand in three texts or more, and not in most; items x V."""
    from isotherm.text import hashed_vectors

    counts = hashed_vectors(texts)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    usual = np.flatnonzero((frequency >= 3) & (frequency <= 0.5 * len(texts)))
    order = np.argsort(-frequency[usual], kind="stable")[: 4 * settings.features]
    return sparse.csr_array(counts[:, np.sort(usual[order])])


def public_of_words(contacts: Contacts, counts: sparse.csr_array) -> Floats:
    """How far the people who touch one item with a word come back for others with it; V.

    0 for words that say nothing about people (chatter, boilerplate), whatever they say about
    texts. Excess of pairs of contacts with a word by one actor over what circumstances explain,
    relative to chance; shrunk by its own noise, 0 where that could be all of it.
    """
    if counts.shape[1] == 0:
        return np.zeros(0)
    said = sparse.csr_array(
        (np.ones(counts.nnz, np.float32), counts.indices, counts.indptr), shape=counts.shape
    )
    C = contacts.matrix()
    degree = np.asarray(C.sum(axis=1), np.float64).ravel()
    v = 1 / (degree + max(degree[degree > 0].mean(), 1.0))
    met = sparse.csr_array(C @ said)
    weights = np.repeat(v, np.diff(met.indptr))
    shape = counts.shape[1]
    pairs = np.bincount(met.indices, weights=weights * met.data**2, minlength=shape)
    pairs -= np.asarray(said.T @ (C.power(2).T @ v), np.float64)
    circumstances = contacts.by_bucket()
    by_bucket = sparse.coo_array(
        (contacts.weight, (contacts.bucket, contacts.item)), (contacts.buckets, contacts.items)
    )
    touched = sparse.csr_array(sparse.csr_array(by_bucket) @ said)
    mass = touched.toarray().astype(np.float64)
    total = np.bincount(contacts.bucket, weights=contacts.weight, minlength=contacts.buckets)
    share = mass / np.maximum(total, 1)[:, None]
    chance = _paired(circumstances, v, share) + 1e-9
    noise = np.sqrt(2 * _paired(circumstances, v**2, share)) + 1e-9
    z = (pairs - chance) / noise
    return np.where(z > 3, (pairs - chance) / chance * (1 - 4 / np.maximum(z, 3) ** 2), 0.0)


def _paired(circumstances: sparse.csr_array, v: Floats, share: Floats) -> Floats:
    """Sum over actors of v times the squared contacts that circumstances let expect; V."""
    weighted = circumstances.multiply(v[:, None])
    together = sparse.csr_array(circumstances.T @ sparse.csr_array(weighted)).toarray()
    return np.asarray((share * (together @ share)).sum(axis=0))


def telling_words(public: Floats, settings: StrataSettings) -> npt.NDArray[np.intp]:
    """The columns whose words gather people, at most as many as the settings allow."""
    order = np.argsort(-public, kind="stable")[: settings.features]
    return np.sort(order[public[order] > 0])


def weigh_words(counts: sparse.csr_array, trust: float) -> sparse.csr_array:
    """Counts as evidence: repeats count twice at most, a token for ``trust``, long texts less."""
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
