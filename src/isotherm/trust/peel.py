"""The densest part of a weighted graph, by peeling off the weakest node again and again."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.trust.acts import Floats, Ints

__all__ = ["densest_part", "fraudar_weights"]


def fraudar_weights(target_degree: npt.ArrayLike) -> Floats:
    """What an act counts for: less the more popular its target, 1 / log(degree + 5).

    Camouflage on popular targets then costs much and hides little (FRAUDAR; Hooi and others 2016).

    >>> fraudar_weights([1, 1000]).round(3).tolist()
    [0.558, 0.145]
    """
    return np.asarray(1 / np.log(np.asarray(target_degree, dtype=np.float64) + 5))


def densest_part(left: Ints, right: Ints, weight: Floats, *, nodes: int) -> Ints:
    """Find the nodes whose links among themselves weigh most per node.

    Greedy peel (Charikar 2000): take away the node with the least weight of links left, and
    remember when the mean was highest; at least half the optimum. Links are undirected, one
    entry each, weights not negative. Returns sorted node numbers, none where there is no link.
    O(links log nodes); ties go to the lower node.

    >>> left, right = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
    >>> densest_part(left, right, np.array([2.0, 2.0, 2.0, 1.0]), nodes=4).tolist()
    [0, 1, 2]
    """
    if len(left) == 0:
        return np.zeros(0, dtype=np.int64)
    ends = (np.concatenate((left, right)), np.concatenate((right, left)))
    links: sparse.csr_array[Any] = sparse.csr_array(
        (np.concatenate((weight, weight)), ends), (nodes, nodes)
    )
    linked = np.flatnonzero(np.diff(links.indptr))
    links = links[linked][:, linked]
    order, best = _peeler()(
        links.indptr.astype(np.int64), links.indices.astype(np.int64), links.data
    )
    return np.sort(linked[order[best:]])


@cache
def _peeler() -> Any:
    """The compiled peel, made at first use because the compiler is heavy to import."""
    import numba

    return numba.njit(cache=True)(_peel)


def _peel(indptr: Any, indices: Any, data: Any) -> Any:
    """Order of removal, and how many to remove; a tournament tree holds the least degree."""
    nodes = len(indptr) - 1
    size = 1
    while size < nodes:
        size *= 2
    degree = np.full(size, np.inf)
    total = 0.0
    for node in range(nodes):
        degree[node] = 0.0
        for link in range(indptr[node], indptr[node + 1]):
            degree[node] += data[link]
        total += degree[node] / 2
    winner = np.empty(2 * size, dtype=np.int64)
    winner[size:] = np.arange(size)
    for place in range(size - 1, 0, -1):
        a, b = winner[2 * place], winner[2 * place + 1]
        winner[place] = a if degree[a] <= degree[b] else b
    order = np.empty(nodes, dtype=np.int64)
    best, best_mean = 0, total / nodes
    for step in range(nodes):
        node = winner[1]
        order[step] = node
        total -= degree[node]
        degree[node] = np.inf
        for link in range(indptr[node] - 1, indptr[node + 1]):
            touched = node if link < indptr[node] else indices[link]
            if link >= indptr[node]:
                degree[touched] -= data[link]
            place = (size + touched) // 2
            while place > 0:
                a, b = winner[2 * place], winner[2 * place + 1]
                winner[place] = a if degree[a] <= degree[b] else b
                place //= 2
        left = nodes - step - 1
        if left > 0 and total / left > best_mean * (1 + 1e-12):
            best, best_mean = step + 1, total / left
    return order, best
