"""Who counts: planted lockstep groups found again, beside FRAUDAR, a degree rule and an SVD.

Blocks of a stated density are planted, under camouflage, in a background of popular and obscure
targets with communities of taste; or, with --world DIR, a simulated community is read and the
accounts found are scored against its truth.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from _door import door, missing, show
from isotherm.spectral import truncated_svd
from isotherm.trust import Edges, coordinated, densest_part, find_coordinated, fraudar_weights

Flags = npt.NDArray[np.bool_]


def plant(
    *, seed: int, edges: int, density: float, camouflage: float, blocks: int, bots: int, timed: bool
) -> tuple[Edges, Flags]:
    """A background with communities of taste, and blocks of bots x targets with camouflage."""
    rng = np.random.default_rng(seed)
    actors, targets, tastes = edges // 16, edges // 40, 40
    activity = rng.pareto(1.7, actors) + 0.2
    popularity = rng.pareto(1.4, targets) + 0.1
    taste_of = rng.integers(0, tastes, targets)
    actor = rng.choice(actors, edges, p=activity / activity.sum())
    target = rng.choice(targets, edges, p=popularity / popularity.sum())
    at_home = rng.random(edges) < 0.5
    liked = rng.integers(0, tastes, actors)[actor]
    for taste in range(tastes):
        theirs = np.flatnonzero(at_home & (liked == taste))
        goods = np.flatnonzero(taste_of == taste)
        weight = popularity[goods] / popularity[goods].sum()
        target[theirs] = rng.choice(goods, len(theirs), p=weight)
    born = rng.uniform(0, 180, targets)
    at = born[target] + rng.exponential(2.0, edges)
    parts = [(actor, target, at)]
    obscure = np.flatnonzero(popularity < np.median(popularity))
    for block in range(blocks):
        goods = rng.choice(obscure, bots, replace=False)
        hit = rng.random((bots, bots)) < density
        who, what = np.nonzero(hit)
        start = rng.uniform(0, 170)
        moment = start + rng.uniform(0, 7, bots)[what] + rng.uniform(0, 20 / 1440, len(what))
        parts.append((actors + block * bots + who, goods[what], moment))
        hidden = int(camouflage * len(who))
        parts.append(
            (
                actors + block * bots + rng.choice(who, hidden),
                rng.choice(targets, hidden, p=popularity / popularity.sum()),
                rng.uniform(0, 180, hidden),
            )
        )
    who, what, when = (np.concatenate(part) for part in zip(*parts, strict=True))
    truth = np.arange(actors + blocks * bots) >= actors
    return Edges(who, what, when * 86_400 if timed else None), truth


def plant_inside(
    *, seed: int, edges: int, density: float, camouflage: float, bots: int
) -> tuple[Edges, Flags]:
    """One pool of accounts that are among the people, on ordinary targets, an hour for each."""
    rng = np.random.default_rng(seed)
    actors, targets, acts = edges // 10, edges // 20, edges
    pool, goods = rng.choice(actors, bots, replace=False), rng.choice(targets, bots, replace=False)
    who, what = np.nonzero(rng.random((bots, bots)) < density)
    hidden = int(camouflage * len(who))
    ordered = rng.uniform(0, 80, bots) * 86_400
    actor = (rng.integers(0, actors, acts), pool[who], rng.choice(pool, hidden))
    target = (
        (rng.random(acts) ** 2 * targets).astype(int),
        goods[what],
        (rng.random(hidden) ** 2 * targets).astype(int),
    )
    at = (
        rng.uniform(0, 90, acts) * 86_400,
        ordered[what] + rng.exponential(3600, len(what)),
        rng.uniform(0, 90, hidden) * 86_400,
    )
    truth = np.isin(np.arange(actors), pool)
    return Edges(np.concatenate(actor), np.concatenate(target), np.concatenate(at)), truth


def ours(edges: Edges, actors: int) -> list[Flags]:
    return [coordinated(edges).labels(actors) >= 0]


def fraudar(edges: Edges, actors: int) -> list[Flags]:
    """FRAUDAR as published: one densest block after another."""
    target = edges.target + actors
    nodes = int(target.max()) + 1
    weight = fraudar_weights(np.bincount(edges.target))[edges.target]
    flagged = np.zeros(nodes, dtype=bool)
    rounds, kept = [], np.ones(len(target), dtype=bool)
    for _ in range(6):
        part = densest_part(edges.actor[kept], target[kept], weight[kept], nodes=nodes)
        flagged[part] = True
        kept &= ~(np.isin(edges.actor, part) & np.isin(target, part))
        rounds.append(flagged[:actors].copy())
    return rounds


def by_degree(edges: Edges, actors: int) -> list[Flags]:
    """Whoever acts most is flagged."""
    degree = np.bincount(edges.actor, minlength=actors)
    return [degree >= np.quantile(degree, q) for q in (0.9, 0.95, 0.98, 0.99, 0.995)]


def by_svd(edges: Edges, actors: int) -> list[Flags]:
    """SpokEn-like: actors far out along any of the leading singular vectors."""
    ones = np.ones(len(edges.actor))
    R = sparse.csr_array((ones, (edges.actor, edges.target)))
    R.data[:] = 1
    U, _, _ = truncated_svd(R, 20)
    far = np.abs(U).max(axis=1)
    far = np.concatenate((far, np.zeros(actors - len(far))))
    return [far >= np.quantile(far, q) for q in (0.95, 0.98, 0.99, 0.995, 0.998)]


def f1(flags: Flags, truth: Flags) -> float:
    both = float((flags & truth).sum())
    return 2 * both / max(1.0, float(flags.sum() + truth.sum()))


Finder = Callable[[Edges, int], list[Flags]]


def row(name: str, finder: Finder, edges: Edges, truth: Flags) -> dict[str, Any]:
    """Score one finder; where it offers several cuts the best by the truth is taken."""
    started = time.perf_counter()
    cuts = finder(edges, len(truth))
    seconds = time.perf_counter() - started
    best = max(cuts, key=lambda flags: f1(flags, truth))
    return {
        "name": name,
        "f1": f1(best, truth),
        "false_flags": float((best & ~truth).sum() / (~truth).sum()),
        "seconds": seconds,
        "cuts": len(cuts),
    }


def planted_rows(args: argparse.Namespace) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    about: dict[str, Any] = {
        "seed": args.seed,
        "edges": args.edges,
        "density": args.density,
        "camouflage": args.camouflage,
        "blocks": args.blocks,
        "bots": args.bots,
    }
    if args.inside:
        del about["blocks"]
        edges, truth = plant_inside(**about)
    else:
        edges, truth = plant(**about, timed=True)
    timeless = Edges(edges.actor, edges.target)
    ours(*_small())  # compile once, outside the clock
    rows = [row("isotherm", ours, edges, truth)]
    rows.append(row("isotherm, times unknown", ours, timeless, truth))
    if args.peers != "none":
        rows.append(row("fraudar", fraudar, timeless, truth))
        rows.append(row("degree", by_degree, timeless, truth))
    if args.peers == "all":
        rows.append(row("svd", by_svd, timeless, truth))
    return rows, {"acts": edges.count, **about}


def _small() -> tuple[Edges, int]:
    edges, truth = plant(
        seed=0, edges=40_000, density=0.5, camouflage=1, blocks=1, bots=20, timed=True
    )
    return edges, len(truth)


def world_rows(folder: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    import pyarrow.parquet as pq

    from isotherm.engines import open_engine
    from isotherm.ledger import open_record, read_ledger

    if not (folder / "truth" / "coordinated.parquet").exists():
        missing(f"{folder} holds no world with truth/coordinated.parquet")
    with tempfile.TemporaryDirectory() as scratch:
        into = Path(scratch)
        read_ledger(folder / "ledger", into, now=dt.datetime.now(dt.UTC))
        engine = open_engine("duckdb")
        record = open_record(into, engine)
        started = time.perf_counter()
        found = find_coordinated(record)
        seconds = time.perf_counter() - started
        engine.close()
    true = set(pq.read_table(folder / "truth" / "coordinated.parquet")["actor_id"].to_pylist())
    flagged = set(found["actor_id"].to_pylist())
    both = len(true & flagged)
    scores = {
        "name": "isotherm",
        "f1": 2 * both / max(1, len(true) + len(flagged)),
        "precision": both / max(1, len(flagged)),
        "recall": both / max(1, len(true)),
        "seconds": seconds,
    }
    return [scores], {"coordinated": len(true), "found": len(flagged)}


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--world", type=Path, help="folder made by isotherm world")
    parser.add_argument("--edges", type=int, default=1_000_000, help="acts in the background")
    parser.add_argument("--density", type=float, default=0.05, help="of a planted block")
    parser.add_argument("--camouflage", type=float, default=3.0, help="acts outside per act inside")
    parser.add_argument("--inside", action="store_true", help="one pool, of the people themselves")
    parser.add_argument("--blocks", type=int, default=3)
    parser.add_argument("--bots", type=int, default=200, help="accounts, and targets, of a block")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rows, data = world_rows(args.world) if args.world else planted_rows(args)
    show(args, rows=rows, data=data)


if __name__ == "__main__":
    main()
