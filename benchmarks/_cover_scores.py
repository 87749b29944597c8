"""How well found sets of people match the true ones, where both may overlap; one row a method."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = ["BELONGS", "best_match_f1", "false_share", "hard", "overlapping_nmi", "row", "soft"]

BELONGS = 0.15  # share of a life from which somebody counts as belonging


def best_match_f1(found: np.ndarray, truth: np.ndarray) -> float:
    """Average best-match F1 of found and true sets, both ways; columns are sets."""
    found, truth = found[:, found.any(0)].astype(float), truth[:, truth.any(0)].astype(float)
    if found.shape[1] == 0 or truth.shape[1] == 0:
        return 0.0
    f1 = 2 * truth.T @ found / (truth.sum(0)[:, None] + found.sum(0)[None])
    return float((f1.max(0).mean() + f1.max(1).mean()) / 2)


def false_share(found: np.ndarray, truth: np.ndarray) -> float:
    """Share of found sets that match no true one with F1 of .3 or more."""
    found = found[:, found.any(0)].astype(float)
    if found.shape[1] == 0:
        return 0.0
    truth = truth.astype(float)
    f1 = 2 * truth.T @ found / np.maximum(truth.sum(0)[:, None] + found.sum(0)[None], 1)
    return float((f1.max(0) < 0.3).mean()) if truth.shape[1] else 1.0


def overlapping_nmi(found: np.ndarray, truth: np.ndarray) -> float:
    """NMI(max) of covers (McDaid, Greene, Hurley 2011)."""
    x, y = (sets[:, sets.any(0)].astype(float) for sets in (found, truth))
    if x.shape[1] == 0 or y.shape[1] == 0:
        return 0.0
    n = len(x)
    both = np.array(
        [[a.T @ b for b in (y, 1 - y)] for a in (x, 1 - x)]
    )  # 2 x 2 x sets of x x sets of y
    h = -np.where(both > 0, both / n * np.log2(np.maximum(both, 1e-12) / n), 0)
    hx, hy = (_entropy(sets.mean(0)) for sets in (x, y))
    joint = h.sum(axis=(0, 1))
    allowed = h[0, 0] + h[1, 1] >= h[0, 1] + h[1, 0]
    given_y = np.where(allowed, joint - hy[None, :], hx[:, None]).min(1).sum()
    given_x = np.where(allowed, joint - hx[:, None], hy[None, :]).min(0).sum()
    shared = 0.5 * (hx.sum() - given_y + hy.sum() - given_x)
    return float(max(shared, 0) / max(hx.sum(), hy.sum(), 1e-12))


def _entropy(p: np.ndarray) -> np.ndarray:
    q = 1 - p
    return -(p * np.log2(np.maximum(p, 1e-12)) + q * np.log2(np.maximum(q, 1e-12)))


def hard(labels: np.ndarray) -> np.ndarray:
    """Labels as sets."""
    return labels[:, None] == np.unique(labels)[None]


def soft(weights: np.ndarray) -> np.ndarray:
    """Weights as sets: a share of BELONGS or more."""
    return weights / np.maximum(weights.sum(1, keepdims=True), 1e-12) >= BELONGS


def _of_one(sets: np.ndarray) -> np.ndarray:
    return np.where(sets.any(1), sets.argmax(1), -1)


def row(
    name: str, make: Callable[[], np.ndarray], truth: np.ndarray, **more: Any
) -> dict[str, Any]:
    from sklearn.metrics import adjusted_mutual_info_score

    started = time.perf_counter()
    found = make()
    seconds = time.perf_counter() - started
    known = truth.any(1)
    ami = (
        adjusted_mutual_info_score(_of_one(truth)[known], _of_one(found)[known])
        if found.shape[1]
        else 0.0
    )
    return {
        "name": name,
        "f1": best_match_f1(found, truth),
        "nmi_overlapping": overlapping_nmi(found, truth),
        "ami": float(ami),
        "false_discovery": false_share(found, truth),
        "strata": int(found.any(0).sum()),
        "seconds": seconds,
        **more,
    }
