"""Finding what each person would come back to, in closed form."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.errors import UsageError
from isotherm.feed.choice import Trial, choose_recipe
from isotherm.feed.mix import Mix, build_mix
from isotherm.feed.ranking import rank_rows
from isotherm.feed.recipe import Recipe
from isotherm.spectral import degrees

__all__ = ["SpectralRetriever"]

_BATCH = 256


class SpectralRetriever:
    """Ranks for each person the items they have not touched yet.

    Scores are a mix of closed forms (near items, taste directions, item regression) whose
    numbers are chosen on a hold-out of the record itself, unless a ``recipe`` is given. Someone
    with no record gets the anonymous ranking: what most people touched.

    Sources: GF-CF (Shen et al. 2021) for the filters, EASE (Steck 2019) for the regression.

    >>> R = sparse.csr_array(np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]]))
    >>> retriever = SpectralRetriever(Recipe(rank=2), seed=7).fit(R)
    >>> retriever.top_k([0, 2], 1)
    array([[2],
           [0]])
    """

    def __init__(self, recipe: Recipe | None = None, *, seed: int = 0) -> None:
        """Keep ``recipe`` (None: choose it while fitting) and the seed of all randomness."""
        self.recipe = recipe  # after fit: the one in use
        self.seed = seed
        self._given = recipe
        self.trials: tuple[Trial, ...] = ()
        self._fitted: tuple[Any, Mix, npt.NDArray[np.float32]] | None = None

    def fit(self, R: Any) -> Self:
        """Learn from ``R``, a sparse users x items matrix; any positive entry counts as one."""
        known = binary_matrix(R)
        recipe, self.trials = self._given, ()
        if recipe is None:
            recipe, self.trials = choose_recipe(known, seed=self.seed)
        self.recipe = recipe
        popularity = degrees(known, axis=0).astype(np.float32)
        self._fitted = known, build_mix(known, recipe, seed=self.seed), popularity
        return self

    def scores(self, users: npt.ArrayLike) -> npt.NDArray[np.float32]:
        """Scores (users x items); higher is better, comparable within a row only."""
        known, mix, popularity = self._require_fitted()
        rows = known[self._check_users(users, known.shape[0])]
        scores = mix.apply(rows)
        scores[np.diff(rows.indptr) == 0] = popularity
        return scores

    def top_k(self, users: npt.ArrayLike, k: int) -> npt.NDArray[np.int64]:
        """The ``k`` best items of each user, best first (users x k), touched ones left out.

        -1 fills up where fewer than ``k`` items are left.
        """
        known, _, _ = self._require_fitted()
        asked = self._check_users(users, known.shape[0])

        def rank(start: int) -> npt.NDArray[np.int64]:
            batch = asked[start : start + _BATCH]
            return rank_rows(self.scores(batch), known[batch], k)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            parts = list(pool.map(rank, range(0, len(asked), _BATCH)))
        return np.concatenate(parts) if parts else np.empty((0, k), np.int64)

    def _require_fitted(self) -> tuple[Any, Mix, npt.NDArray[np.float32]]:
        if self._fitted is None:
            raise UsageError("the retriever has seen no record yet; call fit(R) first")
        return self._fitted

    @staticmethod
    def _check_users(users: npt.ArrayLike, count: int) -> npt.NDArray[np.int64]:
        asked = np.atleast_1d(np.asarray(users, dtype=np.int64))
        if len(asked) and not 0 <= asked.min() <= asked.max() < count:
            raise UsageError(f"a user number lies outside 0..{count - 1}")
        return asked


def binary_matrix(R: Any) -> Any:
    """A clean copy of an interaction matrix: canonical CSR, float32, ones where it was positive."""
    matrix = sparse.csr_array(R, copy=True)
    matrix.sum_duplicates()
    matrix.data = (matrix.data > 0).astype(np.float32)
    matrix.eliminate_zeros()
    return matrix
