"""The membership posterior of every actor and stratum, compiled: the search's innermost loop."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

__all__ = ["SLAB", "belonging", "rate_ratios"]

Floats = npt.NDArray[np.float32]

# Shares of an actor's own life that a stratum may take, and how likely each is beforehand.
SLAB = np.array([[0.2, 0.2], [0.35, 0.3], [0.55, 0.25], [0.8, 0.15], [1.0, 0.1]], np.float32)
_NOTHING = 0.02  # fewer expected contacts than this are none


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _without_contacts(own_degree: Any, slab: Floats) -> Any:
    """Weight of all shares, and the life they take, of an actor who made no contact."""
    total, life = 0.0, 0.0
    for g in range(len(slab)):
        gone = np.float64(slab[g, 1] * np.exp(-slab[g, 0] * own_degree))
        total += gone
        life += gone * slab[g, 0] * own_degree
    return total, life


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _with_contacts(  # noqa: PLR0917 (compiled code takes no keywords)
    seen: float, b: Any, own_degree: Any, slab: Floats, rises: Any, logs: Any
) -> Any:
    """The same of one who made ``seen``; how many are own by it, and the log they are scaled by.

    ``rises`` holds log(1 + a / b) of each share, which does not depend on how many were seen.
    """
    total, from_own, life, top = 0.0, 0.0, 0.0, 0.0
    for g in range(len(slab)):
        a = slab[g, 0] * own_degree
        logs[g] = seen * rises[g] - a
        top = max(top, logs[g])
    for g in range(len(slab)):
        a = slab[g, 0] * own_degree
        weight = slab[g, 1] * np.exp(logs[g] - top)
        total += weight
        from_own += weight * a / (a + b)
        life += weight * a
    return total, from_own, life, top


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def belonging(  # noqa: PLR0917 (compiled code takes no keywords)
    n: Floats,
    expected: Floats,
    mixing: Floats,
    own_degree: Floats,
    prevalence: Floats,
    slab: Floats,
    member: Floats,
    own: Floats,
) -> Any:
    """Fill ``member`` and ``own`` (actors x K) for counts ``n``.

    Poisson counts: background rate b = mixing x expected against b + a for the shares a of the
    slab.
    """
    rises, logs = np.zeros(len(slab), np.float32), np.zeros(len(slab))
    for u in range(n.shape[0]):
        idle, _ = _without_contacts(own_degree[u], slab)
        for s in range(n.shape[1]):
            seen = max(n[u, s], 0.0)
            if seen < _NOTHING:
                odds = prevalence[s] * idle
                member[u, s] = odds / (odds + (1 - prevalence[s]))
                own[u, s] = 0.0
                continue
            b = mixing[u] * expected[u, s]
            for g in range(len(slab)):
                rises[g] = np.log1p(slab[g, 0] * own_degree[u] / b)
            total, from_own, _, top = _with_contacts(seen, b, own_degree[u], slab, rises, logs)
            odds = prevalence[s] * total
            p = odds / (odds + (1 - prevalence[s]) * np.exp(-top))
            member[u, s] = p
            own[u, s] = p * seen * from_own / max(total, 1e-30)


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def rate_ratios(  # noqa: PLR0917 (compiled code takes no keywords)
    n: Floats,
    expected: Floats,
    mixing: Floats,
    own_degree: Floats,
    prevalence: Floats,
    slab: Floats,
    member: Floats,
    own: Floats,
    ratio: Floats,
    ratio_less: Floats,
) -> Any:
    """As ``belonging``; and ``ratio``, the log of the posterior mean rate over the expected one.

    ``ratio_less`` is the same had the actor one contact less there: where one has none, or only
    one, most is known already.
    """
    rises, logs = np.zeros(len(slab), np.float32), np.zeros(len(slab))
    for u in range(n.shape[0]):
        idle, idle_life = _without_contacts(own_degree[u], slab)
        idle_total = max(idle, 1e-30)
        for s in range(n.shape[1]):
            seen = max(n[u, s], 0.0)
            b = mixing[u] * expected[u, s]
            odds = prevalence[s] * idle
            p = odds / (odds + (1 - prevalence[s]))
            if seen - 1.0 < _NOTHING:
                ratio_less[u, s] = np.log((b + p * idle_life / idle_total) / expected[u, s])
            if seen < _NOTHING:
                member[u, s], own[u, s], ratio[u, s] = p, 0.0, ratio_less[u, s]
                continue
            for g in range(len(slab)):
                rises[g] = np.log1p(slab[g, 0] * own_degree[u] / b)
            total, from_own, life, top = _with_contacts(seen, b, own_degree[u], slab, rises, logs)
            odds = prevalence[s] * total
            p = odds / (odds + (1 - prevalence[s]) * np.exp(-top))
            total = max(total, 1e-30)
            member[u, s], own[u, s] = p, p * seen * from_own / total
            ratio[u, s] = np.log((b + p * life / total) / expected[u, s])
            if seen - 1.0 >= _NOTHING:
                seen -= 1.0
                total, _, life, top = _with_contacts(seen, b, own_degree[u], slab, rises, logs)
                odds = prevalence[s] * total
                p = odds / (odds + (1 - prevalence[s]) * np.exp(-top))
                ratio_less[u, s] = np.log((b + p * life / max(total, 1e-30)) / expected[u, s])
