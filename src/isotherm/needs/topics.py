"""Topics: wordings that ask for the same thing, told by their words and by who asks and opens."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.asks import Asks
from isotherm.needs.settings import NeedSettings
from isotherm.text import tfidf, tokens

__all__ = ["Topics", "group_wordings"]

Ints = NDArray[np.int64]


@dataclasses.dataclass(frozen=True)
class Topics:
    """``of_wording`` says which topic each wording belongs to; topics are numbered from 0."""

    of_wording: Ints
    count: int
    words: tuple[str, ...]  # the vocabulary of profiles
    profile: sp.csr_array  # (topics, words) how much of a topic's asking uses a word, 0..1


def group_wordings(asks: Asks, settings: NeedSettings) -> Topics:
    """Group wordings into topics by average linkage.

    The likeness of two wordings is 1 - (1 - w)(1 - b): w the cosine of their words, b that of
    the people who use them and of what is opened from them (both weighted by rarity). The most
    used wordings are clustered; every other one joins the topic of the likest of those, or none.
    """
    used = np.bincount(asks.rows["wording"].to_numpy(), minlength=len(asks.wordings)).astype(
        np.int64
    )
    order = np.lexsort((np.arange(len(used)), -used))
    chosen = np.sort(order[: settings.most_topics])
    words, counts = _count_words(asks.wordings)
    spoken = tfidf(counts)
    acted = _behaviour(asks)
    label = _cluster(spoken[chosen], acted[chosen], settings)
    of_wording = np.full(len(used), -1, dtype=np.int64)
    of_wording[chosen] = label
    rest = np.setdiff1d(np.arange(len(used)), chosen)
    of_wording[rest] = _join(spoken[rest], spoken[chosen], label, settings.likeness)
    count = int(of_wording.max(initial=-1)) + 1
    return Topics(of_wording, count, words, _profiles(of_wording, count, counts, used))


def _count_words(wordings: tuple[str, ...]) -> tuple[tuple[str, ...], sp.csr_array]:
    """Which wording holds which token; single characters of longer runs are left out."""
    held = [sorted({t for t in tokens(text) if len(t) > 1}) or tokens(text) for text in wordings]
    words = tuple(sorted({token for row in held for token in row}))
    column = {word: number for number, word in enumerate(words)}
    indptr = np.concatenate(([0], np.cumsum([len(row) for row in held])))
    indices = np.array([column[token] for row in held for token in row], dtype=np.int64)
    shape = (len(wordings), len(words))
    return words, sp.csr_array((np.ones(len(indices)), indices, indptr), shape=shape)


def _behaviour(asks: Asks) -> sp.csr_array:
    """Wordings by the people who use them and the items opened from them, rare ones heavier."""
    people = _incidence(asks.rows["wording"], asks.rows["actor_id"], len(asks.wordings))
    opened = _incidence(asks.clicks["wording"], asks.clicks["item_id"], len(asks.wordings))
    joined = sp.csr_array(sp.hstack([tfidf(people), tfidf(opened)], format="csr"))
    return tfidf_rows(joined)


def tfidf_rows(matrix: sp.csr_array) -> sp.csr_array:
    """Rows scaled to unit length."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = sp.diags_array(1.0 / np.maximum(length, 1e-12))
    return sp.csr_array(scale @ matrix)


def _incidence(wording: pa.ChunkedArray, other: pa.ChunkedArray, rows: int) -> sp.csr_array:
    import pyarrow.compute as pc

    known = pc.unique(other).sort()
    column = np.asarray(pc.index_in(other, value_set=known), dtype=np.int64)
    shape = (rows, max(len(known), 1))
    matrix = sp.csr_array((np.ones(len(column)), (wording.to_numpy(), column)), shape=shape)
    matrix.sum_duplicates()
    return matrix


def _cluster(spoken: sp.csr_array, acted: sp.csr_array, settings: NeedSettings) -> Ints:
    """Average-linkage clusters of wordings at the settings' likeness."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if spoken.shape[0] < 2:
        return np.zeros(spoken.shape[0], dtype=np.int64)
    apart = 1.0 - np.clip((spoken @ spoken.T).toarray(), 0, 1)
    apart *= 1.0 - np.clip((acted @ acted.T).toarray(), 0, 1)
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(apart, checks=False), method="average")
    label = fcluster(tree, 1.0 - settings.likeness, criterion="distance")
    _, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse].astype(np.int64)


def _join(rest: sp.csr_array, chosen: sp.csr_array, label: Ints, likeness: float) -> Ints:
    """The topic of the likest clustered wording, -1 where none is alike enough."""
    joined = np.full(rest.shape[0], -1, dtype=np.int64)
    for begin in range(0, rest.shape[0], 2000):
        near = (rest[begin : begin + 2000] @ chosen.T).tocsr()
        for row in range(near.shape[0]):
            part = slice(near.indptr[row], near.indptr[row + 1])
            if part.stop > part.start and near.data[part].max() >= likeness:
                joined[begin + row] = label[near.indices[part][near.data[part].argmax()]]
    return joined


def _profiles(of_wording: Ints, count: int, counts: sp.csr_array, used: Ints) -> sp.csr_array:
    """The share of each topic's asking that uses each word."""
    there = np.flatnonzero(of_wording >= 0)
    weight = used[there].astype(np.float64)
    group = sp.csr_array((weight, (of_wording[there], there)), shape=(count, len(of_wording)))
    total = np.maximum(np.asarray(group.sum(axis=1)).ravel(), 1.0)
    return sp.csr_array(sp.diags_array(1.0 / total) @ (group @ counts))
