"""What attackers do beyond staging a wave: sink a rival, stuff a ballot, fake a gap."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from isotherm.world.calendar import DAY
from isotherm.world.draws import Ints, list_of
from isotherm.world.lexicon import LEAF_COUNT
from isotherm.world.livetests import HeldTest, put_votes
from isotherm.world.needs import Need
from isotherm.world.street import Street, put_replies, put_searches

__all__ = ["fake_gap", "stuff_ballot", "suppress_rival"]

_TARGETS = 6  # products of the rival need that are attacked
_ORDERS = 2  # of each account
_BLAME = ("质量太差", "和图片完全不一样", "千万别买", "穿一次就坏", "尺码乱标", "假货")
_FITS = ("small", "large", "true")
_FAKE_ITEMS = (
    "会发光的雨靴",
    "自加热围裙",
    "可充气西装",
    "带轮子的书包架",
    "磁悬浮花盆",
    "恒温发箍",
    "镜面马甲",
    "能写字的手套",
)


def suppress_rival(
    rng: np.random.Generator, street: Street, needs: Sequence[Need], *, actors: Ints, day: float
) -> None:
    """Buy what serves a need well, send it back with the lowest rating, and say so in replies."""
    served = [n for n, need in enumerate(needs) if need.kind == "served"]
    number = served[int(rng.integers(0, len(served)))]
    products = street.shops.of_need(number)
    target = products[np.argsort(-street.shops.appeal[products])[:_TARGETS]]
    actor = np.repeat(actors, _ORDERS)
    product = rng.choice(target, len(actor))
    at = _within(rng, street, day=day, days=10, count=len(actor))
    order = street.ids.of("orders", street.counter.take("orders", len(actor)))
    buyer, bought = street.ids.of("actors", actor), street.ids.of("products", product)
    street.ledger.add(
        "orders",
        {
            "order_id": order,
            "actor_id": buyer,
            "at": at,
            "product_id": bought,
            "sku_id": street.ids.of("skus", street.shops.sku_start[product]),
            "quantity": np.ones(len(actor), dtype=np.int64),
            "price_fen": street.shops.price_fen[product],
            "source_kind": pa.repeat("direct", len(actor)),
        },
    )
    street.ledger.add(
        "outcomes",
        {
            "actor_id": buyer,
            "product_id": bought,
            "at": at + (rng.uniform(2, 5, len(actor)) * DAY).astype(np.int64),
            "order_id": order,
            "kept": np.zeros(len(actor), dtype=bool),
            "fit": _pick(rng, _FITS, len(actor)),
            "rating": np.round(rng.uniform(0, 0.12, len(actor)), 2),
            "reason": _pick(rng, _BLAME, len(actor)),
        },
    )
    about = np.flatnonzero(street.notes.need == number)
    _reply_under(rng, street, about, actors=actors, lines=_BLAME, day=day)


def stuff_ballot(
    rng: np.random.Generator, street: Street, held: Sequence[HeldTest], *, actors: Ints
) -> None:
    """Everyone of the group backs the option that people like least, within two hours."""
    open_to_all = [t for t in held[1:] if t.opened > street.people.joined[actors].max()]
    tests = open_to_all or [max(held[1:], key=lambda t: t.opened)]
    test = tests[int(rng.integers(0, len(tests)))]
    actors = actors[street.people.joined[actors] < test.opened]
    option = np.full(len(actors), int(test.appeal.argmin()))
    at = test.opened + 3600 + rng.integers(0, 7200, len(actors))
    nothing = np.full(len(actors), -1)
    put_votes(street, test, actor=actors, option=option, at=at, stake=nothing)
    cheap = rng.integers(0, 2, len(actors))  # likes and wishes cost nothing
    put_votes(street, test, actor=actors, option=option, at=at + 5, stake=cheap)


def fake_gap(rng: np.random.Generator, street: Street, *, actors: Ints, day: float) -> None:
    """Search, ask and wish for something nobody wants, as if it were missing."""
    item = str(rng.choice(_FAKE_ITEMS))
    actor = np.repeat(actors, 1 + rng.poisson(2, len(actors)))
    put_searches(
        street,
        actor=actor,
        at=_within(rng, street, day=day, days=20, count=len(actor)),
        query=_pick(rng, (item, f"{item}推荐", f"{item} 女", f"哪里有{item}"), len(actor)),
        results=np.zeros(len(actor), dtype=np.int64),
    )
    somewhere = np.flatnonzero(street.notes.leaf == rng.integers(0, LEAF_COUNT))
    lines = (f"求{item}链接", f"有没有{item}", f"求同款{item}", f"哪里买{item}呀")
    _reply_under(rng, street, somewhere, actors=actors, lines=lines, day=day)
    wisher = actors[rng.random(len(actors)) < 0.1]
    seconds = np.full(len(wisher), 5)
    told = json.dumps({"item": item}, ensure_ascii=False)
    street.ledger.add(
        "wishes",
        {
            "wish_id": street.ids.of("wishes", street.counter.take("wishes", len(wisher))),
            "actor_id": street.ids.of("actors", wisher),
            "at": _within(rng, street, day=day, days=15, count=len(wisher)),
            "text": [f"想要{item}"] * len(wisher),
            "attributes": [told] * len(wisher),
            "seconded_by": list_of(
                street.ids.of("actors", rng.choice(actors, int(seconds.sum()))), seconds
            ),
        },
    )


def _reply_under(
    rng: np.random.Generator,
    street: Street,
    notes: Ints,
    *,
    actors: Ints,
    lines: tuple[str, ...],
    day: float,
) -> None:
    """Each account leaves one scripted line under one of the latest notes by then."""
    moment = street.calendar.start + int((day + 1) * DAY)
    notes = notes[street.notes.at[notes] < moment]
    if not len(notes):
        return
    latest = notes[np.argsort(street.notes.at[notes])[-20:]]
    put_replies(
        rng,
        street,
        actor=actors,
        note=rng.choice(latest, len(actors)),
        at=moment + rng.integers(0, 10 * DAY, len(actors)),
        text=_pick(rng, lines, len(actors)),
    )


def _within(rng: np.random.Generator, street: Street, *, day: float, days: int, count: int) -> Ints:
    """Moments in the evenings of some days after ``day``: bots keep office hours of their own."""
    evening = rng.integers(0, days, count) + 0.8 + 0.1 * rng.random(count)
    return street.calendar.start + ((int(day) + 1 + evening) * DAY).astype(np.int64)


def _pick(rng: np.random.Generator, texts: tuple[str, ...], count: int) -> pa.Array:
    return pa.array(texts).take(pa.array(rng.integers(0, len(texts), count)))
