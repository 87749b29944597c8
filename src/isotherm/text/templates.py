"""Texts written on one template, found among a million without comparing all with all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

from isotherm.text.minhash import band_pairs, estimated_jaccard, signatures
from isotherm.text.normalise import normalise_all
from isotherm.text.scripts import BREAK, code_points, script_table
from isotherm.text.settings import TextSettings

__all__ = ["near_duplicates", "template_clusters"]

_Labels = npt.NDArray[np.int64]


def template_clusters(
    texts: Sequence[str], settings: TextSettings | None = None
) -> npt.NDArray[np.int64]:
    """Say which texts are written on one template: same number, same template.

    Digits do not count (the same template with another price is the same). Two texts are joined
    when the estimated Jaccard of their character 3-grams reaches ``settings.similarity``; a
    cluster whose members have drifted from its heart by chaining is cut into stars around its
    best-connected members. Texts of fewer than ``settings.shortest`` letters join only equals.
    Numbers follow the clusters' smallest texts, so the order of the input changes nothing;
    a text without letters is -1. Shape (texts,).

    >>> template_clusters(["春天想穿亮色的衣服1", "春天想穿亮色的衣服啊", "求链接"]).tolist()
    [0, 0, 1]
    """
    return _cluster(normalise_all(texts, numbers="drop"), settings or TextSettings())


def near_duplicates(
    texts: Sequence[str], settings: TextSettings | None = None
) -> npt.NDArray[np.int64]:
    """Like :func:`template_clusters` with digits counted: for replies pasted again and again.

    >>> near_duplicates(["绝绝子这件真的好好看", "绝绝子 这件真的好好看！", "想要"]).tolist()
    [1, 1, 0]
    """
    return _cluster(normalise_all(texts), settings or TextSettings())


def _cluster(texts: list[str], settings: TextSettings) -> _Labels:
    bare = _letters_only(texts)
    unique = sorted(set(bare) - {""})
    position = {text: i for i, text in enumerate(unique)}
    member = np.array([position.get(text, -1) for text in bare], dtype=np.int64)
    groups = _cluster_unique(unique, settings)
    return np.where(member >= 0, groups[member] if len(groups) else -1, -1)


def _letters_only(texts: list[str]) -> list[str]:
    """Texts without spaces and marks."""
    if not texts:
        return []
    codes = code_points("\n".join(texts))
    kept = codes[(script_table()[codes] != BREAK) | (codes == 10)]
    return kept.astype("<u4").tobytes().decode("utf-32-le").split("\n")


def _cluster_unique(texts: list[str], settings: TextSettings) -> _Labels:
    """Cluster numbers of distinct sorted texts, in order of first member."""
    count = len(texts)
    groups = np.arange(count, dtype=np.int64)
    long = np.flatnonzero(np.array([len(text) >= settings.shortest for text in texts]))
    if len(long) == 0:
        return groups
    signed = signatures([texts[i] for i in long])
    links = _verified_links(signed, settings.similarity)
    groups[long] = long[_hearts(signed, links, settings.core_similarity)]
    return _numbered(groups)


def _verified_links(
    signed: npt.NDArray[np.uint32], similarity: float
) -> scipy.sparse.csr_array[Any, tuple[int, int]]:
    """Symmetric graph of the pairs that reach the similarity."""
    count = len(signed)
    found = []
    for pairs in band_pairs(signed):
        found.append(pairs[estimated_jaccard(signed, pairs) >= similarity])
    both = np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int64)
    graph = scipy.sparse.csr_array(
        (np.ones(len(both), dtype=np.int32), (both[:, 0], both[:, 1])), shape=(count, count)
    )
    graph.sum_duplicates()
    graph.data[:] = 1
    return (graph + graph.T).tocsr()


def _hearts(
    signed: npt.NDArray[np.uint32], links: scipy.sparse.csr_array[Any, tuple[int, int]], core: float
) -> npt.NDArray[np.int64]:
    """For each text one member that stands for its cluster."""
    from scipy.sparse.csgraph import connected_components

    _, component = connected_components(links, directed=False)
    degree = np.diff(links.indptr)
    order = np.lexsort((np.arange(len(signed)), -degree, component))
    first = np.concatenate(([True], np.diff(component[order]) != 0))
    heart_of = order[first]
    hearts = heart_of[component].astype(np.int64)
    pairs = np.column_stack((np.arange(len(signed)), hearts))
    drifted = np.unique(component[estimated_jaccard(signed, pairs) < core])
    if len(drifted):
        _cut_into_stars(hearts, links, order[np.isin(component[order], drifted)])
    return hearts


def _cut_into_stars(
    hearts: npt.NDArray[np.int64],
    links: scipy.sparse.csr_array[Any, tuple[int, int]],
    order: npt.NDArray[np.intp],
) -> None:
    """Reassign drifted texts: the best connected takes its free neighbours, then the next."""
    hearts[order] = -1
    for text in order:
        if hearts[text] >= 0:
            continue
        around = links.indices[links.indptr[text] : links.indptr[text + 1]]
        hearts[around[hearts[around] < 0]] = text
        hearts[text] = text


def _numbered(groups: npt.NDArray[np.int64]) -> _Labels:
    """Cluster numbers 0, 1, ... in order of first appearance."""
    _, first, inverse = np.unique(groups, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]
