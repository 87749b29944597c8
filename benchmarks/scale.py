"""How a reading grows: time, processor time and memory of each step as a community grows.

Communities of the sizes asked for are made by our own simulator, or given with ``--ledger``; each
is read in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import math
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from _door import door, missing, show
from isotherm.world import SIZES, WorldSettings, make_world

_EVENTS = ("notes", "replies", "reactions", "searches", "orders", "outcomes", "votes", "wishes")
_PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
_HANDS = 2  # processes of a large reading: at worst its two hungriest steps stand beside each other
_EVENTS_A_VIEW = 3.15  # of a simulated community, about


def main() -> None:
    args = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        ledgers = [_ledger_in(folder) for folder in args.ledger or []]
        if not ledgers:
            ledgers = [_make(events, args, Path(scratch)) for events in args.sizes]
        readings = [_read_apart(ledger, Path(scratch) / "reading") for ledger in ledgers]
    readings.sort(key=lambda reading: reading["events"])
    rows = [row for reading in readings for row in _rows(reading)]
    data = {
        "growth_exponent": _exponent(readings, "seconds"),
        "growth_exponent_cpu": _exponent(readings, "cpu_s"),
    }
    show(args, rows=rows, data=data)


def _arguments() -> argparse.Namespace:
    parser = door(__doc__ or "")
    parser.add_argument(
        "--sizes", nargs="+", type=float, default=[1e6, 3e6, 10e6], help="events, about"
    )
    parser.add_argument("--ledger", nargs="+", type=Path, help="ledgers or worlds already made")
    parser.add_argument("--keep", type=Path, help="keep the worlds that are made here")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def _ledger_in(folder: Path) -> Path:
    ledger = folder / "ledger" if (folder / "ledger").is_dir() else folder
    if not ledger.is_dir():
        missing(f"{folder} is no folder of a ledger or world")
    return ledger


def _make(events: float, args: argparse.Namespace, scratch: Path) -> Path:
    world = (args.keep or scratch) / f"world-{events:.0f}"
    make_world(world, seed=args.seed, settings=settings_for(events))
    return world / "ledger"


def settings_for(events: float) -> WorldSettings:
    """Settings of a community of about so many events, between the sizes there are."""
    views = events / _EVENTS_A_VIEW
    sizes = sorted(SIZES.values(), key=lambda size: size.views)
    above = next((i for i in range(1, len(sizes)) if views < sizes[i].views), len(sizes) - 1)
    low, high = sizes[above - 1], sizes[above]
    share = math.log(views / low.views) / math.log(high.views / low.views)
    values = {
        field.name: _between(getattr(low, field.name), getattr(high, field.name), share)
        for field in dataclasses.fields(WorldSettings)
    }
    return WorldSettings(**values)


def _between(low: Any, high: Any, share: float) -> Any:
    if low == high or not low:
        return high
    value = low * (high / low) ** share
    return round(value) if isinstance(low, int) else value


def _read_apart(ledger: Path, out: Path) -> dict[str, Any]:
    """Read one ledger in a fresh process; what its manifest says and what the process took."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_read, args=(ledger, out, there))
    process.start()
    there.close()
    try:
        found: dict[str, Any] = here.recv()
    except EOFError:
        raise SystemExit(f"the reading of {ledger} ended before it was done") from None
    finally:
        process.join()
    return found


def _read(ledger: Path, out: Path, answer: Any) -> None:
    from isotherm.reading import Request, run_reading

    with tempfile.TemporaryDirectory(dir=out.parent, prefix=out.name) as folder:
        started = time.perf_counter()
        manifest = run_reading(Request(ledger, Path(folder)), now=dt.datetime.now(dt.UTC))
        seconds = time.perf_counter() - started
    own, second = (resource.getrusage(who) for who in _PROCESSES)
    steps = manifest.facts["steps"]
    answer.send(
        {
            "events": _events(manifest.facts["account"]["files"]),
            "seconds": seconds,
            "cpu_s": own.ru_utime + own.ru_stime + second.ru_utime + second.ru_stime,
            "peak_mb": sum(sorted(step["peak_mb"] for step in steps)[-_HANDS:]),
            "steps": steps,
        }
    )


def _events(files: Sequence[Mapping[str, Any]]) -> int:
    return sum(file["accepted"] for file in files if file["table"] in _EVENTS)


def _rows(reading: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row for the whole and one a step, with its share of the time."""
    whole = {"name": "isotherm", "step": "all", "share": 1.0, **reading}
    rows = [whole | {key: round(whole[key], 1) for key in ("seconds", "cpu_s", "peak_mb")}]
    del rows[0]["steps"]
    rows += [
        {
            "name": "isotherm",
            "step": step["name"],
            "share": round(step["seconds"] / reading["seconds"], 3),
            "events": reading["events"],
            "seconds": round(step["seconds"], 1),
            "cpu_s": round(step["cpu_seconds"], 1),
            "peak_mb": round(step["peak_mb"], 1),
        }
        for step in reading["steps"]
    ]
    return rows


def _exponent(readings: Sequence[Mapping[str, Any]], what: str) -> float | None:
    """The power of the number of events that something grows with, between the ends."""
    if len(readings) < 2 or readings[0]["events"] == readings[-1]["events"]:
        return None
    first, last = readings[0], readings[-1]
    grown = math.log(last["events"] / first["events"])
    return round(math.log(last[what] / first[what]) / grown, 3)


if __name__ == "__main__":
    main()
