"""Supply: which products answer to the words of a topic."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.things import carried_words, product_texts
from isotherm.needs.topics import Topics

__all__ = ["match_opened", "match_products", "point_at_topics"]

Ints = NDArray[np.int64]
_MOST_WORDS = 12  # of a topic's words that describe it
_USED = 0.05  # share of a topic's asking from which on it uses a word


def match_products(topics: Topics, products: pa.Table, *, coverage: float) -> sp.csr_array:
    """Which products answer to which topic; shape (topics, products), entries 1.

    ``products`` has title, category, description and attributes. A topic is described by its
    most telling words; a product answers when it carries ``coverage`` of their weight, and of
    the weight of those that tell the thing: what is merely as long is no pannier.
    """
    fields = ("title", "category", "description", "attributes")
    offered = carried_words(topics.words, product_texts(products, fields))
    covered = _covered(_telling(topics), offered, coverage)
    return covered.multiply(_covered(_telling(topics, topics.things), offered, coverage)).tocsr()


def _covered(telling: sp.csr_array, offered: sp.csr_array, coverage: float) -> sp.csr_array:
    """Which texts carry so much of the weight of which topic's words; entries 1."""
    covered = sp.csr_array(telling @ offered.T)
    covered.data = (covered.data >= coverage - 1e-9).astype(np.float64)
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


def point_at_topics(topics: Topics, carried: sp.csr_array, *, coverage: float) -> Ints:
    """The topic each note shows best, -1 where it carries less than ``coverage`` of any.

    ``carried`` says which note carries which of the topics' words (``carried_words``). Of topics
    that are shown as well the first is taken.
    """
    covered = sp.csc_array(sp.csr_array(_telling(topics) @ carried.T))
    number = np.diff(covered.indptr)
    shown = np.flatnonzero(number)
    found = np.full(carried.shape[0], -1, dtype=np.int64)
    if len(shown) == 0:
        return found
    best = np.maximum.reduceat(covered.data, covered.indptr[shown])
    most = np.flatnonzero(covered.data == np.repeat(best, number[shown]))
    first = most[np.searchsorted(most, covered.indptr[shown])]
    enough = best >= coverage
    found[shown[enough]] = covered.indices[first[enough]]
    return found


def _telling(topics: Topics, extra: NDArray[np.float64] | None = None) -> sp.csr_array:
    """How much each word describes each topic; rows sum to 1, ``extra`` weighs words further.

    A word describes a topic when much of its asking uses it and few other topics do: share x
    log(topics / topics that use it). Words of asking (推荐, where) are used by some of the asking
    of every topic and weigh next to nothing.
    """
    used = topics.profile.copy()
    used.data = (used.data >= _USED).astype(np.float64)
    rarity = np.log((topics.count + 1.0) / (np.asarray(used.sum(axis=0)).ravel() + 0.5))
    weight = rarity if extra is None else rarity * extra
    return _strongest(sp.csr_array(topics.profile @ sp.diags_array(weight)))


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
