"""Supply: which products answer to the words of a topic."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.topics import Topics
from isotherm.text import tokens

__all__ = ["match_opened", "match_products", "point_at_topics"]

_MOST_WORDS = 12  # of a topic's words that describe it
_USED = 0.05  # share of a topic's asking from which on it uses a word


def match_products(topics: Topics, products: pa.Table, *, coverage: float) -> sp.csr_array:
    """Which products answer to which topic; shape (topics, products), entries 1.

    ``products`` has title, category, description and attributes. A topic is described by its
    most telling words; a product answers when it carries ``coverage`` of their weight.
    """
    fields = ("title", "category", "description", "attributes")
    covered = _cover(topics, _texts(products, fields))
    covered.data = (covered.data >= coverage).astype(np.float64)
    covered.eliminate_zeros()
    return covered


def match_opened(topics: Topics, clicks: pa.Table, products: pa.Table) -> sp.csr_array:
    """Which items were opened from which topic, for a record that has no words of products."""
    item = pc.index_in(clicks["item_id"], value_set=products["product_id"].combine_chunks())
    place = np.asarray(pc.fill_null(item, -1), dtype=np.int64)
    topic = topics.of_wording[clicks["wording"].to_numpy()]
    both = np.unique(np.stack((topic, place), axis=1)[(topic >= 0) & (place >= 0)], axis=0)
    shape = (topics.count, products.num_rows)
    return sp.csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=shape)


def point_at_topics(topics: Topics, notes: pa.Table, *, coverage: float) -> NDArray[np.int64]:
    """The topic each note shows best, -1 where it carries less than ``coverage`` of any.

    ``notes`` has title, body and tags (joined by spaces).
    """
    covered = _cover(topics, _texts(notes, ("title", "body", "tags"))).tocsc()
    found = np.full(notes.num_rows, -1, dtype=np.int64)
    for note in range(notes.num_rows):
        part = slice(covered.indptr[note], covered.indptr[note + 1])
        if part.stop > part.start and covered.data[part].max() >= coverage:
            found[note] = covered.indices[part][covered.data[part].argmax()]
    return found


def _texts(table: pa.Table, fields: tuple[str, ...]) -> list[str]:
    columns = [table[name].to_pylist() for name in fields]
    return [" ".join(part or "" for part in row) for row in zip(*columns, strict=True)]


def _cover(topics: Topics, texts: list[str]) -> sp.csr_array:
    """How much of the weight of each topic's telling words each text carries, 0..1."""
    offered = _carried(topics.words, texts)
    return sp.csr_array(_telling(topics) @ offered.T)


def _telling(topics: Topics) -> sp.csr_array:
    """How much each word describes each topic; rows sum to 1.

    A word describes a topic when much of its asking uses it and few other topics do: share x
    log(topics / topics that use it). Words of asking (推荐, where) are used by some of the asking
    of every topic and weigh next to nothing.
    """
    used = topics.profile.copy()
    used.data = (used.data >= _USED).astype(np.float64)
    rarity = np.log((topics.count + 1.0) / (np.asarray(used.sum(axis=0)).ravel() + 0.5))
    return _strongest(sp.csr_array(topics.profile @ sp.diags_array(rarity)))


def _carried(words: tuple[str, ...], texts: list[str]) -> sp.csr_array:
    """Which text carries which of the words; shape (texts, words)."""
    column = {word: number for number, word in enumerate(words)}
    indices, indptr = [], [0]
    for text in texts:
        indices.extend(sorted({column[token] for token in tokens(text) if token in column}))
        indptr.append(len(indices))
    data, shape = np.ones(len(indices)), (len(texts), len(words))
    return sp.csr_array((data, np.array(indices, dtype=np.int64), indptr), shape=shape)


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
