"""How like each other the notes of two waves are: one template, or two that share a phrase."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isotherm.text import normalise_all
from isotherm.text.minhash import signatures

__all__ = ["Likeness"]

Ints = NDArray[np.int64]
_SAMPLE = 300  # notes from which it is learnt how like any two notes are
_TELLING = 0.02  # of likeness beyond the usual without which nothing can be said
_HALF = 0.5  # of their own likeness that two parts of one template have at least


class Likeness:
    """Holds the likeness of two sets of notes against that of each set's own notes.

    Likeness is the Jaccard index of the texts' character 3-grams, estimated by MinHash.

    >>> same = Likeness(["so tired of grey coats"] * 2 + ["blue tiles, white walls"] * 2)
    >>> same.is_one(np.array([0]), np.array([1])), same.is_two(np.array([0, 1]), np.array([2, 3]))
    (False, True)
    """

    def __init__(self, texts: list[str]) -> None:
        """``texts`` has one text a note."""
        lines = ["".join(line.split()) for line in normalise_all(texts, numbers="drop")]
        self._signed = signatures(lines)
        some = np.unique(np.linspace(0, len(lines) - 1, _SAMPLE).astype(np.int64))
        self._usual = self._within(some)

    def is_one(self, one: Ints, other: Ints) -> bool:
        """Whether two sets are surely of one template: like each other as they are themselves."""
        own, shared = self._own(one, other), self._between(one, other) - self._usual
        return own > _TELLING and shared >= _HALF * own

    def is_two(self, one: Ints, other: Ints) -> bool:
        """Whether two sets are surely of two templates; never so where texts tell nothing."""
        own, shared = self._own(one, other), self._between(one, other) - self._usual
        return own > _TELLING and shared < _HALF * own

    def _own(self, one: Ints, other: Ints) -> float:
        """How like the notes of each set are, beyond the usual; of the less alike set."""
        return min(self._within(one), self._within(other)) - self._usual

    def _within(self, notes: Ints) -> float:
        size = len(notes)
        if size < 2:
            return 0.0
        return (self._between(notes, notes) * size - 1.0) / (size - 1)

    def _between(self, one: Ints, other: Ints) -> float:
        signed = self._signed[other]
        alike = [float((self._signed[note] == signed).mean()) for note in one.tolist()]
        return float(np.mean(alike))
