"""Several terms as one score, each brought to equal strength first."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.feed.recipe import Recipe
from isotherm.feed.terms import Damped, Neighbours, Regression, Taste, Term, Walk, storable
from isotherm.spectral import degrees

__all__ = ["Mix", "build_mix", "strength"]

FloatArray = npt.NDArray[np.float32]

# Strength is measured on this many users, evenly spaced.
_STRENGTH_USERS = 500


@dataclasses.dataclass(frozen=True)
class Mix:
    """A weighted sum of terms."""

    terms: tuple[Term, ...]
    weights: tuple[float, ...]

    def apply(self, rows: Any) -> FloatArray:
        """Scores (rows x items) of sparse ``rows``."""
        total = np.zeros(rows.shape, np.float32)
        for term, weight in zip(self.terms, self.weights, strict=True):
            total += np.float32(weight) * term.apply(rows)
        return total


def strength(scores: FloatArray) -> float:
    """Mean length of the score rows: what a term must be divided by before it is mixed."""
    length = float(np.sqrt(np.einsum("ij,ij->i", scores, scores)).mean()) if len(scores) else 0.0
    return length or 1.0


def build_mix(R: Any, recipe: Recipe, *, seed: int) -> Mix:
    """Fit the terms that a recipe gives a share to, on a binary users x items matrix.

    Where the item graph is too large to be stored it is walked, and no pair is shrunk.
    """
    popularity = degrees(R, axis=0)
    linear_share = (1 - recipe.ridge_share) * (1 - recipe.low_rank_share)
    taste_share = (1 - recipe.ridge_share) * recipe.low_rank_share
    parts: list[tuple[float, Term]] = []
    if linear_share:
        near = Neighbours.fit(R, recipe.shrinkage) if storable(R) else Walk.fit(R)
        parts.append((linear_share, Damped(near, popularity, recipe.linear_damping)))
    if taste_share:
        taste = Taste.fit(R, recipe.rank, seed=seed)
        parts.append((taste_share, Damped(taste, popularity, recipe.low_rank_damping)))
    if recipe.ridge_share:
        regression = Regression.fit(R, recipe.ridge)
        parts.append((recipe.ridge_share, Damped(regression, popularity, recipe.ridge_damping)))
    step = max(1, R.shape[0] // _STRENGTH_USERS)
    sample = sparse.csr_array(R[::step])
    weights = tuple(share / strength(term.apply(sample)) for share, term in parts)
    return Mix(tuple(term for _, term in parts), weights)
