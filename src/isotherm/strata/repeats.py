"""What a further contact with the same author says: a taste, or that the author is followed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from isotherm.strata.contacts import Contacts, mixed

__all__ = ["discount_repeats", "worth_of_repeats"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_MANY = 3  # contacts of an actor with a stratum beyond which the next says little anyway
_SURE = 2.0  # standard errors in favour of a repeat's worth


def discount_repeats(contacts: Contacts, worth: float) -> Contacts:
    """The contacts, those of an actor with k items of one author weighing 1 + (k - 1) worth."""
    pair, known = _pairs(contacts)
    _, place, count = np.unique(pair, return_inverse=True, return_counts=True)
    k = count[place].astype(np.float64)
    factor = np.where(known, (1 + (k - 1) * worth) / k, 1.0)
    return replace(contacts, weight=(contacts.weight * factor).astype(np.float32))


def worth_of_repeats(contacts: Contacts, item_class: npt.NDArray[np.intp], *, seed: int) -> float:
    """What another contact with an author already touched says of taste, 0..1.

    Where people read the few authors they follow, three contacts with a stratum may be one author
    three times, and say little more than one. Half of each actor's contacts (drawn) are used to
    foretell the other half's with the same stratum, *by other authors*: linear in how many authors
    were touched there and in how many contacts were repeats. The ratio of the two slopes is the
    worth, 1 unless repeats are proven to say less.

    Args:
        contacts: of actors with items.
        item_class: the stratum of each item; the greatest number stands for none.
        seed: of the halves.
    """
    heads = mixed(contacts.actor, contacts.item, seed=seed + 21) < 0.5
    strata = int(item_class.max(initial=0))
    square, product = np.zeros((3, 3)), np.zeros(3)
    for told, asked in ((heads, ~heads), (~heads, heads)):
        x, y = _cells(contacts, item_class, strata, told=told, asked=asked)
        weight = 1 / (x[:, 0] + 0.5)
        square += (x * weight[:, None]).T @ x
        product += (x * weight[:, None]).T @ y
    inverse = np.linalg.pinv(square)
    _, fresh, repeated = inverse @ product
    if fresh <= 0 or square[2, 2] <= 0:
        return 1.0
    doubt = _SURE * float(np.sqrt(max(inverse[2, 2], 0.0)))
    return float(np.clip((repeated + doubt) / fresh, 0.0, 1.0))


def _cells(
    contacts: Contacts,
    item_class: npt.NDArray[np.intp],
    strata: int,
    *,
    told: npt.NDArray[np.bool_],
    asked: npt.NDArray[np.bool_],
) -> tuple[Floats, Floats]:
    """For each actor and stratum: what chance, authors and repeats foretell; and what came."""
    pair, known = _pairs(contacts)
    of_class = item_class[contacts.item]
    known &= of_class < strata
    cell = contacts.actor.astype(np.int64) * strata + of_class
    told, asked = told & known, asked & known
    size = contacts.actors * strata
    seen = np.bincount(cell[told], minlength=size)
    authors = np.bincount(_distinct(cell[told], pair[told]), minlength=size)
    fresh = asked & ~np.isin(pair, pair[told])
    came = np.bincount(cell[fresh], minlength=size).astype(np.float64)
    before, after = (
        np.bincount(contacts.actor[part], minlength=contacts.actors) for part in (told, asked)
    )
    usual = np.bincount(of_class[asked], minlength=strata) / max(int(asked.sum()), 1)
    scale = np.repeat(after / np.maximum(before, 1), strata)
    chance = np.outer(after, usual).ravel()
    used = (seen <= _MANY) & np.repeat((before > 0) & (after > 0), strata)
    x = np.stack([chance, authors * scale, (seen - authors) * scale], axis=1)
    return x[used], came[used]


def _distinct(cell: Ints, pair: Ints) -> Ints:
    """The cell of each distinct cell and pair."""
    order = np.lexsort((pair, cell))
    cell, pair = cell[order], pair[order]
    fresh = (cell[1:] != cell[:-1]) | (pair[1:] != pair[:-1])
    return cell[np.append(np.ones(min(len(cell), 1), bool), fresh)]


def _pairs(contacts: Contacts) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """A number for each contact's actor and author, its own where the author is unknown."""
    author = contacts.author[contacts.item].astype(np.int64)
    authors = int(contacts.author.max(initial=-1)) + 1
    own = -1 - np.arange(len(author))
    known = author >= 0
    return np.where(known, contacts.actor.astype(np.int64) * authors + author, own), known
