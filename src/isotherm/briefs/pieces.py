"""Pieces: what was bought and what became of it, in columns of numbers."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

__all__ = ["NO_PRICE", "Chosen", "Ints", "Pieces", "Sized"]

Ints = NDArray[np.int64]
Chosen = NDArray[np.bool_]  # by number, whether something is meant
NO_PRICE = np.iinfo(np.int64).min


@dataclasses.dataclass(frozen=True)
class Sized:
    """Who takes which size; both by number."""

    actor: Ints
    size: Ints

    def of(self, people: Chosen) -> Sized:
        """What these people take."""
        own = people[self.actor]
        return Sized(self.actor[own], self.size[own])

    def join(self, other: Sized) -> Sized:
        """Both together."""
        return Sized(
            np.concatenate((self.actor, other.actor)), np.concatenate((self.size, other.size))
        )

    def people(self, sizes: int) -> list[int]:
        """Distinct people by size, of so many sizes."""
        width = int(self.actor.max(initial=0)) + 1
        pairs = np.unique(self.size[self.size >= 0] * width + self.actor[self.size >= 0])
        counts: list[int] = np.bincount(pairs // width, minlength=sizes).tolist()
        return counts


@dataclasses.dataclass(frozen=True)
class Pieces:
    """A place a piece in every column; names are numbered, -1 where there is none.

    ``kept`` is 1 or 0, -1 where it is not known; ``price_fen`` is NO_PRICE where it is not.
    """

    actor: Ints
    product: Ints
    merchant: Ints
    category: Ints
    size: Ints
    price_fen: Ints
    kept: Ints

    def where(self, chosen: Chosen) -> Pieces:
        """Some of the pieces."""
        return Pieces(*(getattr(self, field.name)[chosen] for field in dataclasses.fields(self)))

    def of(self, people: Chosen | None) -> Pieces:
        """What these people bought; None stands for everyone."""
        return self if people is None else self.where(people[self.actor])

    def within(self, categories: Chosen) -> Pieces:
        """What is of some categories; the last place stands for none."""
        return self.where(categories[self.category])

    def people(self) -> int:
        """How many people bought them."""
        return int(np.count_nonzero(np.bincount(self.actor)))

    def sized(self) -> Sized:
        """Who takes which size."""
        return Sized(self.actor, self.size)

    def kept_by_merchant(self) -> tuple[Ints, Ints, Ints]:
        """Merchants, how many people bought of each, and how many pieces they kept and bought.

        Shapes (merchants,), (merchants,) and (2, merchants), of those that sold any; the pieces
        are told ones.
        """
        own = self.merchant >= 0
        merchant, width = self.merchant[own], int(self.actor.max(initial=0)) + 1
        sold = np.bincount(merchant)
        kept = np.bincount(merchant, weights=self.kept[own], minlength=len(sold)).astype(np.int64)
        pairs = np.unique(merchant * width + self.actor[own])
        people = np.bincount(pairs // width, minlength=len(sold))
        there = np.flatnonzero(sold)
        return there, people[there], np.stack((kept, sold))[:, there]
