"""Strata beside Leiden, Infomap, KL-NMF, LDA and KMeans, on the same input with the same K."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy import sparse

from _cover_scores import BELONGS, hard, row
from _door import door, missing, show
from _lfr import make_lfr
from _strata_peers import infomap, kl_nmf, kmeans, lda, leiden, leiden_near
from isotherm.strata import discover, find_strata
from isotherm.strata.settings import StrataSettings
from isotherm.strata.words import count_words


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


def on_blocks(
    count: int, inside: float, *, seed: int, peers: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """4,000 users x 1,500 items in blocks, a fifth of the users in two; 2% touched elsewhere."""
    rng = np.random.default_rng(seed)
    truth = np.zeros((4000, count), bool)
    truth[np.arange(4000), rng.integers(count, size=4000)] = True
    second = rng.random(4000) < 0.2
    truth[second, rng.integers(count, size=second.sum())] = True
    own = truth[:, rng.integers(count, size=1500)]
    R = sparse.csr_array((rng.random(own.shape) < np.where(own, inside, 0.02)).astype(float))
    rows = [row("isotherm", lambda: discover(R).members, truth)]
    if peers != "none":
        rows.append(row("leiden", lambda: leiden(R, count), truth))
        rows.append(row("kl-nmf", lambda: kl_nmf(R, count), truth))
        rows.append(row("kmeans", lambda: kmeans(R, count), truth))
    return rows, {"blocks": count, "inside": inside, "seed": seed, "touches": int(R.nnz)}


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
        rows.append(row("leiden", lambda: leiden_near(graph, K, leidenalg), truth))
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
    parser.add_argument("--blocks", type=int, metavar="K", help="a plain matrix of K blocks")
    parser.add_argument("--inside", type=float, default=0.08, help="share touched in own block")
    parser.add_argument("--degree", type=float, default=15.0, help="mean degree of the LFR graph")
    parser.add_argument("--seed", type=int, default=1, help="of the LFR graph or the blocks")
    parser.add_argument("--posts", type=Path, help="Parquet of posts")
    parser.add_argument("--label", default="subreddit", help="the column that holds the true group")
    parser.add_argument(
        "--world", type=Path, help="folder of a simulated community (ledger/ and truth/)"
    )
    args = parser.parse_args()
    chosen = args.graph or args.posts or args.world
    made = args.lfr is not None or args.blocks is not None
    if not made and (chosen is None or not chosen.exists()):
        missing("--graph NPZ, --posts PARQUET or --world DIR is not there")
    if args.blocks is not None:
        rows, data = on_blocks(args.blocks, args.inside, seed=args.seed, peers=args.peers)
    elif args.lfr is not None:
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
