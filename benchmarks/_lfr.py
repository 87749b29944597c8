"""LFR graphs: communities of unequal size among nodes of unequal degree (Lancichinetti, 2008)."""

from __future__ import annotations

import numpy as np
from scipy import sparse

__all__ = ["make_lfr"]


def make_lfr(
    nodes: int,
    mixing: float,
    *,
    seed: int,
    degrees: tuple[float, float, int] = (2.5, 15.0, 50),
    sizes: tuple[float, int, int] = (1.5, 20, 100),
) -> tuple[sparse.csr_array, np.ndarray]:
    """A symmetric graph and each node's community; ``mixing`` is the share of edges that leave it.

    ``degrees`` are the exponent, mean and greatest degree, ``sizes`` the exponent, least and
    greatest size. Stubs are joined at random; loops, doubles and, outside, edges that stay are
    drawn again a few times and then left out.
    """
    rng = np.random.default_rng(seed)
    degree = _degrees(rng, nodes, *degrees)
    community = _communities(rng, nodes, sizes, np.round((1 - mixing) * degree))
    inside = np.round((1 - mixing) * degree + rng.uniform(-0.5, 0.5, nodes)).clip(1).astype(int)
    edges: set[tuple[int, int]] = set()
    for own in range(community.max() + 1):
        members = np.flatnonzero(community == own)
        _join(rng, np.repeat(members, inside[members]), edges, apart=None)
    _join(rng, np.repeat(np.arange(nodes), (degree - inside).clip(0)), edges, apart=community)
    rows, columns = np.array(sorted(edges)).T
    upper = sparse.coo_array((np.ones(len(rows), np.float32), (rows, columns)), (nodes, nodes))
    return sparse.csr_array(upper + upper.T), community


def _power(rng: np.random.Generator, count: int, exponent: float, low: float, high: float):
    a = 1 - exponent
    return (low**a + rng.random(count) * (high**a - low**a)) ** (1 / a)


def _degrees(rng: np.random.Generator, count: int, exponent: float, mean: float, most: int):
    lows = np.linspace(1, mean, 60)
    draws = rng.random(20_000)
    a = 1 - exponent
    means = [np.mean((low**a + draws * (most**a - low**a)) ** (1 / a)) for low in lows]
    low = float(np.interp(mean, means, lows))
    return np.round(_power(rng, count, exponent, low, most)).astype(int)


def _communities(
    rng: np.random.Generator, nodes: int, sizes: tuple[float, int, int], need: np.ndarray
) -> np.ndarray:
    """A community for each node, the busiest in those that are large enough for them."""
    exponent, least, most = sizes
    made: list[int] = []
    while sum(made) < nodes:
        made.append(int(_power(rng, 1, exponent, least, most)[0]))
    room = np.array(made)
    room[-1] -= room.sum() - nodes
    label = np.full(nodes, -1)
    for node in np.argsort(-need, kind="stable"):
        fits = (room > 0) & (np.array(made) > need[node])
        open_now = np.where(fits.any(), fits, room > 0) * room
        label[node] = rng.choice(len(room), p=open_now / open_now.sum())
        room[label[node]] -= 1
    return np.unique(label, return_inverse=True)[1]


def _join(
    rng: np.random.Generator,
    stubs: np.ndarray,
    edges: set[tuple[int, int]],
    *,
    apart: np.ndarray | None,
) -> None:
    for _ in range(20):
        left = []
        stubs = rng.permutation(stubs)
        for i, j in zip(stubs[: len(stubs) // 2 * 2 : 2], stubs[1::2], strict=True):
            pair = (int(min(i, j)), int(max(i, j)))
            stays = apart is not None and apart[i] == apart[j]
            if i == j or pair in edges or stays:
                left += [i, j]
            else:
                edges.add(pair)
        stubs = np.array(left, int)
        if len(stubs) < 2:
            return
