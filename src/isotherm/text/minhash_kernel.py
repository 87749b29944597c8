"""The innermost loops of MinHash, compiled."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

__all__ = ["equal_entries", "least_hashes"]


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def least_hashes(shingles: Any, offsets: Any, factors: Any, signed: Any) -> None:
    """Lower ``signed`` (texts x permutations) to the least hash of each text's shingles.

    Multiply-shift (Dietzfelbinger and others 1997) on already well mixed values; text t has
    the shingles ``offsets[t]`` up to ``offsets[t + 1]``.
    """
    for text in range(len(signed)):
        row = signed[text]
        for place in range(offsets[text], offsets[text + 1]):
            shingle = shingles[place]
            for column in range(len(factors)):
                value = np.uint32((shingle * factors[column]) >> np.uint64(32))
                row[column] = min(row[column], value)


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def equal_entries(signed: Any, pairs: Any, equal: Any) -> None:
    """Fill ``equal`` with the number of equal entries of each pair of rows."""
    for place in range(len(pairs)):
        left, right = signed[pairs[place, 0]], signed[pairs[place, 1]]
        count = 0
        for column in range(len(left)):
            count += left[column] == right[column]
        equal[place] = count
