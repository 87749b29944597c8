"""Where people live besides their home: the evidence for strata that lie in a wider one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from isotherm.strata.contacts import Contacts, mixed
from isotherm.strata.mixture import Actors
from isotherm.strata.weights import accepted_members

__all__ = ["Lives", "count_lives", "find_lives", "item_classes", "lives_by_chance"]

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_EVEN = 30  # rounds of fitting the margins of a table without its diagonal


@dataclass(frozen=True)
class Lives:
    """Further lives: people who mostly live in ``home`` and belong to ``other`` too.

    One row a person and further stratum, sorted by them; ``bucket`` numbers the circumstances of
    the contact that bears witness to it.
    """

    actor: npt.NDArray[np.int32]
    home: npt.NDArray[np.intp]
    other: npt.NDArray[np.intp]
    bucket: npt.NDArray[np.int32]
    strata: int

    def take(self, chosen: Mask) -> Lives:
        """The chosen rows."""
        return Lives(
            self.actor[chosen],
            self.home[chosen],
            self.other[chosen],
            self.bucket[chosen],
            self.strata,
        )


def item_classes(q: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    """The stratum each item speaks to, K where it speaks to none."""
    return np.where(q.sum(axis=1) > 0.5, q.argmax(axis=1), q.shape[1])


def find_lives(
    contacts: Contacts, q: npt.NDArray[np.float32], actors: Actors, *, seed: int
) -> Lives:
    """Further lives of all people; ``q`` is items x K.

    A further life needs a witness: a contact with one of the less touched items of that stratum.
    What everyone comes by (a famous note, a wave) says little about where one lives.
    """
    count = q.shape[1]
    accepted = accepted_members(actors.member)
    own = np.where(accepted, actors.own, 0)
    home = np.where(own.max(axis=1) > 0, own.argmax(axis=1), -1)[contacts.actor]
    other = item_classes(q)[contacts.item]
    touched = np.bincount(contacts.item, minlength=contacts.items)[contacts.item]
    witness = (home >= 0) & (other < count) & (other != home) & (touched <= np.median(touched))
    witness &= accepted[contacts.actor, np.minimum(other, count - 1)]
    # a group of accounts that act as one has one voice
    witness &= mixed(contacts.actor, seed=seed + 3) < contacts.weight
    rows = np.flatnonzero(witness)
    draw = mixed(contacts.actor[rows], contacts.item[rows], seed=seed + 4)
    rows = rows[np.lexsort((draw, other[rows], contacts.actor[rows]))]
    pair = contacts.actor[rows].astype(np.int64) * (count + 1) + other[rows]
    rows = rows[np.append(True, pair[1:] != pair[:-1])[: len(pair)]]
    return Lives(contacts.actor[rows], home[rows], other[rows], contacts.bucket[rows], count)


def count_lives(lives: Lives) -> Floats:
    """How many live in which home (rows) and belong to which other stratum (columns)."""
    table = np.zeros((lives.strata, lives.strata))
    np.add.at(table, (lives.home, lives.other), 1.0)
    return table


def lives_by_chance(counts: npt.NDArray[np.floating[Any]]) -> Floats:
    """The table if a further life did not depend on the home, which it cannot be.

    Quasi-independence (Goodman 1968): a row factor times a column factor, and no diagonal.
    """
    rows, columns = counts.sum(axis=1) + 0.5, counts.sum(axis=0) + 0.5
    for _ in range(_EVEN):
        columns = (counts.sum(axis=0) + 0.1) / (rows.sum() - rows)
        rows = (counts.sum(axis=1) + 0.1) / (columns.sum() - columns)
    table = np.outer(rows, columns)
    np.fill_diagonal(table, 0.0)
    return table
