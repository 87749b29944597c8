"""Every benchmark that needs no further data, one after another; the others are named."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA_MISSING = 2


def scripts() -> list[Path]:
    """The benchmarks there are: every script that shares the door, this one left out."""
    return [
        path
        for path in sorted(HERE.glob("[a-z]*.py"))
        if path.name != Path(__file__).name and "from _door import" in path.read_text("utf-8")
    ]


def run(script: Path, *, peers: str, data: str | None) -> dict[str, Any]:
    """What one benchmark says; ``missing`` or ``failed`` instead of ``rows`` where it cannot."""
    words = [sys.executable, str(script), "--json", "--peers", peers]
    words += ["--data", data] if data else []
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    said = (ran.stderr.strip().splitlines() or ["nothing"])[-1]
    if ran.returncode == DATA_MISSING:
        return {"missing": said}
    if ran.returncode:
        return {"failed": said}
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run them; 1 when one failed. Data that is not there is said and is no failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--peers", choices=("none", "fast", "all"), default="none")
    parser.add_argument("--data", help="data folder (else ISOTHERM_DATA, else ./data)")
    parser.add_argument("--only", nargs="*", default=[], metavar="PART", help="these parts alone")
    options = parser.parse_args(arguments)
    found: dict[str, Any] = {}
    for script in scripts():
        if options.only and script.stem not in options.only:
            continue
        found[script.stem] = run(script, peers=options.peers, data=options.data)
        if not options.json:
            say(script.stem, found[script.stem])
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    return int(any("failed" in one for one in found.values()))


def say(part: str, found: dict[str, Any]) -> None:
    """One part for people: a line for each row of figures."""
    for state in ("missing", "failed"):
        if state in found:
            print(f"{part}: {state}: {found[state]}", flush=True)
    for row in found.get("rows", ()):
        figures = "  ".join(f"{k}={v:.4g}" if isinstance(v, float) else f"{k}={v}"
                            for k, v in row.items() if k != "name")  # fmt: skip
        print(f"{part}: {row.get('name')}  {figures}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
