"""Retrieval beside its peers: Recall@20 and NDCG@20, all items ranked, training items masked.

    python benchmarks/feed.py --train train.npz --holdout
    python benchmarks/feed.py --train train.txt.gz --test test.txt.gz --peers all --json

Without --train: the given Gowalla training matrix, a tenth of each user's items held out. Every
row is fitted in a fresh process on the same split and ranked and scored by the same code.
GF-CF and ItemCF have their published settings; iALS gets its weight and regularisation from a
hold-out of the training items. ``fit_s`` includes every such choice, ours as well as theirs.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import multiprocessing
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

import _door
from _peak import peak_mb
from isotherm.feed import SpectralRetriever, hold_out, measure_accuracy
from isotherm.feed.ranking import rank_rows
from isotherm.spectral import degree_normalise, degrees, inverse_power, truncated_svd

Scores = Callable[[npt.NDArray[np.int64]], npt.NDArray[np.float32]]
Split = tuple[Any, Any]

CUT = 20
BATCH = 512
HELD_SHARE = 0.1
PEERS = {
    "none": (),
    "fast": ("itemcf", "gf-cf", "ials-128"),
    "all": ("itemcf", "gf-cf", "ials-128", "ials-512"),
}
IALS_START = (4.0, 10.0)  # weight of what was touched, regularisation
IALS_STEP = 2.0


def main() -> None:
    args = parse_arguments()
    names = ("isotherm", *PEERS[args.peers])
    rows = [run_alone(name, args) for name in names]
    train, test = read_split(args)
    data = {
        "users": train.shape[0],
        "items": train.shape[1],
        "train": train.nnz,
        "test": test.nnz,
        "split": "holdout" if args.holdout else "given",
    }
    _door.show(args, rows=rows, data=data)


def parse_arguments() -> argparse.Namespace:
    parser = _door.door(__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--train", type=Path, help="CSR .npz or lines of `user item item ...`")
    parser.add_argument("--test", type=Path, help="the same form, the items to foretell")
    parser.add_argument("--holdout", action="store_true", help="hold out a tenth instead of --test")
    parser.add_argument("--seed", type=int, default=0, help="of the hold-out")
    args = parser.parse_args()
    if args.train is None:
        args.train, args.holdout = _door.need_data(args.data, "gowalla", "train.npz"), True
    if args.holdout == (args.test is not None):
        parser.error("give either --test FILE or --holdout")
    for path in (args.train, args.test):
        if path is not None and not path.is_file():
            _door.missing(f"{path.name} is not there")
    return args


def read_split(args: argparse.Namespace) -> Split:
    train = read_interactions(args.train)
    if args.holdout:
        return hold_out(train, HELD_SHARE, seed=args.seed)
    test = read_interactions(args.test)
    shape = tuple(np.maximum(train.shape, test.shape))
    train.resize(shape)
    test.resize(shape)
    return train, test


def read_interactions(path: Path) -> Any:
    try:
        matrix = read_npz(path) if path.suffix == ".npz" else read_lines(path)
    except (OSError, ValueError, zipfile.BadZipFile) as problem:
        _door.missing(f"{path.name} cannot be read ({problem})")
    matrix.sum_duplicates()
    matrix.data = (matrix.data > 0).astype(np.float32)
    matrix.eliminate_zeros()
    return matrix


def read_npz(path: Path) -> Any:
    return sparse.csr_array(sparse.load_npz(path))


def read_lines(path: Path) -> Any:
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    lists = [np.array(line.split(), dtype=np.int64) for line in text.splitlines() if line.strip()]
    users = np.concatenate([np.full(len(row) - 1, row[0]) for row in lists])
    items = np.concatenate([row[1:] for row in lists])
    return sparse.csr_array((np.ones(len(users), np.float32), (users, items)))


def run_alone(name: str, args: argparse.Namespace) -> dict[str, Any]:
    """Measure one contestant in a process of its own, so that its peak memory is its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(measure, name, args).result()


