"""Peers that find communities in a matrix or a graph: Leiden, Infomap, KL-NMF, LDA, KMeans."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from _cover_scores import hard, soft

__all__ = ["infomap", "kl_nmf", "kmeans", "lda", "leiden", "leiden_near"]


def kmeans(X: Any, K: int) -> np.ndarray:
    """KMeans on unit vectors of 64 dimensions of the TF-IDF weighted rows."""
    from sklearn.cluster import KMeans

    from isotherm.spectral import truncated_svd
    from isotherm.text import tfidf

    U, s, _ = truncated_svd(tfidf(X), min(64, *(side - 1 for side in X.shape)))
    unit = U * s / np.maximum(np.linalg.norm(U * s, axis=1, keepdims=True), 1e-12)
    return hard(KMeans(K, n_init=3, random_state=0).fit(unit).labels_)


def kl_nmf(X: Any, K: int) -> np.ndarray:
    """Non-negative factors by Kullback-Leibler divergence, as sets."""
    from sklearn.decomposition import NMF

    model = NMF(K, solver="mu", beta_loss="kullback-leibler", max_iter=150, random_state=0)
    return soft(model.fit_transform(X + sparse.csr_array(X.shape)))


def lda(X: Any, K: int) -> np.ndarray:
    """Latent Dirichlet allocation, as sets."""
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(K, max_iter=10, random_state=0)
    return soft(model.fit_transform(X))


def leiden(X: Any, K: int) -> np.ndarray:
    """Leiden on the 15-nearest-neighbour cosine graph, at the resolution that comes nearest K."""
    import igraph
    import leidenalg
    from sklearn.neighbors import kneighbors_graph

    from isotherm.spectral import truncated_svd
    from isotherm.text import tfidf

    U, s, _ = truncated_svd(tfidf(X), min(64, *(side - 1 for side in X.shape)))
    unit = U * s / np.maximum(np.linalg.norm(U * s, axis=1, keepdims=True), 1e-12)
    near = sparse.coo_array(kneighbors_graph(unit, 15))
    graph = igraph.Graph(n=X.shape[0], edges=list(zip(near.row, near.col, strict=True)))
    return leiden_near(graph, K, leidenalg)


def leiden_near(graph: Any, K: int, leidenalg: Any) -> np.ndarray:
    """Leiden's partition of the graph at the resolution that comes nearest K sets."""
    best = None
    for resolution in np.geomspace(0.3, 10, 8):
        found = leidenalg.find_partition(
            graph,
            leidenalg.RBConfigurationVertexPartition,
            resolution_parameter=float(resolution),
            seed=1,
        )
        if best is None or abs(len(found) - K) < abs(len(best) - K):
            best = found
    assert best is not None
    return hard(np.array(best.membership))


def infomap(A: Any) -> np.ndarray:
    """Infomap's two-level communities; it chooses their number."""
    from infomap import Infomap

    model = Infomap("--two-level --silent --seed 1")
    upper = sparse.coo_array(sparse.triu(A, 1))
    for i, j in zip(upper.row, upper.col, strict=True):
        model.add_link(int(i), int(j))
    model.run()
    labels = np.full(A.shape[0], -1)
    for node in model.nodes:
        labels[node.node_id] = node.module_id
    return hard(labels)
