"""How often signatures agree, compiled."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

__all__ = ["agreements"]


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def agreements(one: Any, other: Any) -> Any:
    """How many entries each row of ``one`` has in common with the rows of ``other`` together."""
    found = np.zeros(len(one), dtype=np.int64)
    for i in range(len(one)):
        for j in range(len(other)):
            same = 0
            for entry in range(one.shape[1]):
                same += one[i, entry] == other[j, entry]
            found[i] += same
    return found
