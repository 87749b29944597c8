"""Lines: many texts in one spelling, each distinct one read once."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from isotherm.text import normalise_all

__all__ = ["Lines"]


@dataclasses.dataclass(frozen=True)
class Lines:
    """People say the same over and over: what they say once each, and which text says which.

    >>> lines = Lines.of(pa.chunked_array([["西裝", "Suit", "西裝"]]))
    >>> lines.normal, lines.numbered({"西装": 7}).to_pylist()
    (['西装', 'suit'], [7, None, 7])
    """

    normal: list[str]
    place: pa.Array  # of each text among ``normal``

    @classmethod
    def of(cls, texts: pa.ChunkedArray) -> Lines:
        """Texts, none of them null."""
        told = texts.combine_chunks().dictionary_encode()
        return cls(normalise_all(told.dictionary.to_pylist()), told.indices)

    @property
    def times(self) -> NDArray[np.int64]:
        """How often each distinct text is said."""
        return np.bincount(np.asarray(self.place), minlength=len(self.normal))

    def numbered(self, named: Mapping[str, int]) -> pa.Array:
        """The number of each text's spelling, null where it has none."""
        return pa.array([named.get(line) for line in self.normal], pa.int64()).take(self.place)
