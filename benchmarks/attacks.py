"""Fakes move nothing: one community read with an attack and without it, row for row.

The community without the attack holds every honest event unchanged. Compared are the needs, trends
and briefs told, the verdicts of live tests, and sizes against the intervals of the honest reading;
beside us the same reading with trust switched off.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from _door import door, show
from _published import compare_readings
from _unattacked import attackers, without_attacks
from isotherm.engines import open_engine
from isotherm.ledger import open_record, read_ledger
from isotherm.livetest import decide
from isotherm.reading import ReadingSettings, Request, run_reading
from isotherm.trust import TrustSettings, find_coordinated
from isotherm.world import ATTACKS, make_world

_MOST = {"hijacked": 0.01}  # share of the community an attack can have at most
_NOBODY = ReadingSettings(trust=TrustSettings(smallest_group=1000))  # no group is as large


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--attacks", nargs="+", choices=ATTACKS, default=ATTACKS)
    parser.add_argument("--shares", nargs="+", type=float, default=[0.01, 0.05])
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--size", default="small", help="of the simulated community")
    parser.add_argument("--mixing", type=float, default=0.5)
    parser.add_argument("--keep", type=Path, help="keep ledgers, truths and readings here")
    args = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for seed in args.seeds:
        for share in args.shares:
            with tempfile.TemporaryDirectory() as temporary:
                folder = (args.keep or Path(temporary)) / f"{seed}-{share}"
                folder.mkdir(parents=True, exist_ok=True)
                rows += _measure(args, folder, seed=seed, share=share)
    show(args, rows=rows, data={"size": args.size, "mixing": args.mixing})


def _measure(
    args: argparse.Namespace, folder: Path, *, seed: int, share: float
) -> list[dict[str, Any]]:
    """One community; all attacks are planned in it, and each is let in alone."""
    world, honest, now = folder / "world", folder / "honest", dt.datetime.now(dt.UTC)
    planned = [(kind, min(share, _MOST.get(kind, 1.0))) for kind in ATTACKS]
    make_world(world, seed=seed, size=args.size, mixing=args.mixing, attacks=planned)
    without_attacks(world, honest / "ledger", ATTACKS)
    before = _read(honest, now, ReadingSettings())
    settings = {"isotherm": ReadingSettings()}
    if args.peers != "none":
        settings["trust off"] = _NOBODY
    rows = []
    for kind, part in planned:
        if kind not in args.attacks:
            continue
        without_attacks(world, folder / kind / "ledger", [one for one in ATTACKS if one != kind])
        for name, chosen in settings.items():
            started = time.perf_counter()
            after = _read(folder / kind, now, chosen, name=name)
            row = {"name": name, "attack": kind, "share": part, "seed": seed}
            row |= compare_readings(honest / "isotherm", folder / kind / name)
            row |= {"options": len(before), "verdicts_changed": _changed(before, after)}
            row |= _flags(world, folder / kind / "ledger", folder / kind / name, kind)
            rows.append(row | {"seconds": round(time.perf_counter() - started, 1)})
    return rows


def _read(
    folder: Path, now: dt.datetime, settings: ReadingSettings, *, name: str = "isotherm"
) -> dict[str, str]:
    """Read a ledger, or leave a reading of it alone; the verdicts of its tests."""
    run_reading(Request(folder / "ledger", folder / name, settings=settings), now=now)
    return _verdicts(folder / "ledger", folder / f"rows {name}", now, settings)


def _verdicts(
    ledger: Path, scratch: Path, now: dt.datetime, settings: ReadingSettings
) -> dict[str, str]:
    """The verdict on each option of each live test, groups of voters counted once."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    read_ledger(ledger, scratch, now=now)
    engine = open_engine("duckdb")
    record = open_record(scratch, engine)
    found = find_coordinated(record, settings.trust, only="votes")
    tables = [record.collect(record.table(n), order_by=()) for n in ("tests", "options", "votes")]
    engine.close()
    groups = dict(zip(found["actor_id"].to_pylist(), found["group_id"].to_pylist(), strict=True))
    tests = sorted(set(tables[0]["test_id"].to_pylist()))
    decided = [decide(*tables, test_id=test, groups=groups) for test in tests]
    return {row.option_id: row.verdict for decision in decided for row in decision.options}


def _changed(before: dict[str, str], after: dict[str, str]) -> str:
    """How many verdicts moved, and of these how many from keep or drop to the other."""
    moved = [(was, after[key]) for key, was in before.items() if after[key] != was]
    turned = sum({"keep", "drop"} == {was, now} for was, now in moved)
    return f"{len(moved)} ({turned} turned)"


def _flags(world: Path, ledger: Path, reading: Path, kind: str) -> dict[str, float]:
    """Attackers flagged, and honest accounts wrongly flagged."""
    planted = {
        row["actor_id"] for row in pq.read_table(world / "truth/coordinated.parquet").to_pylist()
    }
    acting = attackers(world, kind)
    flagged = set(pq.read_table(reading / "coordinated.parquet")["actor_id"].to_pylist())
    here = set(pq.read_table(ledger / "actors.parquet")["actor_id"].to_pylist())
    return {
        "recall": len(flagged & acting) / len(acting),
        "honest_flagged": len(flagged - planted) / len(here - planted),
    }


if __name__ == "__main__":
    main()
