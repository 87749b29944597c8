"""Do text strata match 50 communities that really exist? AMI and NMI against the communities."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from _walk_figures import Walk, rows_of, table
from isotherm.sources import ImportOptions, import_source
from isotherm.strata import discover
from isotherm.text import TextVectors

__all__ = ["walk_communities"]

_SEED = 0
_NEIGHBOURS = 15
_STRATA_POSTS = 12_000  # strata are looked for among fewer posts, to keep this in minutes


def walk_communities(data: Path, scratch: Path) -> Walk:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    posts = data / "reddit_top" / "communities_50.parquet"
    import_source("reddit", [posts], scratch, options=ImportOptions(salt="walk"))
    notes = sorted(rows_of(scratch, "notes"), key=lambda row: row["note_id"])
    texts = [f"{row['title'] or ''}\n{row['body'] or ''}" for row in notes]
    truth = np.unique([row["tags"][0] for row in notes], return_inverse=True)[1]
    count = int(truth.max()) + 1
    words = TfidfVectorizer(min_df=20, max_df=0.2, stop_words="english", sublinear_tf=True)
    X = words.fit_transform(texts)
    few = np.random.default_rng(_SEED).permutation(len(texts))[:_STRATA_POSTS]
    V = TextVectors(seed=_SEED).fit_transform(texts)
    S = normalize(_svd(X))
    some = f"{len(few):,} posts"
    rows = [
        _row("text vectors + KMeans", truth, lambda: _clusters(V, count)),
        _row("TF-IDF + KMeans", truth, lambda: _clusters(X, count)),
        _row("TF-IDF, SVD + KMeans", truth, lambda: _clusters(S, count)),
        _row(f"text vectors + KMeans, {some}", truth[few], lambda: _clusters(V[few], count)),
        _row(f"TF-IDF, SVD + KMeans, {some}", truth[few], lambda: _clusters(S[few], count)),
        _row(f"strata: posts x words, {some}", truth[few], lambda: _strata(X[few] > 0)),
        _row(f"strata: near posts, {some}", truth[few], lambda: _strata(_near(V[few]))),
    ]
    shown = [(r["name"], r["groups"], r["placed"], r["ami"], r["nmi"], r["seconds"]) for r in rows]
    columns = ("method", "groups", "posts placed", "AMI", "NMI", "seconds")
    counted = f"{len(texts):,} posts, {count} communities.\n\n"
    return Walk(rows, counted + table(columns, shown))


def _row(name: str, truth: NDArray[Any], group: Callable[[], NDArray[np.int64]]) -> dict[str, Any]:
    """Scores of one method; posts it places nowhere are a group of their own."""
    from sklearn.metrics import adjusted_mutual_info_score, normalized_mutual_info_score

    start = time.perf_counter()
    label = group()
    return {
        "name": name,
        "groups": len(np.unique(label[label >= 0])),
        "placed": float((label >= 0).mean()),
        "ami": float(adjusted_mutual_info_score(truth, label)),
        "nmi": float(normalized_mutual_info_score(truth, label)),
        "seconds": round(time.perf_counter() - start),
    }


def _svd(X: Any) -> NDArray[np.float64]:
    from sklearn.decomposition import TruncatedSVD

    return TruncatedSVD(128, random_state=_SEED).fit_transform(X)


def _clusters(X: Any, count: int) -> NDArray[np.int64]:
    from sklearn.cluster import KMeans

    return KMeans(count, n_init=1, random_state=_SEED).fit_predict(X).astype(np.int64)


def _near(V: NDArray[np.float32]) -> Any:
    """The graph in which each post is tied to the posts nearest in meaning."""
    near = [
        np.argpartition(-(V[at : at + 1000] @ V.T), _NEIGHBOURS + 1, axis=1)[:, : _NEIGHBOURS + 1]
        for at in range(0, len(V), 1000)
    ]
    rows = np.repeat(np.arange(len(V)), _NEIGHBOURS + 1)
    tied = sp.csr_array((np.ones(len(rows)), (rows, np.concatenate(near).ravel())))
    return (tied + tied.T - sp.diags_array((tied + tied.T).diagonal())) > 0


def _strata(touched: Any) -> NDArray[np.int64]:
    """Posts as actors of what they touch; each in its strongest stratum, else -1."""
    weights = discover(sp.csr_array(touched, dtype=np.float64), seed=_SEED).memberships
    if weights.shape[1] == 0:
        return np.full(weights.shape[0], -1)
    return np.where(weights.max(axis=1) > 0, weights.argmax(axis=1), -1)
