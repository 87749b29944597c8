"""Normalised texts laid end to end as arrays, the shape all sweeps over characters work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from isotherm.text.scripts import DENSE, SPACED, code_points, script_table

__all__ = ["Corpus", "mix"]

_Hashes = npt.NDArray[np.uint64]
_Positions = npt.NDArray[np.intp]
_BASE = np.uint64(0x9E3779B97F4A7C15)
_LONGEST_WORD = 40  # letters of a word that take part in its hash


def mix(values: _Hashes) -> _Hashes:
    """Spread 64-bit values evenly (splitmix64's finaliser, Steele and others 2014)."""
    values = values ^ (values >> np.uint64(30))
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


@cache
def letter_numbers() -> _Hashes:
    """A well mixed number for every code point; shape (1114112,)."""
    table = mix(np.arange(0x110000, dtype=np.uint64) * _BASE + np.uint64(1))
    table.setflags(write=False)
    return table


@dataclass(frozen=True)
class Corpus:
    """Texts joined by line feeds: ``joined[p]`` is the character whose code is ``codes[p]``.

    ``classes`` (BREAK, SPACED, DENSE), ``rows`` (which text) and ``letters`` (a well mixed
    number for each character) run beside ``codes``; each text ends in a line feed.
    """

    joined: str
    codes: npt.NDArray[np.uint32]
    classes: npt.NDArray[np.uint8]
    rows: npt.NDArray[np.int32]
    letters: _Hashes

    @classmethod
    def of(cls, texts: Sequence[str]) -> Corpus:
        """Lay out texts that are already normalised (no line feeds inside)."""
        joined = "\n".join(texts) + "\n"
        codes = code_points(joined)
        ends = codes == 10
        rows = (np.cumsum(ends, dtype=np.int32) - ends).astype(np.int32)
        return cls(joined, codes, script_table()[codes], rows, letter_numbers()[codes])

    def dense_grams(self, n: int) -> tuple[_Positions, _Hashes]:
        """Where the n-grams of scripts without spaces begin, and their hashes."""
        inside = self.classes == DENSE
        size = max(len(self.codes) - n + 1, 0)
        whole = inside[:size].copy()
        for step in range(1, n):
            whole &= inside[step : size + step]
        at = np.flatnonzero(whole)
        value = self.letters[at]
        for step in range(1, n):
            value = value * _BASE + self.letters[at + step]
        return at, value + np.uint64(n)

    def words(self) -> tuple[_Positions, _Positions]:
        """Where the words of scripts with spaces begin and end."""
        inside = np.concatenate(([0], (self.classes == SPACED).view(np.int8), [0]))
        edges = np.diff(inside)
        return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)

    def run_hashes(self, starts: _Positions, ends: _Positions) -> _Hashes:
        """Hash of each run of characters (its first 40)."""
        if len(starts) == 0:
            return np.zeros(0, dtype=np.uint64)
        lengths = np.minimum(ends - starts, _LONGEST_WORD)
        offsets = np.cumsum(lengths) - lengths
        step = np.arange(int(lengths.sum())) - np.repeat(offsets, lengths)
        powers = np.cumprod(np.full(_LONGEST_WORD, _BASE, dtype=np.uint64))
        terms = self.letters[np.repeat(starts, lengths) + step] * powers[step]
        return np.add.reduceat(terms, offsets)

    def neighbours(self, starts: _Positions, ends: _Positions) -> _Positions:
        """Indices of the words that the next word follows after one space, in the same text."""
        next_to = np.flatnonzero(starts[1:] - ends[:-1] == 1)
        return next_to[self.codes[ends[next_to]] == 32]