def measure(name: str, args: argparse.Namespace) -> dict[str, Any]:
    train, test = read_split(args)
    warm_up()
    start = time.perf_counter()
    scores, settings = fit(name, train)
    fit_s = time.perf_counter() - start
    start = time.perf_counter()
    top = np.concatenate(
        [
            rank_rows(scores(batch), train[batch], CUT)
            for batch in np.array_split(np.arange(train.shape[0]), -(-train.shape[0] // BATCH))
        ]
    )
    seconds = time.perf_counter() - start
    accuracy = measure_accuracy(top, test)
    peak = peak_mb()
    return {
        "name": name,
        "recall@20": round(accuracy.mean_recall, 5),
        "ndcg@20": round(accuracy.mean_ndcg, 5),
        "fit_s": round(fit_s, 2),
        "seconds": round(seconds, 2),
        "peak_mb": round(peak, 1),
        "settings": settings,
    }


def warm_up() -> None:
    """Compile the evaluator before any clock runs: a first use on a machine takes seconds."""
    tiny = sparse.csr_array(np.eye(3, dtype=np.float32))
    SpectralRetriever(seed=0).fit(tiny).top_k([0], 1)


def fit(name: str, train: Any) -> tuple[Scores, dict[str, Any]]:
    if name == "isotherm":
        retriever = SpectralRetriever(seed=0).fit(train)
        return retriever.scores, retriever.recipe.as_mapping() if retriever.recipe else {}
    if name == "itemcf":
        return fit_itemcf(train), {"similarity": "cosine"}
    if name == "gf-cf":
        return fit_gfcf(train), {"alpha": 0.3, "rank": 256}
    return fit_ials(train, int(name.removeprefix("ials-")))


def fit_itemcf(train: Any) -> Scores:
    """Item-based collaborative filtering with cosine similarity (Sarwar et al. 2001)."""
    columns = degree_normalise(train, row_exponent=0).astype(np.float32)
    similarity = (columns.T @ columns).tocsr()
    return lambda users: (train[users] @ similarity).toarray()


def fit_gfcf(train: Any) -> Scores:
    """GF-CF (Shen et al. 2021): the linear filter and .3 of an ideal low-pass of rank 256."""
    N = degree_normalise(train).astype(np.float32)
    graph = (N.T @ N).tocsr()
    V = truncated_svd(N, 256)[2].T
    popularity = degrees(train, axis=0)
    inward = inverse_power(popularity, 0.5).astype(np.float32)[:, None] * V
    outward = inverse_power(popularity, -0.5).astype(np.float32)[:, None] * V

    def scores(users: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        rows = train[users]
        return (rows @ graph).toarray() + np.float32(0.3) * ((rows @ inward) @ outward.T)

    return scores


def fit_ials(train: Any, factors: int) -> tuple[Scores, dict[str, Any]]:
    """Implicit's iALS; weight and regularisation chosen on a hold-out of the training items.

    From IALS_START one step up or down in either, until no neighbour is better.
    """
    kept, held = hold_out(train, HELD_SHARE, seed=1)
    users = np.random.default_rng(1).permutation(np.flatnonzero(np.diff(held.indptr)))[:1000]

    @functools.cache
    def quality(alpha: float, ridge: float) -> float:
        scores = factorise(kept, factors, alpha, ridge, iterations=8)
        return measure_accuracy(rank_rows(scores(users), kept[users], CUT), held[users]).mean_ndcg

    best, before = IALS_START, None
    while best != before:
        before = best
        near = [(best[0] * up, best[1]) for up in (IALS_STEP, 1 / IALS_STEP)]
        near += [(best[0], best[1] * up) for up in (IALS_STEP, 1 / IALS_STEP)]
        best = max((before, *near), key=lambda at: quality(*at))
    alpha, ridge = best
    return factorise(train, factors, alpha, ridge, iterations=15), {"alpha": alpha, "ridge": ridge}


def factorise(train: Any, factors: int, alpha: float, ridge: float, *, iterations: int) -> Scores:
    from implicit.als import AlternatingLeastSquares
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, "blas"):  # as its authors ask: it brings its own threads
        model = AlternatingLeastSquares(
            factors=factors,
            alpha=alpha,
            regularization=ridge,
            iterations=iterations,
            random_state=0,
        )
        model.fit(sparse.csr_matrix(train), show_progress=False)
    return lambda users: model.user_factors[users] @ model.item_factors.T


if __name__ == "__main__":
    main()
