"""Things: words that say which thing is asked for, told from those that say what it is like."""

from __future__ import annotations

from array import array

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.text import distinct_tokens

__all__ = ["carried_words", "product_texts", "weigh_words"]

Floats = NDArray[np.float64]


def weigh_words(words: tuple[str, ...], products: pa.Table) -> Floats:
    """How much each word tells the thing, 0..1: one over the categories it stands in, effectively.

    A need is a thing with attributes: "extra-long" stands on goods of many categories and
    tells none of them, "foot stool" on one. A word counts for the inverse of the effective
    number (exp of the entropy) of the categories of the goods whose titles hold it. Words of
    no goods, and all words where goods have no categories, count in full.
    """
    category = product_texts(products, ("category",))
    names = sorted({name for name in category if name})
    place = {name: number for number, name in enumerate(names)}
    rows = np.array([k for k, name in enumerate(category) if name], dtype=np.int64)
    if len(names) < 2:
        return np.ones(len(words))
    titles = product_texts(products, ("title",))
    held = carried_words(words, [titles[row] for row in rows.tolist()])
    own = np.array([place[category[row]] for row in rows.tolist()], dtype=np.int64)
    shape = (len(names), len(rows))
    group = sp.csr_array((np.ones(len(own)), (own, np.arange(len(rows)))), shape=shape)
    spread = sp.csc_array(group @ held)
    share = spread.data / np.repeat(np.asarray(spread.sum(axis=0)).ravel(), np.diff(spread.indptr))
    surprise = sp.csc_array((-share * np.log(share), spread.indices, spread.indptr), spread.shape)
    return np.exp(-np.asarray(surprise.sum(axis=0), dtype=np.float64).ravel())


def product_texts(table: pa.Table, fields: tuple[str, ...]) -> list[str]:
    """Some text columns of each row, joined by spaces."""
    columns = [table[name].to_pylist() for name in fields]
    return [" ".join(part or "" for part in row) for row in zip(*columns, strict=True)]


def carried_words(words: tuple[str, ...], texts: list[str]) -> sp.csr_array:
    """Which text carries which of the words; shape (texts, words)."""
    column = {word: number for number, word in enumerate(words)}
    known = frozenset(words)
    indices, indptr = array("q"), [0]
    for held in distinct_tokens(texts):
        indices.extend(sorted(column[word] for word in held & known))
        indptr.append(len(indices))
    data, shape = np.ones(len(indices)), (len(texts), len(words))
    return sp.csr_array((data, np.array(indices, dtype=np.int64), indptr), shape=shape)
