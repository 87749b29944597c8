"""Contacts as arrays: who touched what, and in which circumstances."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Contacts", "from_matrix", "mixed"]

Ints = npt.NDArray[np.integer[Any]]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Contacts:
    """Distinct actor x item contacts, sorted by actor, then item.

    ``bucket`` numbers the circumstances of a contact (its stretch of time and kind of item): a
    stratum must show beyond what circumstances explain. ``block`` is the stretch of time alone
    (all zero without times), ``at`` microseconds or -1. ``author`` numbers who the items are by.
    """

    actor: npt.NDArray[np.int32]
    item: npt.NDArray[np.int32]
    bucket: npt.NDArray[np.int32]
    block: npt.NDArray[np.int32]
    at: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float32]
    author: npt.NDArray[np.int32]  # one an item, -1 where unknown
    actors: int
    items: int
    buckets: int

    def __len__(self) -> int:
        """How many contacts there are."""
        return len(self.actor)

    def take(self, chosen: Mask) -> Contacts:
        """The chosen contacts, of the same actors and items."""
        return replace(
            self,
            actor=self.actor[chosen],
            item=self.item[chosen],
            bucket=self.bucket[chosen],
            block=self.block[chosen],
            at=self.at[chosen],
            weight=self.weight[chosen],
        )

    @cached_property
    def starts(self) -> Ints:
        """Where each actor's contacts begin, and where the last one's end."""
        return np.searchsorted(self.actor, np.arange(self.actors + 1))

    def by(self, people: Mask) -> Ints:
        """Positions of the contacts of some people, in order."""
        whose = np.flatnonzero(people)
        first, sizes = self.starts[whose], np.diff(self.starts)[whose]
        before = np.cumsum(sizes) - sizes
        return np.arange(int(sizes.sum())) + np.repeat(first - before, sizes)

    def sample(self, actors: int, items: int, *, seed: int) -> tuple[Contacts, Ints]:
        """Contacts among an even sample of people and of items; and the items' old numbers."""
        chosen = _drawn(self.actors, actors, seed)
        part = self.take(chosen[self.actor])
        met = np.bincount(part.item, minlength=self.items) > 0
        kept = met & _drawn(self.items, items * self.items // max(int(met.sum()), 1), seed + 1)
        part = part.take(kept[part.item])
        actor_number, item_number = np.cumsum(chosen) - 1, np.cumsum(kept) - 1
        small = replace(
            part,
            actor=actor_number[part.actor].astype(np.int32),
            item=item_number[part.item].astype(np.int32),
            author=part.author[kept],
            actors=int(chosen.sum()),
            items=int(kept.sum()),
        )
        return small, np.flatnonzero(kept)

    def is_graph(self) -> bool:
        """Whether actors and items are the same nodes, and every edge is told both ways."""
        if self.actors != self.items:
            return False
        there = self.actor.astype(np.int64) * self.items + self.item
        back = self.item.astype(np.int64) * self.items + self.actor
        return np.array_equal(np.sort(there), np.sort(back))

    def matrix(self) -> sparse.csr_array:
        """Actors x items, weights as float32."""
        shape = (self.actors, self.items)
        return sparse.csr_array(sparse.coo_array((self.weight, (self.actor, self.item)), shape))

    def by_bucket(self) -> sparse.csr_array:
        """Actors x buckets: how much each actor did in which circumstances."""
        shape = (self.actors, self.buckets)
        return sparse.csr_array(sparse.coo_array((self.weight, (self.actor, self.bucket)), shape))


def _drawn(count: int, most: int, seed: int) -> Mask:
    """Which of ``count`` numbers are among the about ``most`` drawn."""
    return mixed(np.arange(count), seed=seed) < most / max(count, 1)


def from_matrix(R: sparse.csr_array, author: npt.NDArray[np.int32] | None = None) -> Contacts:
    """Contacts of a users x items matrix, without times or kinds; ``author`` has one an item."""
    C = sparse.coo_array(R)
    order = np.lexsort((C.col, C.row))
    none = np.zeros(len(order), np.int32)
    return Contacts(
        actor=C.row[order].astype(np.int32),
        item=C.col[order].astype(np.int32),
        bucket=none,
        block=none,
        at=np.full(len(order), -1, np.int64),
        weight=np.ones(len(order), np.float32),
        author=np.full(C.shape[1], -1, np.int32) if author is None else author,
        actors=C.shape[0],
        items=C.shape[1],
        buckets=1,
    )


def mixed(*keys: Ints, seed: int) -> npt.NDArray[np.float64]:
    """A fixed, well mixed number in 0..1 for each row of keys (splitmix64)."""
    value = np.full(len(keys[0]), seed + 1, np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for key in keys:
        value = value + key.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        value = value ^ (value >> np.uint64(31))
    return (value >> np.uint64(11)).astype(np.float64) / float(1 << 53)
