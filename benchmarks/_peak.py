"""The peak memory of this process, for benchmarks that weigh each contestant in one of its own."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

__all__ = ["peak_mb"]

_STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Peak memory so far, MB (2**20 bytes).

    Linux's own high-water mark where there is one: ``ru_maxrss`` would be the parent's peak
    where that is the larger, because it outlives the start of a child.
    """
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 2**10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)
