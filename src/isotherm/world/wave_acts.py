"""What happens under the notes of waves: independent people, or a pool that acts as one."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.world.acts import put_reactions, put_replies
from isotherm.world.asks import Street, put_searches
from isotherm.world.calendar import DAY
from isotherm.world.draws import Ints
from isotherm.world.waves import Wave, draw_days, wave_curve

__all__ = ["answer_in_lockstep", "answer_wave", "sell_wave"]

_SPREAD = 0.3  # of independent repliers, those from outside the wave's strata
_GENUINE = 0.08  # independent repliers of a paid wave, relative to its size
_KINDS = ("wave", "praise", "chatter", "question", "ask_advice", "ask_link")
_SHARES = (0.36, 0.3, 0.2, 0.09, 0.03, 0.02)


def answer_wave(
    rng: np.random.Generator, wave: Wave, *, number: int, topic: int, notes: Ints, street: Street
) -> Ints:
    """Independent people answer a wave's notes, and like, save and search; gives who replied."""
    count = (
        wave.replies if wave.kind not in ("campaign", "attack") else int(wave.replies * _GENUINE)
    )
    actor, note, at = _encounters(rng, wave, notes, street, count)
    kind = rng.choice(len(_KINDS), len(actor), p=_SHARES)
    for place, name in enumerate(_KINDS):
        part = np.flatnonzero(kind == place)
        group = f"wave {number} reply" if name == "wave" else name
        text = street.lexicon.say(
            rng, group, topics=np.full(len(part), topic), mixing=street.mixing
        )
        put_replies(
            rng,
            street.ledger,
            street.ids,
            street.counter,
            actor=actor[part],
            note=note[part],
            at=at[part],
            text=text,
        )
    for name, rate in (("view", 4.0), ("like", 1.5), ("save", 0.45), ("share", 0.1)):
        who, what, when = _encounters(rng, wave, notes, street, int(count * rate))
        put_reactions(street.ledger, street.ids, name, actor=who, at=when, note=what)
    _search_subject(rng, wave, street, actor=actor, at=at)
    return np.unique(actor)


def _encounters(
    rng: np.random.Generator, wave: Wave, notes: Ints, street: Street, count: int
) -> tuple[Ints, Ints, Ints]:
    """Who meets which note of the wave when, by the wave's curve."""
    people, calendar = street.people, street.calendar
    leaves = rng.choice(np.array(wave.leaves), count)
    leaves[rng.random(count) < _SPREAD] = -1
    actor = np.where(
        leaves >= 0,
        people.askers.draw(rng, np.maximum(leaves, 0)),
        people.everyone.draw(rng, count),
    )
    at = calendar.moments(rng, draw_days(rng, wave_curve(wave, calendar), count))
    order = np.argsort(street.notes.at[notes], kind="stable")
    notes = notes[order]
    there = np.searchsorted(street.notes.at[notes], at)
    early = there == 0
    picked = notes[(np.sqrt(rng.random(count)) * np.maximum(there, 1)).astype(np.int64)]
    at = np.where(early, street.notes.at[picked] + rng.integers(60, DAY, count), at)
    fine = (
        (at >= people.joined[actor]) & (at < calendar.end) & (actor != street.notes.author[picked])
    )
    return actor[fine], picked[fine], at[fine]


def _search_subject(
    rng: np.random.Generator, wave: Wave, street: Street, *, actor: Ints, at: Ints
) -> None:
    """One in twelve looks for what the wave is about and opens a note of it."""
    if wave.kind == "celebrity":
        return
    some = np.flatnonzero(rng.random(len(actor)) < 1 / 12)
    queries = pa.array(
        [
            wave.subject,
            f"{wave.subject}{wave.when}",
            f"{wave.when}{wave.subject}",
            f"{wave.subject}怎么搭",
        ]
    )
    put_searches(
        street,
        actor=actor[some],
        at=at[some] + rng.integers(60, 3000, len(some)),
        query=queries.take(pa.array(rng.integers(0, 4, len(some)))),
        results=rng.integers(10, 80, len(some)),
        clicks=(pa.array([], type=pa.string()), np.zeros(len(some), dtype=np.int64)),
    )


def sell_wave(
    rng: np.random.Generator, wave: Wave, *, number: int, notes: Ints, street: Street
) -> None:
    """Once merchants were briefed and the goods are there, people buy them from the notes."""
    products = street.shops.of_wave(number)
    if not len(products):
        return
    actor, note, at = _encounters(rng, wave, notes, street, wave.replies)
    product = rng.choice(products, len(actor))
    ready = street.shops.listed[product] < at
    cart = np.flatnonzero(ready & (rng.random(len(at)) < 0.7))
    put_reactions(
        street.ledger, street.ids, "cart", actor=actor[cart], at=at[cart], product=product[cart]
    )
    buys = cart[rng.random(len(cart)) < 0.6]
    street.till.sell(
        rng,
        actor=actor[buys],
        product=product[buys],
        at=np.minimum(at[buys] + 600, street.calendar.end - 60),
        source="note",
        source_id=street.ids.of("notes", note[buys]),
    )


def answer_in_lockstep(
    rng: np.random.Generator,
    street: Street,
    *,
    number: int,
    topic: int,
    notes: Ints,
    pool: Ints,
    diligence: float = 0.75,
    slow: bool = False,
) -> None:
    """A pool answers nearly every note of a wave, within hours of each other, in few wordings."""
    habit = np.clip(rng.normal(diligence, diligence / 6, len(pool)), 0.02, 0.95)
    did = rng.random((len(notes), len(pool))) < habit[None, :]
    note_at, who = np.nonzero(did)
    note, actor = notes[note_at], pool[who]
    burst = rng.exponential(2.5 * 3600, len(notes))[note_at] + 600
    spread = rng.exponential(5 * DAY if slow else 1500, len(note))
    at = street.notes.at[note] + (burst + spread).astype(np.int64)
    fine = (
        (at < street.calendar.end)
        & (actor != street.notes.author[note])
        & (at >= street.people.joined[actor])
    )
    note, actor, at = note[fine], actor[fine], at[fine]
    text = _canned(rng, number, topic, street, len(actor))
    put_replies(
        rng, street.ledger, street.ids, street.counter, actor=actor, note=note, at=at, text=text
    )
    for kind, rate in (("like", 0.8), ("save", 0.4)):
        some = np.flatnonzero(rng.random(len(actor)) < rate)
        put_reactions(
            street.ledger,
            street.ids,
            kind,
            actor=actor[some],
            at=at[some] + rng.integers(2, 60, len(some)),
            note=note[some],
        )


def _canned(
    rng: np.random.Generator, number: int, topic: int, street: Street, count: int
) -> pa.Array:
    """Texts from a short script, each with at most a mark changed."""
    script = 7
    own = street.lexicon.say(rng, f"wave {number} reply", topics=np.full(4, topic), mixing=0.3)
    praise = street.lexicon.say(rng, "praise", topics=np.full(script - 4, topic), mixing=0.3)
    lines = pa.concat_arrays([own, praise])
    marks = pa.array(["", "", "", "！", "～", "啊", "呀", "!!", "❤️"])
    said = lines.take(pa.array(rng.integers(0, script, count)))
    return pc.binary_join_element_wise(
        said, marks.take(pa.array(rng.integers(0, len(marks), count))), ""
    )
