"""The door every benchmark shares: arguments in, one JSON object or one table out."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

__all__ = ["door", "machine", "missing", "need_data", "show"]


def door(about: str) -> argparse.ArgumentParser:
    """A parser with what every benchmark answers to; add the benchmark's own arguments."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument(
        "--peers", choices=("none", "fast", "all"), default="fast", help="who runs beside us"
    )
    parser.add_argument("--data", type=Path, help="data folder (else ISOTHERM_DATA, else ./data)")
    return parser


def need_data(given: Path | None, *parts: str) -> Path:
    """The path of a data file or folder; where it is missing, say so and exit with 2."""
    root = given or Path(os.environ.get("ISOTHERM_DATA") or "data")
    path = root.joinpath(*parts)
    if not path.exists():
        missing(f"{'/'.join(parts)} is not in the data folder")
    return path


def missing(what: str) -> NoReturn:
    """Say on stderr what cannot be found or read, and exit with 2."""
    print(f"benchmark: {what}; name it, or give --data DIR or ISOTHERM_DATA", file=sys.stderr)
    raise SystemExit(2)


def machine() -> dict[str, Any]:
    """What the figures were measured on, without saying whose machine it is."""
    return {
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
    }


def show(args: argparse.Namespace, *, rows: Sequence[Mapping[str, Any]], data: Any) -> None:
    """Print the result: one JSON object with ``--json``, else a table for people."""
    if args.json:
        print(json.dumps({"rows": rows, "data": data, "machine": machine()}, ensure_ascii=False))
        return
    print(f"data: {json.dumps(data, ensure_ascii=False)}")
    keys = list(dict.fromkeys(key for row in rows for key in row))
    table = [keys, *([_cell(row.get(key)) for key in keys] for row in rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(keys))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)))


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.4f}" if isinstance(value, float) else str(value)
