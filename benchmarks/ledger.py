"""Reading a ledger against plainly reading the same file: rows a second and peak memory.

The peers only parse; they hold the whole file in memory, check nothing and account for nothing.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from _door import door, show
from _peak import peak_mb

_NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_FIRST = 1_735_689_600_000_000  # 2025-01-01
_FORMATS = ("parquet", "csv", "jsonl")


def _notes(rows: int, seed: int) -> pa.Table:
    rng = np.random.default_rng(seed)
    texts = np.array([f"今天想穿一件亮一点的衣服去上班, 求链接 {i}" * 3 for i in range(5_000)])
    at = _FIRST + rng.integers(0, 300 * 86_400, rows) * 1_000_000
    return pa.table(
        {
            "note_id": [f"n{i:08d}" for i in range(rows)],
            "author_id": [f"a{i}" for i in rng.integers(0, max(1, rows // 20), rows)],
            "at": pa.array(at).cast(pa.timestamp("us", "UTC")),
            "title": texts[rng.integers(0, 5_000, rows)],
            "body": texts[rng.integers(0, 5_000, rows)],
            "tags": [["春", "亮色"]] * rows,
            "paid": rng.random(rows) < 0.1,
            "product_ids": [["p1"]] * rows,
        }
    )


def _damage(path: Path, share: float, seed: int) -> None:
    """Cut every so many lines of a text file short."""
    rng = np.random.default_rng(seed)
    lines = path.read_bytes().split(b"\n")
    for place in np.flatnonzero(rng.random(len(lines)) < share).tolist():
        lines[place] = lines[place][: len(lines[place]) // 2] if place else lines[place]
    path.write_bytes(b"\n".join(lines))


def _isotherm(folder: Path, form: str) -> int:
    from isotherm.ledger import read_ledger

    del form
    with tempfile.TemporaryDirectory() as into:
        return read_ledger(folder, Path(into), now=_NOW).rows_read


def _pyarrow(folder: Path, form: str) -> int:
    from pyarrow import csv, json
    from pyarrow import parquet as pq

    read: dict[str, Callable[[Path], pa.Table]] = {
        "csv": lambda path: csv.read_csv(
            path, parse_options=csv.ParseOptions(newlines_in_values=True)
        ),
        "jsonl": json.read_json,
        "parquet": pq.read_table,
    }
    return read[form](folder / f"notes.{form}").num_rows


def _pandas(folder: Path, form: str) -> int:
    import pandas as pd

    path = folder / f"notes.{form}"
    if form == "csv":
        return len(pd.read_csv(path))
    return len(pd.read_json(path, lines=True) if form == "jsonl" else pd.read_parquet(path))


_READERS = {"isotherm": _isotherm, "pyarrow": _pyarrow, "pandas": _pandas}


def _measure(name: str, folder: Path, form: str, answer: Any) -> None:
    start = time.perf_counter()
    rows = _READERS[name](folder, form)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    answer.send((rows, seconds, used.ru_utime + used.ru_stime, peak_mb()))


def _row(name: str, folder: Path, form: str, label: str) -> dict[str, Any]:
    """One reader in a process of its own, so that its peak memory is its own."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_measure, args=(name, folder, form, there))
    process.start()
    there.close()
    try:
        rows, seconds, cpu, peak = here.recv()
    except EOFError:  # a peer that cannot read a damaged file
        return {"name": name, "format": label, "seconds": None, "rows_s": None, "peak_mb": None}
    finally:
        process.join()
    return {
        "name": name,
        "format": label,
        "seconds": round(seconds, 2),
        "cpu_s": round(cpu, 2),
        "rows_s": round(rows / seconds),
        "peak_mb": round(peak),
    }


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the made-up table")
    parser.add_argument("--damage", type=float, default=0.01, help="share of lines cut short")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    peers = {"none": [], "fast": ["pyarrow"], "all": ["pyarrow", "pandas"]}[args.peers]
    rows = []
    with tempfile.TemporaryDirectory() as name:
        from isotherm.ledger import write_table

        notes = _notes(args.rows, args.seed)
        for form in _FORMATS:
            folder = Path(name) / form
            write_table(folder, "notes", notes, format=form)
            rows += [_row(reader, folder, form, form) for reader in ("isotherm", *peers)]
            if form != "parquet" and args.damage:
                _damage(folder / f"notes.{form}", args.damage, args.seed)
                rows.append(_row("isotherm", folder, form, f"{form}, damaged"))
    data = {"rows": args.rows, "seed": args.seed, "damage": args.damage, "made": "notes"}
    show(args, rows=rows, data=data)


if __name__ == "__main__":
    main()
