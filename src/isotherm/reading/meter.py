"""How long a step took, how much the processor worked, how much memory it held at its highest."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

__all__ = ["Meter"]

_CLEAR = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")


class Meter:
    """Start it, do the work, read it.

    On Linux the kernel's high-water mark is set back at the start, so the peak is the step's
    own; elsewhere it is the highest of the whole process so far.
    """

    def __init__(self) -> None:
        """Set the clock and, where the system allows it, the high-water mark back."""
        self._since = time.perf_counter()
        self._worked = time.process_time()
        try:
            _CLEAR.write_text("5")
        except OSError:
            return

    def read(self) -> dict[str, float]:
        """Seconds since the start, processor seconds of all threads, and peak memory in MB."""
        return {
            "seconds": round(time.perf_counter() - self._since, 3),
            "cpu_seconds": round(time.process_time() - self._worked, 3),
            "peak_mb": round(_peak_mb(), 1),
        }


def _peak_mb() -> float:
    try:
        for line in _STATUS.read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return float(line.split()[1]) / 1024
    except OSError:
        pass
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
