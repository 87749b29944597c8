"""Strata beside Leiden, Infomap, KL-NMF, LDA and KMeans, on the same input with the same K."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy import sparse

from _door import door, missing, show
from _lfr import make_lfr
from isotherm.strata import discover, find_strata
from isotherm.strata.settings import StrataSettings
from isotherm.strata.words import count_words

BELONGS = 0.15


def best_match_f1(found: np.ndarray, truth: np.ndarray) -> float:
    """Average best-match F1 of found and true sets, both ways; columns are sets."""
    found, truth = found[:, found.any(0)].astype(float), truth[:, truth.any(0)].astype(float)
    if found.shape[1] == 0 or truth.shape[1] == 0:
        return 0.0
    f1 = 2 * truth.T @ found / (truth.sum(0)[:, None] + found.sum(0)[None])
    return float((f1.max(0).mean() + f1.max(1).mean()) / 2)


def false_share(found: np.ndarray, truth: np.ndarray) -> float:
    """Share of found sets that match no true one with F1 of .3 or more."""
    found = found[:, found.any(0)].astype(float)
    if found.shape[1] == 0:
        return 0.0
    truth = truth.astype(float)
    f1 = 2 * truth.T @ found / np.maximum(truth.sum(0)[:, None] + found.sum(0)[None], 1)
    return float((f1.max(0) < 0.3).mean()) if truth.shape[1] else 1.0


def overlapping_nmi(found: np.ndarray, truth: np.ndarray) -> float:
    """NMI(max) of covers (McDaid, Greene, Hurley 2011)."""
    x, y = (sets[:, sets.any(0)].astype(float) for sets in (found, truth))
    if x.shape[1] == 0 or y.shape[1] == 0:
        return 0.0
    n = len(x)
    both = np.array(
        [[a.T @ b for b in (y, 1 - y)] for a in (x, 1 - x)]
    )  # 2 x 2 x sets of x x sets of y
    h = -np.where(both > 0, both / n * np.log2(np.maximum(both, 1e-12) / n), 0)
    hx, hy = (_entropy(sets.mean(0)) for sets in (x, y))
    joint = h.sum(axis=(0, 1))
    allowed = h[0, 0] + h[1, 1] >= h[0, 1] + h[1, 0]
    given_y = np.where(allowed, joint - hy[None, :], hx[:, None]).min(1).sum()
    given_x = np.where(allowed, joint - hx[:, None], hy[None, :]).min(0).sum()
    shared = 0.5 * (hx.sum() - given_y + hy.sum() - given_x)
    return float(max(shared, 0) / max(hx.sum(), hy.sum(), 1e-12))


def _entropy(p: np.ndarray) -> np.ndarray:
    q = 1 - p
    return -(p * np.log2(np.maximum(p, 1e-12)) + q * np.log2(np.maximum(q, 1e-12)))


def hard(labels: np.ndarray) -> np.ndarray:
    """Labels as sets."""
    return labels[:, None] == np.unique(labels)[None]


def soft(weights: np.ndarray) -> np.ndarray:
    """Weights as sets: a share of BELONGS or more."""
    return weights / np.maximum(weights.sum(1, keepdims=True), 1e-12) >= BELONGS


def kmeans(X: Any, K: int) -> np.ndarray:
    from sklearn.cluster import KMeans

    from isotherm.spectral import truncated_svd
    from isotherm.text import tfidf

    U, s, _ = truncated_svd(tfidf(X), min(64, *(side - 1 for side in X.shape)))
    unit = U * s / np.maximum(np.linalg.norm(U * s, axis=1, keepdims=True), 1e-12)
    return hard(KMeans(K, n_init=3, random_state=0).fit(unit).labels_)


def kl_nmf(X: Any, K: int) -> np.ndarray:
    from sklearn.decomposition import NMF

    model = NMF(K, solver="mu", beta_loss="kullback-leibler", max_iter=150, random_state=0)
    return soft(model.fit_transform(X + sparse.csr_array(X.shape)))


def lda(X: Any, K: int) -> np.ndarray:
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
    return _leiden_near(graph, K, leidenalg)


def _leiden_near(graph: Any, K: int, leidenalg: Any) -> np.ndarray:
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


def _of_one(sets: np.ndarray) -> np.ndarray:
    return np.where(sets.any(1), sets.argmax(1), -1)


def row(
    name: str, make: Callable[[], np.ndarray], truth: np.ndarray, **more: Any
) -> dict[str, Any]:
    from sklearn.metrics import adjusted_mutual_info_score

    started = time.perf_counter()
    found = make()
    seconds = time.perf_counter() - started
    known = truth.any(1)
    ami = (
        adjusted_mutual_info_score(_of_one(truth)[known], _of_one(found)[known])
        if found.shape[1]
        else 0.0
    )
    return {
        "name": name,
        "f1": best_match_f1(found, truth),
        "nmi_overlapping": overlapping_nmi(found, truth),
        "ami": float(ami),
        "false_discovery": false_share(found, truth),
        "strata": int(found.any(0).sum()),
        "seconds": seconds,
        **more,
    }


def _touched(ledger: Path) -> tuple[Any, Any]:
    """Touches and documents of a ledger, as a reading makes them."""
    from isotherm.engines import open_engine
    from isotherm.ledger import open_record, read_ledger
    from isotherm.reading.documents import build_documents
    from isotherm.reading.touches import build_touches

    with tempfile.TemporaryDirectory() as folder:
        read_ledger(ledger, Path(folder), now=dt.datetime.now(dt.UTC))
        engine = open_engine("duckdb", threads=1)
        record = open_record(Path(folder), engine)
        made = build_touches(record)
        touches = record.collect(made, order_by=("actor_id", "item_kind", "item_id"))
        documents = build_documents(record, engine.read_arrow(touches))
        return touches, record.collect(documents, order_by=("item_kind", "item_id"))


def on_world(path: Path, peers: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    touches, documents = _touched(path / "ledger")
    planted = pq.read_table(path / "truth" / "memberships.parquet")
    actors = sorted(set(touches["actor_id"].to_pylist()))
    found: list[Any] = []

    def ours() -> np.ndarray:
        found.append(find_strata(touches, documents))
        return _sets(found[0].memberships, actors)

    truth = _sets(planted, actors)
    rows = [row("isotherm", ours, truth)]
    rows[0]["bits"] = float(np.nan_to_num(pc.mean(found[0].strata["gain_bits"]).as_py() or 0.0))
    X, C = _actor_words(touches, documents, actors)
    rows += _peers(X, C, truth, peers)
    return rows, {"world": path.name, "actors": len(actors), "true_strata": truth.shape[1]}


def _peers(X: Any, C: Any, truth: np.ndarray, peers: str) -> list[dict[str, Any]]:
    K = max(truth.shape[1], 2)
    if peers == "none":
        return []
    rows = [
        row("kmeans-text", lambda: kmeans(X, K), truth),
        row("kmeans-items", lambda: kmeans(C, K), truth),
        row("leiden-text", lambda: leiden(X, K), truth),
        row("kl-nmf-text", lambda: kl_nmf(X, K), truth),
    ]
    if peers == "all":
        rows += [
            row("kl-nmf-items", lambda: kl_nmf(C, K), truth),
            row("lda-text", lambda: lda(X, K), truth),
        ]
    return rows


def _sets(memberships: Any, actors: list[str]) -> np.ndarray:
    place = {actor: number for number, actor in enumerate(actors)}
    names = sorted(set(memberships["stratum_id"].to_pylist()))
    sets = np.zeros((len(actors), len(names)), bool)
    for cell in memberships.to_pylist():
        if cell["weight"] >= BELONGS and cell["actor_id"] in place:
            sets[place[cell["actor_id"]], names.index(cell["stratum_id"])] = True
    return sets


def _keys(table: Any) -> list[str]:
    return pc.binary_join_element_wise(table["item_kind"], table["item_id"], " ").to_pylist()


def _actor_words(touches: Any, documents: Any, actors: list[str]) -> tuple[Any, Any]:
    """Actors x words of what they touched, and actors x items."""
    items = {name: number for number, name in enumerate(_keys(documents))}
    place = {actor: number for number, actor in enumerate(actors)}
    pairs = [
        (place[a], items[i])
        for a, i in zip(touches["actor_id"].to_pylist(), _keys(touches), strict=True)
        if i in items
    ]
    rows, columns = np.array(pairs).T
    C = sparse.csr_array(
        sparse.coo_array((np.ones(len(rows)), (rows, columns)), (len(actors), len(items)))
    )
    counts = count_words(documents["text"].to_pylist(), StrataSettings(features=1500))
    return sparse.csr_array(C @ counts), C


def on_graph(path: Path, peers: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    with np.load(path, allow_pickle=True) as file:
        A, labels = (
            sparse.csr_array(
                (file[f"{n}.data"], file[f"{n}.indices"], file[f"{n}.indptr"]),
                shape=file[f"{n}.shape"],
            )
            for n in ("adj_matrix", "labels")
        )
    A = sparse.csr_array(((A + A.T) > 0).astype(np.float32))
    truth = labels.toarray() > 0
    rows = _graph_rows(A, truth, peers)
    return rows, {"graph": path.name, "nodes": A.shape[0], "true_strata": int(truth.any(0).sum())}


def on_lfr(
    mixing: float, *, degree: float, seed: int, peers: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    A, community = make_lfr(1000, mixing, seed=seed, degrees=(2.5, degree, 50))
    truth = hard(community)
    data = {"lfr": mixing, "degree": degree, "seed": seed, "nodes": 1000, "edges": int(A.nnz // 2)}
    return _graph_rows(A, truth, peers), {**data, "true_strata": truth.shape[1]}


def _graph_rows(A: sparse.csr_array, truth: np.ndarray, peers: str) -> list[dict[str, Any]]:
    """Covers of a graph's nodes; every peer but Infomap is given the true number of sets."""
    K = int(truth.any(0).sum())
    # a circle of ten has one member to spare, not three
    settings = StrataSettings(fewest_members=4, items_a_cluster=6, templates_left_out=1)
    rows = [row("isotherm", lambda: discover(A, settings=settings).members, truth)]
    if peers != "none":
        import igraph
        import leidenalg

        upper = sparse.coo_array(sparse.triu(A, 1))
        graph = igraph.Graph(n=A.shape[0], edges=list(zip(upper.row, upper.col, strict=True)))
        rows.append(row("leiden", lambda: _leiden_near(graph, K, leidenalg), truth))
        rows.append(row("infomap", lambda: infomap(A), truth))
        rows.append(row("kl-nmf", lambda: kl_nmf(A, K), truth))
        rows.append(row("lda", lambda: lda(A, K), truth))
        rows.append(row("kmeans", lambda: kmeans(A, K), truth))
    return rows


