"""The town under load, on SQLite and PostgreSQL: pages, search, orders, stock, rooms.

    python benchmarks/town.py --json                 # every part on both databases
    python benchmarks/town.py --part feed --database sqlite --notes 20000

Each database gets a town of its own in a process of its own. Readers think between two pages; the
times are a visitor's, server and connection together, on the machine that serves too.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from _door import door, show
from _town_orders import measure_orders, measure_stock
from _town_pages import measure_feed, measure_search, measure_weight
from _town_server import database, set_up

PARTS: dict[str, Callable[..., list[dict[str, Any]]]] = {
    "stock": measure_stock,
    "orders": measure_orders,
    "weight": measure_weight,
    "feed": measure_feed,
    "search": measure_search,
}
DATABASES = ("sqlite", "postgres")


def main() -> None:
    """Measure what was asked for."""
    parser = door(__doc__ or "")
    parser.add_argument("--part", choices=tuple(PARTS), action="append", help="default: all")
    parser.add_argument("--database", choices=DATABASES, action="append", help="default: both")
    parser.add_argument("--notes", type=int, default=100_000, help="notes in the town")
    parser.add_argument("--members", type=int, default=20_000, help="members of the town")
    parser.add_argument("--readers", type=int, default=50, help="who reads at the same time")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long they read")
    parser.add_argument("--buyers", type=int, default=200, help="who wants the same thing")
    parser.add_argument("--stock", type=int, default=50, help="how often it is there")
    parser.add_argument("--inside", action="store_true", help="(a database's own process)")
    args = parser.parse_args()
    databases = args.database or list(DATABASES)
    if args.inside or len(databases) == 1:
        rows = _measure(databases[0], args)
    else:
        rows = [row for kind in databases for row in _in_its_own_process(kind)]
    if args.inside:
        print(json.dumps(rows))
    else:
        shape = {name: getattr(args, name) for name in ("notes", "members", "readers")}
        show(args, rows=rows, data={"town": "the small world, told again and again", **shape})


def _measure(kind: str, args: Any) -> list[dict[str, Any]]:
    with database(kind):
        set_up()
        rows: list[dict[str, Any]] = []
        for part in args.part or list(PARTS):
            print(f"{kind}: {part}", file=sys.stderr, flush=True)
            rows += PARTS[part](args)
        return [{"name": "isotherm", "database": kind, **row} for row in rows]


def _in_its_own_process(kind: str) -> list[dict[str, Any]]:
    """Django is set up once a process: each database has its own."""
    given = [word for word in sys.argv[1:] if word != "--json"]
    command = [sys.executable, str(Path(__file__)), *given, "--database", kind, "--inside"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return list(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
