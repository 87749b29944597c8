"""What others would find in the same ledger: clusters and topics of who touched which words."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.engines import open_engine
from isotherm.ledger import Record, open_record, read_ledger
from strangers.truth import BELONGS, Sets, Truth, best_match_f1

__all__ = ["peer_rows"]

Weights = npt.NDArray[np.float64]


def peer_rows(ledger: Path, truth: Truth, *, now: dt.datetime, seed: int) -> list[dict[str, Any]]:
    """Overlapping F1 of each peer at the true number of strata."""
    with tempfile.TemporaryDirectory() as folder:
        read_ledger(ledger, Path(folder), now=now)
        engine = open_engine("duckdb", threads=1, memory_gb=2)
        actors, words, contacts = _matrices(open_record(Path(folder), engine))
        engine.close()
    rows = []
    for name, peer in PEERS.items():
        started = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # peers that stop before they converge say so
            weights = peer(words, contacts, len(truth.strata), seed)
        found = _as_sets(actors, weights)
        rows.append(
            {
                "name": name,
                "strata_found": len(found),
                "f1": best_match_f1(truth.strata, found),
                "seconds": round(time.perf_counter() - started, 2),
            }
        )
    return rows


def _matrices(record: Record) -> tuple[list[str], sparse.csr_matrix, sparse.csr_matrix]:
    """Actors x words of all they wrote, searched and touched; actors x notes they touched."""
    from sklearn.feature_extraction.text import CountVectorizer

    notes = record.collect(record.table("notes"), order_by=("note_id",)).to_pylist()
    acts = [(n["author_id"], n["note_id"]) for n in notes]
    said: list[tuple[str, str]] = []
    for row in record.collect(record.table("replies"), order_by=("reply_id",)).to_pylist():
        acts.append((row["actor_id"], row["note_id"]))
        said.append((row["actor_id"], row["text"]))
    reactions = record.table("reactions")
    reactions = reactions.filter(reactions.kind != "impression")
    for row in record.collect(reactions, order_by=("actor_id", "at")).to_pylist():
        acts.append((row["actor_id"], row["note_id"]))
    for row in record.collect(record.table("searches"), order_by=("actor_id", "at")).to_pylist():
        said.append((row["actor_id"], row["query"]))
    place = {n["note_id"]: i for i, n in enumerate(notes)}
    acts = [(a, n) for a, n in acts if a and n in place]
    names = sorted({a for a, _ in acts} | {a for a, _ in said if a})
    number = {a: i for i, a in enumerate(names)}
    touched = _count([(number[a], place[n]) for a, n in acts], (len(names), len(notes)))
    touched.data[:] = 1.0
    texts = [f"{n['title']} {n['body']} {' '.join(n['tags'] or [])}" for n in notes]
    latin = sum(t.isascii() for t in texts[:500]) > 250
    analyser = {"analyzer": "word"} if latin else {"analyzer": "char", "ngram_range": (2, 2)}
    counter = CountVectorizer(min_df=5, max_df=0.2, max_features=6000, **analyser)
    of_notes = counter.fit_transform(texts).astype(float)
    spoken = counter.transform([t or "" for _, t in said])
    speaker = _count([(number[a], i) for i, (a, _) in enumerate(said)], (len(names), len(said)))
    return names, (touched @ of_notes + speaker @ spoken).tocsr(), touched


def _count(pairs: list[tuple[int, int]], shape: tuple[int, int]) -> sparse.csr_matrix:
    rows, columns = np.array(pairs).T if pairs else (np.zeros(0, int), np.zeros(0, int))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)


def _vectors(counts: sparse.csr_matrix, size: int, seed: int) -> Weights:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    return normalize(TruncatedSVD(size, random_state=seed).fit_transform(weighed))


def _kmeans(words: sparse.csr_matrix, contacts: sparse.csr_matrix, k: int, seed: int) -> Weights:
    from sklearn.cluster import KMeans

    both = np.hstack([_vectors(words, 48, seed), 0.5 * _vectors(contacts, 48, seed)])
    return np.eye(k)[KMeans(k, n_init=4, random_state=seed).fit_predict(both)]


def _leiden(words: sparse.csr_matrix, contacts: sparse.csr_matrix, k: int, seed: int) -> Weights:
    import igraph
    import leidenalg
    from sklearn.neighbors import kneighbors_graph

    del words
    near = kneighbors_graph(_vectors(contacts, 64, seed), 15).tocoo()
    graph = igraph.Graph(
        n=near.shape[0], edges=list(zip(near.row.tolist(), near.col.tolist(), strict=True))
    ).simplify()
    low, high, best = 0.05, 8.0, np.zeros(near.shape[0], dtype=int)
    for _ in range(9):
        middle = (low * high) ** 0.5
        cut = leidenalg.find_partition(
            graph,
            leidenalg.RBConfigurationVertexPartition,
            resolution_parameter=middle,
            seed=seed,
        )
        best = np.array(cut.membership)
        low, high = (middle, high) if best.max() + 1 < k else (low, middle)
        if best.max() + 1 == k:
            break
    return np.eye(int(best.max()) + 1)[best]


def _nmf(words: sparse.csr_matrix, contacts: sparse.csr_matrix, k: int, seed: int) -> Weights:
    from sklearn.decomposition import NMF

    del contacts
    model = NMF(
        k,
        beta_loss="kullback-leibler",
        solver="mu",
        init="nndsvda",
        max_iter=120,
        random_state=seed,
    )
    return _shares(model.fit_transform(words))


def _lda(words: sparse.csr_matrix, contacts: sparse.csr_matrix, k: int, seed: int) -> Weights:
    from sklearn.decomposition import LatentDirichletAllocation

    del contacts
    model = LatentDirichletAllocation(k, max_iter=15, random_state=seed)
    return _shares(model.fit_transform(words))


def _shares(weights: Weights) -> Weights:
    total = weights.sum(axis=1, keepdims=True)
    return weights / np.where(total > 0, total, 1.0)


def _as_sets(actors: list[str], weights: Weights) -> Sets:
    columns = [np.flatnonzero(column >= BELONGS) for column in weights.T]
    return [frozenset(actors[i] for i in column) for column in columns if len(column)]


PEERS: dict[str, Callable[[sparse.csr_matrix, sparse.csr_matrix, int, int], Weights]] = {
    "KMeans (text and contacts)": _kmeans,
    "Leiden (contacts)": _leiden,
    "KL-NMF (text)": _nmf,
    "LDA (text)": _lda,
}