def on_posts(path: Path, label: str, peers: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Posts as actors and their words as items: do text strata match real communities."""
    table = pq.read_table(path)
    columns = [name for name in ("title", "selftext", "body", "text") if name in table.column_names]
    texts = [
        " ".join(part or "" for part in parts)
        for parts in zip(*(table[c].to_pylist() for c in columns), strict=True)
    ]
    truth = hard(np.unique(table[label].to_pylist(), return_inverse=True)[1])
    X = count_words(texts, StrataSettings(features=1500))
    settings = StrataSettings(items_a_cluster=40)
    rows = [row("isotherm", lambda: discover(X, settings=settings).members, truth)]
    rows += (
        [row("kmeans-text", lambda: kmeans(X, truth.shape[1]), truth)] if peers != "none" else []
    )
    if peers == "all":
        rows.append(row("kl-nmf-text", lambda: kl_nmf(X, truth.shape[1]), truth))
    return rows, {"posts": path.name, "rows": len(texts), "labels": truth.shape[1]}


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--graph", type=Path, help="NPZ with adj_matrix.* and labels.*")
    parser.add_argument("--lfr", type=float, metavar="MIXING", help="an LFR graph of 1000 nodes")
    parser.add_argument("--degree", type=float, default=15.0, help="mean degree of the LFR graph")
    parser.add_argument("--seed", type=int, default=1, help="of the LFR graph")
    parser.add_argument("--posts", type=Path, help="Parquet of posts")
    parser.add_argument("--label", default="subreddit", help="the column that holds the true group")
    parser.add_argument(
        "--world", type=Path, help="folder of a simulated community (ledger/ and truth/)"
    )
    args = parser.parse_args()
    chosen = args.graph or args.posts or args.world
    if args.lfr is None and (chosen is None or not chosen.exists()):
        missing("--graph NPZ, --posts PARQUET or --world DIR is not there")
    if args.lfr is not None:
        rows, data = on_lfr(args.lfr, degree=args.degree, seed=args.seed, peers=args.peers)
    elif args.graph:
        rows, data = on_graph(args.graph, args.peers)
    elif args.posts:
        rows, data = on_posts(args.posts, args.label, args.peers)
    else:
        rows, data = on_world(args.world, args.peers)
    show(args, rows=rows, data=data)


if __name__ == "__main__":
    main()
