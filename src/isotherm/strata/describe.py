"""How large a stratum is, how warm today, and the id that it keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from isotherm.strata.contacts import Contacts

__all__ = ["agreement", "content_id", "size_interval", "temperatures"]

_WEEK = 7 * 86_400_000_000
_DOUBTED = 0.5  # standard deviation of what is doubtful in a size, share of it


def content_id(item_ids: Sequence[str]) -> str:
    """An id made of what the stratum gathers around: ``s-`` and ten hex digits.

    >>> content_id(["note n1", "note n2"]) == content_id(["note n2", "note n1"])
    True
    """
    content = "\n".join(sorted(item_ids)).encode()
    return "s-" + hashlib.blake2b(content, digest_size=5).hexdigest()


def size_interval(
    belief: npt.NDArray[np.float32],
    member: npt.NDArray[np.bool_],
    weight: npt.NDArray[np.float64],
    *,
    touched: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """How many belong to each stratum, and the 90% interval of how many truly do; 3 x K.

    Those counted are those who are told to belong (a coordinated account counts for its weight).
    The probabilities of all the others add up to more than there are: whoever leans towards a
    stratum without belonging is given a little by each. So the interval allows, besides the
    independent coins and 5% of the size, for half of all that is doubtful: those counted who may
    not belong, those not counted who may. Who touches little (``touched``: contacts an actor) is
    seldom told, so it reaches up by as many more as there would be were the share of members
    among all people what it is among the people behind the contacts.
    """
    size = weight @ member
    outside = weight @ (belief * ~member)
    doubt = size - weight @ (belief * member) + outside
    coins = (weight**2) @ (belief * (1 - belief))
    spread = 1.645 * np.sqrt(coins + (0.05 * size) ** 2 + (_DOUBTED * doubt) ** 2)
    active = weight * touched
    untold = np.maximum(weight.sum() * (active @ member) / max(active.sum(), 1e-12) - size, 0.0)
    high = np.maximum(np.minimum(size + spread + untold, weight.sum()), size)
    return np.stack([size, np.maximum(size - spread, 0.0), high])


def temperatures(
    contacts: Contacts,
    member: npt.NDArray[np.bool_],
    q: npt.NDArray[np.float32],
    *,
    as_of: int | None,
) -> npt.NDArray[np.float64]:
    """Members' contacts with their stratum's items in the last week over a usual week's; K.

    1 where there are no times, or no full week before the last to compare with.
    """
    timed = contacts.at >= 0
    heat = np.ones(q.shape[1])
    if not timed.any():
        return heat
    now = as_of if as_of is not None else int(contacts.at[timed].max())
    age = (now - contacts.at) // _WEEK
    weeks = int((now - contacts.at[timed].min()) // _WEEK)
    if weeks < 2:
        return heat
    of_item = q.argmax(axis=1)[contacts.item]
    own = member[contacts.actor, of_item] & (q.max(axis=1)[contacts.item] > 0.5) & timed
    recent, past = (
        np.bincount(of_item[part], weights=contacts.weight[part], minlength=q.shape[1])
        for part in (own & (age <= 0), own & (age >= 1) & (age < weeks))
    )
    return (recent + 1) / (past / max(weeks - 1, 1) + 1)


def agreement(first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_]) -> npt.NDArray[Any]:
    """Jaccard of the two member sets of each stratum."""
    both = (first & second).sum(axis=0)
    either = (first | second).sum(axis=0)
    return both / np.maximum(either, 1)
