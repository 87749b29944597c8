"""Seeded draws: named random streams, weighted choice, ids that tell nothing."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

__all__ = ["Counter", "Floats", "Ids", "Ints", "RowChoice", "WeightedChoice", "list_of", "rng_for"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_HEX = np.array([list(b"%02x" % byte) for byte in range(256)], dtype=np.uint8)
_DIGITS = 12
_MASK = np.uint64((1 << 48) - 1)


def rng_for(seed: int, *names: str | int) -> np.random.Generator:
    """A random stream of its own for each name, so that parts do not disturb each other.

    >>> int(rng_for(7, "notes").integers(100)) == int(rng_for(7, "notes").integers(100))
    True
    """
    words = [zlib.crc32(str(name).encode()) for name in names]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))


class WeightedChoice:
    """Draws positions in proportion to their weights."""

    def __init__(self, weights: npt.ArrayLike) -> None:
        """Take one weight a position, none negative, not all zero."""
        cumulated = np.cumsum(np.asarray(weights, dtype=np.float64))
        self._cdf = cumulated / cumulated[-1]

    def draw(self, rng: np.random.Generator, count: int) -> Ints:
        """``count`` positions."""
        found = np.searchsorted(self._cdf, rng.random(count), side="right")
        return np.minimum(found, len(self._cdf) - 1).astype(np.int64)


class RowChoice:
    """Draws entries of a row in proportion to weights; rows may differ in length."""

    def __init__(self, rows: list[npt.NDArray[Any]], weights: list[Floats]) -> None:
        """Take for each row its entries (integers) and their weights; no row is empty."""
        cdf = [np.cumsum(w) / np.sum(w) for w in weights]
        self._entries = np.concatenate(rows).astype(np.int64)
        self._cdf = np.concatenate([row + np.minimum(c, 1.0) for row, c in enumerate(cdf)])
        self._last = np.cumsum([len(row) for row in rows]) - 1

    def draw(self, rng: np.random.Generator, rows: Ints) -> Ints:
        """One entry of each of ``rows``."""
        found = np.searchsorted(self._cdf, rows + rng.random(len(rows)), side="right")
        return self._entries[np.minimum(found, self._last[rows])]


class Ids:
    """Ids without meaning: a bijection of 48 bits, keyed by seed and table, as 12 hex digits."""

    def __init__(self, seed: int) -> None:
        """Ids of one world."""
        self._seed = seed
        self._keys: dict[str, npt.NDArray[np.uint64]] = {}

    def of(self, table: str, index: npt.ArrayLike) -> pa.StringArray:
        """The ids of the rows numbered ``index``; -1 gives null.

        >>> Ids(7).of("notes", [0, -1])[1].as_py() is None
        True
        """
        position = np.asarray(index, dtype=np.int64)
        value = self._mixed(table, position.astype(np.uint64))
        octets = value.astype(">u8").view(np.uint8).reshape(-1, 8)[:, -_DIGITS // 2 :]
        data = _HEX[octets]
        offsets = np.arange(len(position) + 1, dtype=np.int32) * _DIGITS
        whole = pa.StringArray.from_buffers(
            len(position), pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(data))
        )
        missing = position < 0
        if not missing.any():
            return whole
        return whole.take(pa.array(np.arange(len(position)), mask=missing))

    def one(self, table: str, index: int) -> str:
        """The id of one row."""
        return str(self.of(table, [index])[0].as_py())

    def _mixed(self, table: str, value: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
        if table not in self._keys:
            rng = rng_for(self._seed, "ids", table)
            self._keys[table] = rng.integers(0, 1 << 48, 3, dtype=np.uint64)
        keys = self._keys[table]
        value = (value + keys[0]) & _MASK
        for key in keys[1:]:
            value = (value * (key | np.uint64(1))) & _MASK
            value ^= value >> np.uint64(25)
        return value


class Counter:
    """Hands out row numbers, table by table."""

    def __init__(self) -> None:
        """Start every table at 0."""
        self._next: dict[str, int] = {}

    def take(self, table: str, count: int) -> Ints:
        """The next ``count`` row numbers of a table."""
        first = self._next.get(table, 0)
        self._next[table] = first + count
        return np.arange(first, first + count)


def list_of(values: pa.Array, lengths: Ints) -> pa.ListArray:
    """A list column from the values of all rows one after the other and each row's length."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)
