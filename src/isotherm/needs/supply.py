"""Supply: which products answer to the words of a topic."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import scipy.sparse as sp

from isotherm.needs.topics import Topics
from isotherm.text import tokens

__all__ = ["match_products"]

_MOST_WORDS = 12  # of a topic's words that describe it


def match_products(topics: Topics, products: pa.Table, *, coverage: float) -> sp.csr_array:
    """Which products answer to which topic; shape (topics, products), entries 1.

    ``products`` has title, category, description and attributes. A topic is described by its
    most telling words (how much of its asking uses them, times how rare they are on offer); a
    product answers when it carries ``coverage`` of their weight.
    """
    offered = _offered(topics.words, products)
    carried = np.asarray(offered.sum(axis=0)).ravel()
    rarity = np.log((products.num_rows + 1.0) / (carried + 1.0)) + 0.1
    telling = _strongest(sp.csr_array(topics.profile @ sp.diags_array(rarity)))
    covered = sp.csr_array(telling @ offered.T)
    covered.data = (covered.data >= coverage).astype(np.float64)
    covered.eliminate_zeros()
    return covered


def _offered(words: tuple[str, ...], products: pa.Table) -> sp.csr_array:
    """Which product carries which of the words; shape (products, words)."""
    column = {word: number for number, word in enumerate(words)}
    fields = [products[name].to_pylist() for name in ("title", "category", "description")]
    fields.append(products["attributes"].to_pylist())
    indices, indptr = [], [0]
    for row in zip(*fields, strict=True):
        said = tokens(" ".join(part or "" for part in row))
        indices.extend(sorted({column[token] for token in said if token in column}))
        indptr.append(len(indices))
    shape = (products.num_rows, len(words))
    return sp.csr_array((np.ones(len(indices)), np.array(indices, dtype=np.int64), indptr), shape)


def _strongest(weights: sp.csr_array) -> sp.csr_array:
    """The few strongest entries of each row, made to sum to 1."""
    for row in range(weights.shape[0]):
        part = slice(weights.indptr[row], weights.indptr[row + 1])
        values = weights.data[part]
        if len(values) > _MOST_WORDS:
            values[np.argsort(-values, kind="stable")[_MOST_WORDS:]] = 0.0
        values /= max(values.sum(), 1e-12)
    weights.eliminate_zeros()
    return weights
