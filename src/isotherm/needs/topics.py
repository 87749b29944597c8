"""Topics: wordings that ask for the same thing, told by their words and by who asks and opens."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.asks import Asks
from isotherm.needs.niches import split_niches
from isotherm.needs.settings import NeedSettings
from isotherm.text import tfidf

__all__ = ["Topics", "group_wordings", "part_topics", "regroup", "unlikeness"]

Ints = NDArray[np.int64]
_SAME = 0.55  # cosine of their words from which a wording joins another's topic unseen


@dataclasses.dataclass(frozen=True)
class Topics:
    """``of_wording`` says which topic each wording belongs to; topics are numbered from 0."""

    of_wording: Ints
    count: int
    words: tuple[str, ...]  # the vocabulary of profiles
    profile: sp.csr_array  # (topics, words) how much of a topic's asking uses a word, 0..1
    things: NDArray[np.float64]  # (words,) how much each tells the thing (``weigh_words``)


def group_wordings(
    asks: Asks,
    settings: NeedSettings,
    *,
    things: NDArray[np.float64] | None = None,
    looks: NDArray[np.bool_] | None = None,
) -> Topics:
    """Group wordings into topics by average linkage.

    The likeness of two wordings is 1 - (1 - w)(1 - b): w the cosine of their words, b that of
    the people who use them and of what is opened from them (both weighted by rarity, words also
    by how much they tell the thing: an attribute alone makes no two things one). What was
    searched or wished is clustered first (the most used wordings; the others join the likest);
    what was only asked in replies joins those topics or, where it is like none, forms its own,
    so that a passing 亲子鞋 does not glue all needs for children's shoes together. What is
    searched out of interest (``looks``) makes topics of its own. Last, a topic is divided where a
    modified ask meets another fate than the plain one (``split_niches``).
    """
    words, counts = asks.held_words
    things = np.ones(len(words)) if things is None else things
    spoken, acted = _spoken(asks, things), _behaviour(asks)
    used, searched = _uses(asks)
    of_wording = np.full(len(used), -1, dtype=np.int64)
    looks = np.zeros(len(used), dtype=bool) if looks is None else looks
    for one_kind in ((searched > 0) & ~looks, (searched == 0) & ~looks, looks):
        own = np.flatnonzero(one_kind)
        among = looks == looks[own].any()
        _join(of_wording, own, spoken, among)
        left = own[of_wording[own] < 0]
        order = left[np.lexsort((left, -used[left]))]
        chosen = np.sort(order[: settings.most_topics])
        known = int(of_wording.max(initial=-1)) + 1
        of_wording[chosen] = known + _cluster(spoken[chosen], acted[chosen], settings)
        _join(of_wording, np.setdiff1d(left, chosen), spoken, among)
    of_wording = split_niches(asks, of_wording, counts, least=settings.least_askers)
    count = int(of_wording.max(initial=-1)) + 1
    return Topics(of_wording, count, words, _profiles(of_wording, count, counts, used), things)


def part_topics(asks: Asks, topics: Topics, likeness: float) -> tuple[Topics, Ints]:
    """Cut each topic into parts of wordings that are alike by their words alone.

    Returns the parts as topics, and the topic each is a part of (every topic has one at least).
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    spoken = _spoken(asks, topics.things)
    of_wording = np.full(len(topics.of_wording), -1, dtype=np.int64)
    whole: list[int] = []
    order = np.argsort(topics.of_wording, kind="stable")
    start = np.searchsorted(topics.of_wording[order], np.arange(topics.count + 1))
    for topic in range(topics.count):
        own = order[start[topic] : start[topic + 1]]
        label = np.zeros(len(own), dtype=np.int64)
        if len(own) > 1:
            tree = linkage(squareform(unlikeness(spoken[own]), checks=False), method="average")
            label = fcluster(tree, 1.0 - likeness, criterion="distance").astype(np.int64) - 1
        of_wording[own] = len(whole) + label
        whole += [topic] * (int(label.max()) + 1 if len(own) else 0)
    return regroup(asks, of_wording, len(whole), topics.things), np.array(whole, dtype=np.int64)


def unlikeness(rows: sp.csr_array) -> NDArray[np.float64]:
    """1 - cosine of each pair of rows; shape (rows, rows), zero on the diagonal."""
    unit = tfidf_rows(rows)
    apart = 1.0 - np.clip((unit @ unit.T).toarray(), 0, 1)
    np.fill_diagonal(apart, 0.0)
    return np.asarray((apart + apart.T) / 2)


def regroup(asks: Asks, of_wording: Ints, count: int, things: NDArray[np.float64]) -> Topics:
    """Topics with other wordings in them."""
    words, counts = asks.held_words
    used, _ = _uses(asks)
    return Topics(of_wording, count, words, _profiles(of_wording, count, counts, used), things)


def _spoken(asks: Asks, things: NDArray[np.float64]) -> sp.csr_array:
    """Wordings by their words, rare ones and those that tell the thing heavier."""
    return sp.csr_array(tfidf(asks.held_words[1], extra=things.astype(np.float32)))


def _uses(asks: Asks) -> tuple[Ints, Ints]:
    """How many use each wording, and how many of them searched or wished it."""
    wording = asks.rows["wording"].to_numpy()
    in_search = asks.rows["note_id"].is_null().to_numpy().astype(np.float64)
    width = len(asks.wordings)
    used = np.bincount(wording, minlength=width).astype(np.int64)
    return used, np.bincount(wording, weights=in_search, minlength=width).astype(np.int64)


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


def _join(of_wording: Ints, own: Ints, spoken: sp.csr_array, among: NDArray[np.bool_]) -> None:
    """Give some wordings the topic of the likest (``among``) that has one, if alike enough."""
    placed = np.flatnonzero((of_wording >= 0) & among)
    for begin in range(0, len(own) if len(placed) else 0, 2000):
        part = own[begin : begin + 2000]
        near = sp.csr_array(spoken[part] @ spoken[placed].T)
        for row, wording in enumerate(part.tolist()):
            at = slice(near.indptr[row], near.indptr[row + 1])
            if at.stop > at.start and near.data[at].max() >= _SAME:
                of_wording[wording] = of_wording[placed[near.indices[at][near.data[at].argmax()]]]


def _profiles(of_wording: Ints, count: int, counts: sp.csr_array, used: Ints) -> sp.csr_array:
    """The share of each topic's asking that uses each word."""
    there = np.flatnonzero(of_wording >= 0)
    weight = used[there].astype(np.float64)
    group = sp.csr_array((weight, (of_wording[there], there)), shape=(count, len(of_wording)))
    total = np.maximum(np.asarray(group.sum(axis=1)).ravel(), 1.0)
    return sp.csr_array(sp.diags_array(1.0 / total) @ (group @ counts))
