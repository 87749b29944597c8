"""Names as numbers: where each stands among those that are known."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = ["numbers_among"]


def numbers_among(names: pa.ChunkedArray | pa.Array, known: pa.Array) -> NDArray[np.int64]:
    """The place of each name among the known ones, -1 where it has none.

    >>> numbers_among(pa.array(["b", "x", None]), pa.array(["a", "b"])).tolist()
    [1, -1, -1]
    """
    return np.asarray(pc.fill_null(pc.index_in(names, value_set=known), -1), dtype=np.int64)
