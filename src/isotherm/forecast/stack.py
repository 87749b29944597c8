"""Corrections of the profile forecast, learnt from rehearsals on the panel's own past."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import product

import numpy as np

from isotherm.forecast.panel import Floats
from isotherm.forecast.signals import SignalTraits

__all__ = ["Rehearsals", "blend_weights", "fit_corrections"]

_ROUNDS = 6
_NEAREST = 0.03  # log error below which errors are weighted alike, so that none weighs infinitely


@dataclasses.dataclass(frozen=True)
class Rehearsals:
    """One row for each series, past origin and step: signals, and the log error of the base.

    ``weight`` turns a log error into an absolute error on the series' own seasonal scale.
    ``origin`` and ``target`` are the steps at which a row's forecast was made and came true.
    """

    signals: Floats
    error: Floats
    weight: Floats
    noise: Floats
    seen: Floats
    origin: np.ndarray
    target: np.ndarray

    @classmethod
    def joined(cls, parts: Sequence[Rehearsals]) -> Rehearsals:
        """Several lots of rows as one."""
        names = [field.name for field in dataclasses.fields(cls)]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))

    def where(self, rows: np.ndarray) -> Rehearsals:
        """The rows chosen by a mask."""
        fields = (getattr(self, field.name) for field in dataclasses.fields(self))
        return Rehearsals(*(values[rows] for values in fields))


def fit_corrections(rows: Rehearsals, penalties: Sequence[float], traits: SignalTraits) -> Floats:
    """Ridge corrections to least absolute error, one row of coefficients for each penalty.

    Iteratively reweighted least squares on standardised signals; signed coefficients are kept
    at zero or above. The reweighting is shared by all penalties, at the middle one's errors.
    """
    count = rows.signals.shape[1]
    total = rows.weight.sum()
    if total <= 0:
        return np.zeros((len(penalties), count))
    spread = np.sqrt((rows.weight[:, None] * rows.signals**2).sum(axis=0) / total)
    alive = spread > 1e-12
    signals = rows.signals / np.where(alive, spread, 1.0)
    middle = penalties[len(penalties) // 2]
    solution: Floats = np.zeros(count)
    for _ in range(_ROUNDS):
        error = np.abs(rows.error - signals @ solution)
        weight = rows.weight / np.maximum(error, _NEAREST)
        weighted = signals * (weight / weight.sum())[:, None]
        gram, moment = weighted.T @ signals, weighted.T @ rows.error
        solution = _signed_ridge(gram, moment, middle * traits.penalty, traits.signed)
    each = [
        _signed_ridge(gram, moment, strength * traits.penalty, traits.signed)
        for strength in penalties
    ]
    return np.where(alive, np.array(each) / np.where(alive, spread, 1.0), 0.0)


def _signed_ridge(gram: Floats, moment: Floats, penalty: Floats, signed: np.ndarray) -> Floats:
    """Minimise b'Gb/2 - m'b + b'Pb/2 with the signed coefficients never below zero."""
    system = gram + np.diag(penalty)
    free = np.linalg.solve(system, moment)
    if (free[signed] >= 0).all():
        return free
    from scipy.optimize import lsq_linear

    factor = np.linalg.cholesky(system).T
    target = np.linalg.solve(factor.T, moment)
    lower = np.where(signed, 0.0, -np.inf)
    return lsq_linear(factor, target, bounds=(lower, np.inf), method="bvls").x


def blend_weights(members: Floats, truth: Floats, weight: Floats) -> Floats:
    """The convex mix of members (rows x members), in quarters, of least weighted absolute error.

    Where nothing tells them apart the last member, the most cautious correction, has it all.

    >>> blend_weights(np.array([[0.0, 2.0], [0.0, 2.0]]), np.ones(2), np.ones(2))
    array([0.5, 0.5])
    """
    count = members.shape[1]
    grid = [mix for mix in product(range(5), repeat=count) if sum(mix) == 4]
    mixes = np.array(grid) / 4  # the last member alone comes first: a tie is his
    losses = [float(weight @ np.abs(truth - members @ mix)) for mix in mixes]
    return mixes[int(np.argmin(np.round(losses, 9)))]
