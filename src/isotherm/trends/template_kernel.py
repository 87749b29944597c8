"""The innermost loop of following templates, compiled."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

__all__ = ["last_alike"]


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def last_alike(band: Any, slots: Any, earlier: Any) -> None:
    """Fill ``earlier`` with the last earlier row of ``band`` with the same entries, -1 if none.

    Open addressing with linear probing; ``slots`` is room for it, a power of two and more than
    there are rows.
    """
    slots[:] = -1
    last = len(slots) - 1
    for row in range(len(band)):
        mixed = np.uint64(0)
        for column in range(band.shape[1]):
            mixed = (mixed ^ np.uint64(band[row, column])) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        place = np.int64(mixed & np.uint64(last))
        while slots[place] >= 0:
            same = True
            for column in range(band.shape[1]):
                same &= band[slots[place], column] == band[row, column]
            if same:
                break
            place = (place + 1) & last
        earlier[row] = slots[place]
        slots[place] = row
