"""What happens under the notes of waves: independent people, or a pool that acts as one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.world.calendar import DAY
from isotherm.world.draws import Ints
from isotherm.world.street import Street, put_reactions, put_replies, put_searches
from isotherm.world.waves import Wave, draw_days, wave_curve

__all__ = ["Ground", "answer_in_lockstep", "answer_wave", "sell_wave"]

_SPREAD = 0.3  # of independent repliers, those from outside the wave's strata
_GENUINE = 0.08  # independent repliers of a paid or faked wave, relative to its size
_KINDS = ("wave", "praise", "chatter", "question", "ask_advice", "ask_link")
_SHARES = (0.36, 0.3, 0.2, 0.09, 0.03, 0.02)
_BESIDES = {"view": 4.0, "like": 1.5, "save": 0.45, "share": 0.1}  # for each reply
_LOOKING = 0.04  # of repliers, those who search for what the wave is about
_CARTING, _BUYING = 0.7, 0.6  # of people met once the goods are there; of carts
_SCRIPT = (0, 0, 0, 0, 1, 1, 1)  # wordings a pool has: about the wave, or any praise
_MARKS = ("", "", "", "！", "～", "啊", "呀", "!!", "❤️")


@dataclasses.dataclass(frozen=True)
class Ground:
    """Where a wave happens: its number, its notes and the topic of its words."""

    number: int
    notes: Ints
    topic: int
    street: Street


def answer_wave(rng: np.random.Generator, wave: Wave, ground: Ground) -> Ints:
    """Independent people answer a wave's notes, and like, save and search; gives who replied."""
    street = ground.street
    staged = wave.kind in ("campaign", "attack")
    count = int(wave.replies * (_GENUINE if staged else 1.0))
    actor, note, at = _encounters(rng, wave, ground, count)
    kind = rng.choice(len(_KINDS), len(actor), p=_SHARES)
    groups = (f"wave {ground.number} reply", *_KINDS[1:])
    frames = street.lexicon.frames_by(rng, groups, kind)
    topics = np.full(len(actor), ground.topic)
    text = street.lexicon.say(rng, frames, topics=topics, mixing=street.mixing)
    put_replies(rng, street, actor=actor, note=note, at=at, text=text)
    for name, rate in _BESIDES.items():
        who, what, when = _encounters(rng, wave, ground, int(count * rate))
        put_reactions(street, name, actor=who, at=when, target=what)
    if wave.kind != "celebrity":
        _look_for(rng, wave, street, actor=actor, note=note, at=at)
    return np.unique(actor[street.calendar.told(at)])


def sell_wave(rng: np.random.Generator, wave: Wave, ground: Ground) -> None:
    """Once merchants were briefed and the goods are there, people buy them from the notes."""
    street = ground.street
    products = street.shops.of_wave(ground.number)
    if not len(products):
        return
    actor, note, at = _encounters(rng, wave, ground, wave.replies)
    product = rng.choice(products, len(actor))
    ready = street.shops.listed[product] < at
    cart = np.flatnonzero(ready & (rng.random(len(at)) < _CARTING))
    put_reactions(
        street,
        "cart",
        actor=actor[cart],
        at=at[cart],
        target=product[cart],
        column="product_id",
    )
    buys = cart[rng.random(len(cart)) < _BUYING]
    street.till.sell(
        rng,
        actor=actor[buys],
        product=product[buys],
        at=np.minimum(at[buys] + 600, street.calendar.end - 60),
        source="note",
        source_id=street.ids.of("notes", note[buys]),
    )


def answer_in_lockstep(
    rng: np.random.Generator, ground: Ground, pool: Ints, *, diligence: float, lag_hours: float
) -> None:
    """A pool answers a wave: the same accounts under note after note, in few wordings.

    Each answers a share ``diligence`` of the notes, about ``lag_hours`` after the pool comes.
    """
    street, notes = ground.street, ground.street.notes
    habit = np.clip(rng.normal(diligence, diligence / 6, len(pool)), 0.02, 0.95)
    place, who = np.nonzero(rng.random((len(ground.notes), len(pool))) < habit[None, :])
    note, actor = ground.notes[place], pool[who]
    comes = 600 + rng.exponential(2.5 * 3600, len(ground.notes))[place]
    at = notes.at[note] + (comes + rng.exponential(lag_hours * 3600, len(note))).astype(np.int64)
    fine = street.there(actor, at) & (actor != notes.author[note])
    note, actor, at = note[fine], actor[fine], at[fine]
    text = _scripted(rng, ground, len(actor))
    put_replies(rng, street, actor=actor, note=note, at=at, text=text)
    for kind, rate in (("like", 0.8), ("save", 0.4)):
        some = np.flatnonzero(rng.random(len(actor)) < rate)
        soon = np.minimum(at[some] + rng.integers(2, 60, len(some)), street.calendar.end - 1)
        put_reactions(street, kind, actor=actor[some], at=soon, target=note[some])


def _encounters(
    rng: np.random.Generator, wave: Wave, ground: Ground, count: int
) -> tuple[Ints, Ints, Ints]:
    """Who meets which note of the wave when, by the wave's curve."""
    street, people, calendar = ground.street, ground.street.people, ground.street.calendar
    leaves = rng.choice(np.array(wave.leaves), count)
    away = rng.random(count) < _SPREAD
    actor = np.where(away, people.everyone.draw(rng, count), people.askers.draw(rng, leaves))
    at = calendar.moments(rng, draw_days(rng, wave_curve(wave, calendar), count))
    notes = ground.notes[np.argsort(street.notes.at[ground.notes], kind="stable")]
    there = np.searchsorted(street.notes.at[notes], at)
    note = notes[(np.sqrt(rng.random(count)) * np.maximum(there, 1)).astype(np.int64)]
    soon = street.notes.at[note] + rng.integers(60, DAY, count)
    at = np.where(there == 0, soon, at)
    fine = street.there(actor, at) & (actor != street.notes.author[note])
    return actor[fine], note[fine], at[fine]


def _look_for(
    rng: np.random.Generator, wave: Wave, street: Street, *, actor: Ints, note: Ints, at: Ints
) -> None:
    """A few search for what the wave is about and open one of its notes."""
    some = np.flatnonzero(rng.random(len(actor)) < _LOOKING)
    subject, when = wave.subject, wave.when
    queries = pa.array([subject, f"{subject}{when}", f"{when}{subject}", f"{subject}怎么搭"])
    put_searches(
        street,
        actor=actor[some],
        at=np.minimum(at[some] + rng.integers(60, 3000, len(some)), street.calendar.end - 1),
        query=queries.take(pa.array(rng.integers(0, len(queries), len(some)))),
        results=rng.integers(10, 80, len(some)),
        clicks=(street.ids.of("notes", note[some]), np.ones(len(some), dtype=np.int64)),
    )


def _scripted(rng: np.random.Generator, ground: Ground, count: int) -> pa.Array:
    """Texts from a short script, each with at most a mark changed."""
    lexicon = ground.street.lexicon
    groups = (f"wave {ground.number} reply", "praise")
    frames = lexicon.frames_by(rng, groups, np.array(_SCRIPT))
    script = lexicon.say(rng, frames, topics=np.full(len(_SCRIPT), ground.topic), mixing=0.3)
    line = script.take(pa.array(rng.integers(0, len(_SCRIPT), count)))
    mark = pa.array(_MARKS).take(pa.array(rng.integers(0, len(_MARKS), count)))
    return pc.binary_join_element_wise(line, mark, "")
