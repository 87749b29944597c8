"""Choices that follow from a text: the same text always chooses the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["Dice", "digest"]

_T = TypeVar("_T")


def digest(text: str) -> str:
    """Hex digest of any text, lone surrogates included.

    >>> digest("lilac")[:8] == digest("lilac")[:8]
    True
    """
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Dice:
    """Named throws: each name falls the same way for the same seed, in whatever order.

    >>> Dice("a").pick("arm", ["left", "right"]) == Dice("a").pick("arm", ["left", "right"])
    True
    """

    def __init__(self, seed: str) -> None:
        """``seed`` decides every throw."""
        self._seed = seed

    def unit(self, name: str) -> float:
        """A number in [0, 1)."""
        return int(digest(f"{self._seed}\x1f{name}")[:13], 16) / 16**13

    def between(self, name: str, low: float, high: float) -> float:
        """A number between ``low`` and ``high``."""
        return low + (high - low) * self.unit(name)

    def chance(self, name: str, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.unit(name) < probability

    def pick(self, name: str, among: Sequence[_T]) -> _T:
        """One of a non-empty sequence."""
        return among[int(self.unit(name) * len(among))]
