"""Processes of the town that end with the one that started them."""

from __future__ import annotations

import signal
import sys

__all__ = ["dies_with_parent"]

_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG


def dies_with_parent() -> None:
    """Called in a child before it begins: the system ends it when its parent is gone (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)
