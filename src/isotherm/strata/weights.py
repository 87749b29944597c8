"""From probabilities to memberships: whose life lies where, in weights that add up to at most 1."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from isotherm.strata.mixture import Actors

__all__ = ["accepted_members", "membership_weights"]

_FAINT = 0.02  # weights below this are not written
_OUTSIDE = 0.1  # what all memberships that were not accepted may weigh together


def accepted_members(member: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Who counts as belonging: for each stratum the cut with the best expected F1.

    With the k likeliest accepted, expected F1 is 2 sum(p of the k) / (k + sum of all p).
    """
    if member.size == 0:
        return np.zeros(member.shape, bool)
    falling = -np.sort(-member, axis=0)
    right = np.cumsum(falling, axis=0, dtype=np.float64)
    size = np.arange(1, len(member) + 1)[:, None]
    best = (2 * right / (size + right[-1])).argmax(axis=0)
    cut = falling[best, np.arange(member.shape[1])]
    return member >= np.maximum(cut, 0.05)


def membership_weights(actors: Actors, belongs: float) -> npt.NDArray[np.float64]:
    """Weights of actors in strata (actors x K): at least ``belongs`` where accepted, else less.

    An accepted membership weighs ``belongs`` and its share of what is left, by the contacts the
    actor is expected to make there as a member. At most as many are accepted as can weigh so.
    """
    most = int((1 - _OUTSIDE) / belongs)
    accepted = accepted_members(actors.member)
    if accepted.shape[1] > most:
        rank = np.argsort(np.argsort(-actors.own * accepted, axis=1, kind="stable"), axis=1)
        accepted &= rank < most
    own = actors.own.astype(np.float64) + 1e-9
    share = own * accepted
    share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-12)
    spare = 1 - _OUTSIDE - belongs * accepted.sum(axis=1, keepdims=True)
    weight = np.where(accepted, belongs + spare * share, 0.0)
    faint = np.where(accepted, 0.0, actors.member * own / own.sum(axis=1, keepdims=True))
    faint *= np.minimum(1, _OUTSIDE / np.maximum(faint.sum(axis=1, keepdims=True), 1e-12))
    weight += np.minimum(faint, 0.9 * belongs)
    return np.where(weight >= _FAINT, weight, 0.0)
