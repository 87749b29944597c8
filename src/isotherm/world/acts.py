"""What people do with ordinary notes: see, view, like, save, share, follow, cart, reply, buy."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.world.draws import Ints
from isotherm.world.lexicon import GENERAL
from isotherm.world.notes import Notes
from isotherm.world.street import Street, put_reactions, put_replies

__all__ = ["Views", "act_on", "pass_by", "view_notes"]

_RATES = {"like": 0.38, "save": 0.11, "share": 0.02, "follow": 0.022}
_CART_RATE = 0.06
_ORDER_RATE = 0.1  # of views of a note that carries a product
_REPLY_RATE = 0.24
_REPLY_KINDS = ("praise", "question", "chatter", "ask_link", "ask_same", "ask_size", "ask_advice")
_PLAIN = (0.36, 0.2, 0.425, 0.008, 0.003, 0.002, 0.002)  # replies under an ordinary note
_SHOWN = (0.36, 0.2, 0.36, 0.04, 0.02, 0.01, 0.01)  # under a note that carries a product


@dataclasses.dataclass(frozen=True)
class Views:
    """Views of notes: who, which (position among the notes given), when; in order of note."""

    actor: Ints
    note: Ints
    at: Ints


def view_notes(rng: np.random.Generator, notes: Notes, street: Street) -> Views:
    """Draw viewers of each note: members of its strata, a share ``mixing`` others.

    In a null world viewers are drawn from everyone alike.
    """
    note = np.repeat(np.arange(notes.count), rng.poisson(notes.pull))
    second = (notes.second[note] >= 0) & (rng.random(len(note)) < 0.4)
    leaf = np.where(second, notes.second[note], notes.leaf[note])
    leaf = np.full_like(leaf, -1) if street.null else leaf
    actor = street.people.draw_members(rng, leaf, outside=street.mixing)
    lag = rng.exponential(np.where(rng.random(len(note)) < 0.3, 9.0, 0.7))
    at = street.calendar.after(rng, notes.at[note], lag)
    seen = street.there(actor, at) & (actor != notes.author[note])
    return Views(actor[seen], note[seen], at[seen])


def act_on(
    rng: np.random.Generator, views: Views, notes: Notes, street: Street, *, numbers: Ints
) -> None:
    """Write what follows from views: the views themselves, reactions, replies and orders."""
    put_reactions(street, "view", actor=views.actor, at=views.at, target=numbers[views.note])
    for kind, rate in _RATES.items():
        did = np.flatnonzero(rng.random(len(views.actor)) < rate)
        at = np.minimum(views.at[did] + rng.integers(5, 300, len(did)), street.calendar.end - 1)
        note = views.note[did]
        follows = kind == "follow"
        put_reactions(
            street,
            kind,
            actor=views.actor[did],
            at=at,
            target=notes.author[note] if follows else numbers[note],
            column="followed_id" if follows else "note_id",
        )
    _reply(rng, views, notes, street, numbers=numbers)
    _shop(rng, views, notes, street, numbers=numbers)


def pass_by(rng: np.random.Generator, street: Street, *, impressions: int, buyers: int) -> None:
    """Impressions without a view, and purchases from the feed and straight from shops."""
    actor = street.people.everyone.draw(rng, impressions)
    note = rng.integers(0, street.notes.count, impressions)
    at = street.calendar.after(rng, street.notes.at[note], rng.exponential(1.5, impressions))
    fine = street.there(actor, at)
    put_reactions(street, "impression", actor=actor[fine], at=at[fine], target=note[fine])
    actor = street.people.everyone.draw(rng, buyers)
    product = street.shops.by_leaf.draw(rng, street.leaf_of(rng, actor))
    at = street.moments(rng, actor)
    sold = at > street.shops.listed[product]
    from_feed = rng.random(buyers) < 0.5
    for source, chosen in (("feed", from_feed), ("direct", ~from_feed)):
        part = np.flatnonzero(sold & chosen)
        street.till.sell(rng, actor=actor[part], product=product[part], at=at[part], source=source)


def _shop(
    rng: np.random.Generator, views: Views, notes: Notes, street: Street, *, numbers: Ints
) -> None:
    """Carts and orders from notes that carry a product."""
    shown = np.flatnonzero(notes.product[views.note] >= 0)
    cart = shown[rng.random(len(shown)) < _CART_RATE]
    put_reactions(
        street,
        "cart",
        actor=street.same_or_anyone(rng, views.actor[cart]),
        at=np.minimum(views.at[cart] + 120, street.calendar.end - 1),
        target=notes.product[views.note[cart]],
        column="product_id",
    )
    buys = shown[rng.random(len(shown)) < _ORDER_RATE]
    street.till.sell(
        rng,
        actor=street.same_or_anyone(rng, views.actor[buys]),
        product=notes.product[views.note[buys]],
        at=np.minimum(views.at[buys] + 300, street.calendar.end - 1),
        source="note",
        source_id=street.ids.of("notes", numbers[views.note[buys]]),
    )


def _reply(
    rng: np.random.Generator, views: Views, notes: Notes, street: Street, *, numbers: Ints
) -> None:
    did = np.flatnonzero(rng.random(len(views.actor)) < _REPLY_RATE)
    note = views.note[did]
    needed = notes.need[note] >= 0
    leaf = np.where(notes.leaf[note] < 0, GENERAL, notes.leaf[note])
    topics = np.where(needed, GENERAL + 1 + notes.need[note], leaf)
    plain = rng.choice(len(_REPLY_KINDS), len(did), p=_PLAIN)
    shown = rng.choice(len(_REPLY_KINDS), len(did), p=_SHOWN)
    kind = np.where(notes.product[note] >= 0, shown, plain)
    kind = np.where(needed & (kind > 2), 2, kind)  # asks there come from those who ask for it
    frames = street.lexicon.frames_by(rng, _REPLY_KINDS, kind)
    at = views.at[did] + rng.integers(20, 900, len(did))
    put_replies(
        rng,
        street,
        actor=views.actor[did],
        note=numbers[note],
        at=np.minimum(at, street.calendar.end - 1),
        text=street.lexicon.say(rng, frames, topics=topics, mixing=street.mixing),
    )
