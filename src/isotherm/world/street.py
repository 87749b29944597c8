"""Where everybody meets: people, shops and notes, and the ledger that records what they do."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isotherm.world.calendar import Calendar
from isotherm.world.draws import Counter, Ids, Ints, list_of
from isotherm.world.lexicon import LEAF_COUNT, Lexicon
from isotherm.world.notes import Notes
from isotherm.world.people import People
from isotherm.world.purchases import Till
from isotherm.world.shops import Shops
from isotherm.world.writer import LedgerWriter

__all__ = ["Street", "put_reactions", "put_replies", "put_searches"]

_TARGETS = (
    ("note_id", "notes"),
    ("product_id", "products"),
    ("followed_id", "actors"),
)
_ANSWERS = 0.12  # of replies, those that answer an earlier one


@dataclasses.dataclass(frozen=True)
class Street:
    """Everything people act in and on."""

    people: People
    shops: Shops
    notes: Notes
    calendar: Calendar
    ledger: LedgerWriter
    ids: Ids
    counter: Counter
    lexicon: Lexicon
    till: Till
    mixing: float
    null: bool

    def same_or_anyone(self, rng: np.random.Generator, actor: Ints) -> Ints:
        """The same people; in a null world others, so that nothing one does tells the next."""
        return self.people.everyone.draw(rng, len(actor)) if self.null else actor

    def there(self, actor: Ints, at: Ints) -> npt.NDArray[np.bool_]:
        """Whether each moment lies within the record and after the actor joined."""
        return (at < self.calendar.end) & (at >= self.people.joined[actor])

    def moments(self, rng: np.random.Generator, actor: Ints) -> Ints:
        """A moment of the record for each, after they joined."""
        at = self.calendar.anywhen(rng, len(actor))
        joined = self.people.joined[actor]
        late = joined + (rng.random(len(actor)) * (self.calendar.end - joined)).astype(np.int64)
        return np.where(at < joined, late, at)

    def leaf_of(self, rng: np.random.Generator, actor: Ints) -> Ints:
        """A stratum each actor acts in: one of their own, or with ``mixing`` any."""
        weights = np.cumsum(self.people.weights[actor], axis=1)
        own = (rng.random(len(actor))[:, None] > weights[:, :-1]).sum(axis=1)
        away = (rng.random(len(actor)) < self.mixing) | (weights[:, -1] < 0.5) | self.null
        return np.where(away, rng.integers(0, LEAF_COUNT, len(actor)), own)


def put_reactions(
    street: Street, kind: str, *, actor: Ints, at: Ints, target: Ints, column: str = "note_id"
) -> None:
    """Add reactions of one kind to notes, products (product_id) or actors (followed_id)."""
    table = dict(_TARGETS)[column]
    street.ledger.add(
        "reactions",
        {
            "actor_id": street.ids.of("actors", actor),
            "at": at,
            "kind": pa.repeat(kind, len(actor)),
            column: street.ids.of(table, target),
            "count": np.ones(len(actor), dtype=np.int64),
        },
    )


def put_replies(
    rng: np.random.Generator, street: Street, *, actor: Ints, note: Ints, at: Ints, text: pa.Array
) -> None:
    """Add replies; one in eight answers an earlier one under the same note."""
    number = street.counter.take("replies", len(actor))
    order = np.lexsort((at, note))
    same = np.concatenate([[False], note[order][1:] == note[order][:-1]])[: len(order)]
    previous = np.concatenate([[-1], number[order][:-1]])[: len(order)]
    parent = np.full(len(order), -1)
    parent[order] = np.where(same & (rng.random(len(order)) < _ANSWERS), previous, -1)
    street.ledger.add(
        "replies",
        {
            "reply_id": street.ids.of("replies", number),
            "note_id": street.ids.of("notes", note),
            "actor_id": street.ids.of("actors", actor),
            "at": at,
            "text": text,
            "parent_id": street.ids.of("replies", parent),
        },
    )


def put_searches(
    street: Street,
    *,
    actor: Ints,
    at: Ints,
    query: pa.Array,
    results: Ints,
    clicks: tuple[pa.Array, Ints] | None = None,
    bought: tuple[Ints, Ints] | None = None,
) -> Ints:
    """Add searches; ``clicks`` are ids and how many each search has; gives their row numbers.

    ``bought`` are positions of searches that led to an order, and the product: opened as well.
    """
    count = len(actor)
    number = street.counter.take("searches", count)
    ids, lengths = clicks or (pa.array([], type=pa.string()), np.zeros(count, dtype=np.int64))
    if bought is not None and len(bought[0]):
        owner = np.concatenate([np.repeat(np.arange(count), lengths), bought[0]])
        order = np.argsort(owner, kind="stable")
        ids = pa.concat_arrays([ids, street.ids.of("products", bought[1])]).take(pa.array(order))
        lengths = np.bincount(owner, minlength=count)
    street.ledger.add(
        "searches",
        {
            "search_id": street.ids.of("searches", number),
            "actor_id": street.ids.of("actors", actor),
            "at": at,
            "query": query,
            "results": results,
            "clicked": list_of(ids, lengths),
        },
    )
    return number
