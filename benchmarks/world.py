"""A whole reading against planted truth: our own simulator and communities of strangers.

Every community is read end to end and its strata, needs, trends and coordinated accounts are
scored; on communities without structure the right answer is nothing. Peers find strata in the
same ledgers, given the true number of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from pathlib import Path
from typing import Any

from _door import door, show
from isotherm.reading import Request, run_reading
from isotherm.world import make_world
from strangers import STRANGERS, make_stranger
from strangers.peers import peer_rows
from strangers.truth import Truth, score, stranger_truth, world_truth

COMMUNITIES = ("world", *STRANGERS)


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--communities", nargs="+", choices=COMMUNITIES, default=COMMUNITIES)
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--mixing", nargs="+", type=float, default=[0.3, 0.5, 0.7])
    parser.add_argument("--size", default="small", help="of our own simulated community")
    parser.add_argument("--scale", type=float, default=1.0, help="of the strangers' communities")
    parser.add_argument("--only", choices=("planted", "null", "both"), default="both")
    parser.add_argument("--keep", type=Path, help="keep ledgers, truths and readings here")
    args = parser.parse_args()
    rows = []
    for seed in args.seeds:
        for community in args.communities:
            for mixing, null in _cases(args):
                rows += _measure(args, community, seed=seed, mixing=mixing, null=null)
    show(args, rows=rows, data={"communities": list(args.communities), "seeds": args.seeds})


def _cases(args: argparse.Namespace) -> list[tuple[float, bool]]:
    """Each mixing with structure; without structure mixing has no meaning, so once."""
    planted = [(mixing, False) for mixing in args.mixing]
    null = [(args.mixing[0], True)]
    return {"planted": planted, "null": null, "both": planted + null}[args.only]


def _measure(
    args: argparse.Namespace, community: str, *, seed: int, mixing: float, null: bool
) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as temporary:
        case = f"{community}-{seed}-{'null' if null else mixing}"
        folder = (args.keep or Path(temporary)) / case
        truth = _make(args, community, folder, seed=seed, mixing=mixing, null=null)
        now = dt.datetime.now(dt.UTC)
        started = time.perf_counter()
        run_reading(Request(folder / "ledger", folder / "reading"), now=now, force=True)
        seconds = round(time.perf_counter() - started, 1)
        about = {"community": community, "seed": seed, "mixing": mixing, "null": null}
        figures = score(truth, folder / "reading")
        rows = [{"name": "isotherm", **about, **figures, "seconds": seconds}]
        if args.peers != "none" and not null:
            peers = peer_rows(folder / "ledger", truth, now=now, seed=seed)
            rows += [{**about, **row} for row in peers]
    return rows


def _make(
    args: argparse.Namespace, community: str, folder: Path, *, seed: int, mixing: float, null: bool
) -> Truth:
    folder.mkdir(parents=True, exist_ok=True)
    if community == "world":
        make_world(folder, seed=seed, size=args.size, mixing=mixing, null=null)
        return world_truth(folder)
    make_stranger(community, folder, seed=seed, mixing=mixing, null=null, scale=args.scale)
    return stranger_truth(folder)


if __name__ == "__main__":
    main()
