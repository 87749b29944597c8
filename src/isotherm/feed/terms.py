"""The closed forms a retriever mixes: near items, taste directions, item regression."""

from __future__ import annotations

import dataclasses
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

from isotherm.feed.ranking import spread_rows
from isotherm.spectral import degree_normalise, degrees, inverse_power, truncated_svd

__all__ = ["Damped", "Neighbours", "Regression", "Taste", "Term", "Walk", "storable"]

FloatArray = npt.NDArray[np.float32]

# Item pairs (counted once per person who touched both) up to which the item graph is stored;
# beyond that it would need more memory than a laptop has.
_MOST_PAIRS = 400_000_000


class Term(Protocol):
    """A linear map of what people touched to what they may want."""

    def apply(self, rows: Any) -> FloatArray:
        """Scores (rows x items) of sparse ``rows`` (rows x items)."""
        ...


@dataclasses.dataclass(frozen=True)
class Damped:
    """A term between two item scalings: ``(r D^-b) W D^b``, so that popularity counts as b says."""

    term: Term
    popularity: npt.NDArray[np.float64]  # degree of every item
    damping: float  # b, 0..1

    def apply(self, rows: Any) -> FloatArray:
        """Scores (rows x items) of sparse ``rows``."""
        if not self.damping:
            return self.term.apply(rows)
        inward = inverse_power(self.popularity, self.damping)
        damped = (rows.data * inward[rows.indices]).astype(np.float32)
        outward = inverse_power(self.popularity, -self.damping).astype(np.float32)
        scores = self.term.apply(sparse.csr_array((damped, rows.indices, rows.indptr), rows.shape))
        scores *= outward
        return scores


@dataclasses.dataclass(frozen=True)
class Neighbours:
    """Items touched by the same people: ``P = N^T N``, unsure pairs shrunk.

    ``N`` is the interaction matrix normalised by the square roots of both degrees; a pair that c
    people share keeps ``c / (c + shrinkage)`` of its weight.
    """

    weights: Any  # CSR items x items, float32

    @classmethod
    def fit(cls, R: Any, shrinkage: float) -> Neighbours:
        """Build the item graph of a binary users x items matrix."""
        N = degree_normalise(R).astype(np.float32)
        graph = (N.T.tocsr() @ N).tocsr()
        graph.sort_indices()
        return cls(graph).shrunk(shared_people(R), shrinkage)

    def shrunk(self, shared: FloatArray, shrinkage: float) -> Neighbours:
        """The same graph with every pair weighed by how many people it rests on."""
        if not shrinkage:
            return self
        graph = self.weights
        data = graph.data * (shared / (shared + np.float32(shrinkage)))
        return Neighbours(sparse.csr_array((data, graph.indices, graph.indptr), graph.shape))

    def apply(self, rows: Any) -> FloatArray:
        """Scores (rows x items) of sparse ``rows``."""
        return spread_rows(rows, self.weights)


@dataclasses.dataclass(frozen=True)
class Walk:
    """The same graph as ``Neighbours`` without shrinkage, walked through people, never stored."""

    normalised: Any  # N: CSR users x items, float32
    transposed: Any  # N^T: CSR items x users, float32

    @classmethod
    def fit(cls, R: Any) -> Walk:
        """Prepare the walk on a binary users x items matrix."""
        N = degree_normalise(R).astype(np.float32)
        return cls(N, N.T.tocsr())

    def apply(self, rows: Any) -> FloatArray:
        """Scores (rows x items) of sparse ``rows``."""
        return spread_rows((rows @ self.transposed).tocsr(), self.normalised)


def storable(R: Any) -> bool:
    """Whether the item graph of ``R`` is small enough to be stored."""
    return float(np.square(np.diff(R.indptr).astype(np.float64)).sum()) <= _MOST_PAIRS


def shared_people(R: Any) -> FloatArray:
    """How many people touched both items, for every stored pair of the item graph in its order."""
    binary = sparse.csr_array(R).astype(np.float32)
    together = (binary.T.tocsr() @ binary).tocsr()
    together.sort_indices()
    return together.data


@dataclasses.dataclass(frozen=True)
class Taste:
    """The few directions in which people's taste varies: ``V V^T`` (an ideal low-pass filter)."""

    directions: FloatArray  # items x rank

    @classmethod
    def fit(cls, R: Any, rank: int, *, seed: int) -> Taste:
        """Find ``rank`` directions of a binary users x items matrix."""
        N = degree_normalise(R).astype(np.float32)
        _, _, Vt = truncated_svd(N, rank, seed, power_iterations=4)
        return cls(np.ascontiguousarray(Vt.T, dtype=np.float32))

    def narrowed(self, rank: int) -> Taste:
        """Only the first ``rank`` directions."""
        return Taste(np.ascontiguousarray(self.directions[:, :rank]))

    def apply(self, rows: Any) -> FloatArray:
        """Scores (rows x items) of sparse ``rows``."""
        return (rows @ self.directions) @ self.directions.T


@dataclasses.dataclass(frozen=True)
class Regression:
    """Each item foretold by all the others: ``B = I - Q diag(1 / Q_jj)`` (EASE, Steck 2019)."""

    weights: FloatArray  # items x items, zero diagonal

    @classmethod
    def fit(cls, R: Any, ridge: float) -> Regression:
        """Solve the regression of a binary users x items matrix; cubic in the number of items.

        ``Q = (R^T R + l I)^-1`` with ``l = ridge * mean item degree``.
        """
        binary = sparse.csr_array(R).astype(np.float64)
        gram = (binary.T.tocsr() @ binary).toarray()
        gram[np.diag_indices_from(gram)] += ridge * max(float(degrees(R, axis=0).mean()), 1e-9)
        factor = linalg.cholesky(gram, lower=True, overwrite_a=True, check_finite=False)
        inverse, _ = linalg.lapack.dpotri(factor, lower=1, overwrite_c=1)
        inverse = np.tril(inverse) + np.tril(inverse, -1).T
        weights = -inverse / np.diag(inverse)
        np.fill_diagonal(weights, 0.0)
        return cls(weights.astype(np.float32))

    def apply(self, rows: Any) -> FloatArray:
        """Scores (rows x items) of sparse ``rows``."""
        return np.asarray(rows.astype(np.float32) @ self.weights)
