"""How a reading grows: time and memory of each step on simulated communities of growing size."""

from __future__ import annotations

import datetime as dt
import math
import tempfile
import time
from pathlib import Path
from typing import Any

from _door import door, show
from isotherm.reading import Manifest, Request, run_reading
from isotherm.world import make_world


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument(
        "--sizes", nargs="+", default=["small", "medium"], help="small medium large"
    )
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    measured = [_measure(size, args.seed) for size in args.sizes]
    rows: list[dict[str, Any]] = []
    for events, manifest, seconds in measured:
        steps = {f"{s['name']}_s": s["seconds"] for s in manifest.facts["steps"]}
        peak = max(s["peak_mb"] for s in manifest.facts["steps"])
        rows.append(
            {"name": "isotherm", "events": events, "seconds": round(seconds, 1), "peak_mb": peak}
            | steps
        )
    show(args, rows=rows, data={"growth_exponent": _exponent(rows)})


def _measure(size: str, seed: int) -> tuple[int, Manifest, float]:
    with tempfile.TemporaryDirectory() as scratch:
        made = make_world(Path(scratch) / "world", seed=seed, size=size)
        request = Request(Path(scratch) / "world" / "ledger", Path(scratch) / "reading")
        started = time.perf_counter()
        manifest = run_reading(request, now=dt.datetime.now(dt.UTC))
        return made.events, manifest, time.perf_counter() - started


def _exponent(rows: list[dict[str, Any]]) -> float | None:
    """The power of the number of events that time grows with, between the ends."""
    if len(rows) < 2:
        return None
    first, last = rows[0], rows[-1]
    grown = math.log(last["events"] / first["events"])
    return round(math.log(last["seconds"] / first["seconds"]) / grown, 3)


if __name__ == "__main__":
    main()
