"""How long a filled town takes to open: from the command to its first page, and closed again.

    python benchmarks/town_start.py --ledger out/world/ledger --home out/town --json

The town at ``--home`` is filled from the record first, where it is not yet; that is not counted.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from _door import door, show


def main() -> None:
    """Open the town some times, and say what the best of them took."""
    parser = door(__doc__ or "")
    parser.add_argument("--ledger", type=Path, required=True, help="the record of the town")
    parser.add_argument("--home", type=Path, required=True, help="the town's own folder")
    parser.add_argument("--port", type=int, default=8055)
    parser.add_argument("--times", type=int, default=3, help="how often it is opened")
    args = parser.parse_args()
    command = [sys.executable, "-m", "isotherm", "serve", "--demo", "--try", "--port"]
    command += [str(args.port), "--home", str(args.home), "--ledger", str(args.ledger)]
    _open(command)
    took = [_open(command) for _ in range(args.times)]
    best = {"seconds": min(one for one, _ in took), "processor_s": min(one for _, one in took)}
    show(args, rows=[{"name": "isotherm", **best}], data={"town": str(args.ledger.name)})


def _open(command: list[str]) -> tuple[float, float]:
    """Seconds of the clock, and of the processor in the town and all that it started."""
    begun, before = time.perf_counter(), _processor_s()
    subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=1200
    )
    return time.perf_counter() - begun, _processor_s() - before


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
