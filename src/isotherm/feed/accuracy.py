"""How well a ranking meets what people did next: Recall and NDCG, and a fair hold-out."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Accuracy", "hold_out", "measure_accuracy"]


@dataclasses.dataclass(frozen=True)
class Accuracy:
    """Recall and NDCG of every user who had something held out, each 0..1."""

    users: npt.NDArray[np.int64]
    recall: npt.NDArray[np.float64]
    ndcg: npt.NDArray[np.float64]

    @property
    def mean_recall(self) -> float:
        """Mean recall, 0..1; 0 where nobody could be measured."""
        return float(self.recall.mean()) if len(self.recall) else 0.0

    @property
    def mean_ndcg(self) -> float:
        """Mean NDCG, 0..1; 0 where nobody could be measured."""
        return float(self.ndcg.mean()) if len(self.ndcg) else 0.0


def measure_accuracy(top: npt.NDArray[np.int64], held: Any) -> Accuracy:
    """Score ranked lists (users x k item numbers, -1 for none) against held-out items.

    ``held`` is a sparse matrix of the same users x items. Recall = hits / held items of the user;
    NDCG with gain 1 / log2(rank + 1) over the best possible gain of min(held items, k) hits; users
    with nothing held out are left out (the definition of the LightGCN evaluation).

    >>> from scipy import sparse
    >>> held = sparse.csr_array(np.array([[0, 1, 1], [0, 0, 0]]))
    >>> measured = measure_accuracy(np.array([[1, 0], [2, 1]]), held)
    >>> measured.users.tolist(), measured.recall.tolist(), measured.ndcg.round(4).tolist()
    ([0], [0.5], [0.6131])
    """
    truth = sparse.csr_array(held)
    truth.eliminate_zeros()
    counts = np.diff(truth.indptr)
    users = np.flatnonzero(counts)
    items = truth.shape[1]
    owners = np.repeat(np.arange(truth.shape[0], dtype=np.int64), counts)
    wanted = owners * items + truth.indices
    offered = np.where(top >= 0, np.arange(len(top), dtype=np.int64)[:, None] * items + top, -1)
    hits = np.isin(offered, wanted)[users]
    gains = 1.0 / np.log2(np.arange(2, top.shape[1] + 2))
    best = np.concatenate([[0.0], np.cumsum(gains)])
    ideal = best[np.minimum(counts[users], top.shape[1])]
    return Accuracy(users, hits.sum(axis=1) / counts[users], hits @ gains / ideal)


def hold_out(R: Any, share: float, *, seed: int = 0) -> tuple[Any, Any]:
    """Split every user's items at random: ``(kept, held)``, both users x items.

    On average ``share`` of each user's items are held, never the last one left.

    >>> from scipy import sparse
    >>> kept, held = hold_out(sparse.csr_array(np.ones((3, 10))), 0.2, seed=1)
    >>> kept.sum(axis=1).tolist(), held.sum(axis=1).tolist()
    ([8.0, 8.0, 8.0], [2.0, 2.0, 2.0])
    """
    matrix = sparse.csr_array(R)
    if not matrix.has_sorted_indices:
        matrix = matrix.sorted_indices()
    rng = np.random.default_rng(seed)
    sizes = np.diff(matrix.indptr)
    rows = np.repeat(np.arange(matrix.shape[0]), sizes)
    order = np.lexsort((rng.random(matrix.nnz), rows))
    place = np.empty(matrix.nnz, np.int64)
    place[order] = np.arange(matrix.nnz) - matrix.indptr[:-1][rows]
    wanted = np.floor(sizes * share + rng.random(matrix.shape[0])).astype(np.int64)
    chosen = place < np.minimum(wanted, np.maximum(sizes - 1, 0))[rows]
    return _part(matrix, rows, ~chosen), _part(matrix, rows, chosen)


def _part(matrix: Any, rows: npt.NDArray[np.int64], chosen: npt.NDArray[np.bool_]) -> Any:
    entries = (matrix.data[chosen], (rows[chosen], matrix.indices[chosen]))
    return sparse.csr_array(entries, shape=matrix.shape)
