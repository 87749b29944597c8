"""What people do with ordinary notes: see, view, like, save, share, follow, cart, reply."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa

from isotherm.world.calendar import Calendar
from isotherm.world.draws import Ids, Ints
from isotherm.world.lexicon import GENERAL, Lexicon
from isotherm.world.notes import Notes
from isotherm.world.people import People
from isotherm.world.writer import LedgerWriter

__all__ = ["Counter", "Views", "act_on", "put_reactions", "put_replies", "view_notes"]

_RATES = {"like": 0.38, "save": 0.11, "share": 0.02, "follow": 0.022}
_CART_RATE = 0.06
_REPLY_RATE = 0.24
_REPLY_KINDS = ("praise", "question", "chatter", "ask_link", "ask_same", "ask_size", "ask_advice")
_PLAIN = (0.36, 0.2, 0.425, 0.008, 0.003, 0.002, 0.002)  # replies under an ordinary note
_SHOWN = (0.36, 0.2, 0.36, 0.04, 0.02, 0.01, 0.01)  # under a note that carries a product


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


@dataclasses.dataclass(frozen=True)
class Views:
    """Views of notes: who, which (position among the notes given), when; in order of note."""

    actor: Ints
    note: Ints
    at: Ints


def view_notes(
    rng: np.random.Generator,
    notes: Notes,
    people: People,
    calendar: Calendar,
    *,
    outside: float,
    null: bool,
) -> Views:
    """Draw viewers of each note: members of its strata, a share ``outside`` others.

    In a null world viewers are drawn from everyone alike.
    """
    note = np.repeat(np.arange(notes.count), rng.poisson(notes.pull))
    leaf = np.where(
        (notes.second[note] >= 0) & (rng.random(len(note)) < 0.4),
        notes.second[note],
        notes.leaf[note],
    )
    actor = people.draw_members(rng, np.full_like(leaf, -1) if null else leaf, outside=outside)
    slow = rng.random(len(note)) < 0.3
    lag = rng.exponential(np.where(slow, 9.0, 0.7))
    at = calendar.after(rng, notes.at[note], lag)
    seen = (at < calendar.end) & (at >= people.joined[actor]) & (actor != notes.author[note])
    return Views(actor[seen], note[seen], at[seen])


def act_on(
    rng: np.random.Generator,
    views: Views,
    notes: Notes,
    ledger: LedgerWriter,
    *,
    numbers: Ints,
    ids: Ids,
    counter: Counter,
    lexicon: Lexicon,
    mixing: float,
) -> None:
    """Write what follows from views: the views themselves, reactions and replies."""
    put_reactions(ledger, ids, "view", actor=views.actor, at=views.at, note=numbers[views.note])
    for kind, rate in _RATES.items():
        did = np.flatnonzero(rng.random(len(views.actor)) < rate)
        at = views.at[did] + rng.integers(5, 300, len(did))
        note = views.note[did]
        if kind == "follow":
            put_reactions(
                ledger, ids, kind, actor=views.actor[did], at=at, followed=notes.author[note]
            )
        else:
            put_reactions(ledger, ids, kind, actor=views.actor[did], at=at, note=numbers[note])
    shown = notes.product[views.note] >= 0
    did = np.flatnonzero(shown & (rng.random(len(views.actor)) < _CART_RATE))
    put_reactions(
        ledger,
        ids,
        "cart",
        actor=views.actor[did],
        at=views.at[did] + 120,
        product=notes.product[views.note[did]],
    )
    _reply(
        rng,
        views,
        notes,
        ledger,
        numbers=numbers,
        ids=ids,
        counter=counter,
        lexicon=lexicon,
        mixing=mixing,
    )


def _reply(
    rng: np.random.Generator,
    views: Views,
    notes: Notes,
    ledger: LedgerWriter,
    *,
    numbers: Ints,
    ids: Ids,
    counter: Counter,
    lexicon: Lexicon,
    mixing: float,
) -> None:
    did = np.flatnonzero(rng.random(len(views.actor)) < _REPLY_RATE)
    note = views.note[did]
    leaf = np.where(notes.leaf[note] < 0, GENERAL, notes.leaf[note])
    topics = np.where(notes.need[note] >= 0, GENERAL + 1 + notes.need[note], leaf)
    plain = rng.choice(len(_REPLY_KINDS), len(did), p=_PLAIN)
    shown = rng.choice(len(_REPLY_KINDS), len(did), p=_SHOWN)
    kind = np.where(notes.product[note] >= 0, shown, plain)
    kind = np.where((notes.need[note] >= 0) & (kind > 2), 2, kind)  # asks there come from askers
    for number, name in enumerate(_REPLY_KINDS):
        part = np.flatnonzero(kind == number)
        text = lexicon.say(rng, name, topics=topics[part], mixing=mixing)
        put_replies(
            rng,
            ledger,
            ids,
            counter,
            actor=views.actor[did[part]],
            note=numbers[note[part]],
            at=views.at[did[part]] + rng.integers(20, 900, len(part)),
            text=text,
        )


def put_reactions(
    ledger: LedgerWriter,
    ids: Ids,
    kind: str,
    *,
    actor: Ints,
    at: Ints,
    note: Ints | None = None,
    product: Ints | None = None,
    followed: Ints | None = None,
) -> None:
    """Add reactions of one kind to notes, products or actors."""
    columns = {
        "actor_id": ids.of("actors", actor),
        "at": at,
        "kind": pa.repeat(kind, len(actor)),
        "count": np.ones(len(actor), dtype=np.int64),
    }
    targets = (
        ("note_id", "notes", note),
        ("product_id", "products", product),
        ("followed_id", "actors", followed),
    )
    for column, table, target in targets:
        if target is not None:
            columns[column] = ids.of(table, target)
    ledger.add("reactions", columns)


def put_replies(
    rng: np.random.Generator,
    ledger: LedgerWriter,
    ids: Ids,
    counter: Counter,
    *,
    actor: Ints,
    note: Ints,
    at: Ints,
    text: pa.Array,
) -> None:
    """Add replies; one in eight answers an earlier one under the same note."""
    number = counter.take("replies", len(actor))
    order = np.lexsort((at, note))
    same = np.concatenate([[False], note[order][1:] == note[order][:-1]])
    answers = same & (rng.random(len(order)) < 0.12)
    parent = np.full(len(order), -1)
    previous = np.concatenate([[-1], number[order][:-1]])
    parent[order] = np.where(answers, previous, -1)
    ledger.add(
        "replies",
        {
            "reply_id": ids.of("replies", number),
            "note_id": ids.of("notes", note),
            "actor_id": ids.of("actors", actor),
            "at": at,
            "text": text,
            "parent_id": ids.of("replies", parent),
        },
    )
