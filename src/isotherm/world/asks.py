"""Asking for a need: searches, asks in replies and wishes, and what the askers find."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pyarrow as pa

from isotherm.world.calendar import DAY
from isotherm.world.draws import Ints, WeightedChoice, list_of
from isotherm.world.lexicon import GENERAL
from isotherm.world.needs import (
    SEARCHING,
    TRY_AGAIN,
    Need,
    buy_rate,
    query_weights,
    reachable_share,
)
from isotherm.world.street import Street, put_replies, put_searches

__all__ = ["Asked", "ask_for"]

_ASK_KINDS = ("ask_link", "ask_same", "ask_size", "ask_advice")
_REPLYING = 0.3  # of askers, those who (also) ask in a reply
_WISHING = 0.04  # of askers who find nothing, those who write a wish
_RESULTS = {"served": 30.0, "absent": 1.2, "none_good": 140.0}  # results shown, mean


@dataclasses.dataclass(frozen=True)
class Asked:
    """What truly became of one need."""

    askers: Ints  # distinct actors who asked, as far as the record tells
    fill: float  # share of them who ended with something they kept
    reachable: float  # the share a well-served need reaches


@dataclasses.dataclass(frozen=True)
class _Orders:
    """First orders from searches: positions of the searches, who, what and when."""

    search: Ints
    actor: Ints
    product: Ints
    at: Ints


def ask_for(rng: np.random.Generator, need: Need, *, number: int, street: Street) -> Asked:
    """Let people ask for one need over the whole record, and buy where there is something.

    In a null world each search, order and ask is by whoever comes along.
    """
    askers = _askers(rng, need, street)
    actor = _searchers(rng, askers, street)
    at = street.moments(rng, actor)
    products = street.shops.of_need(number)
    orders = _choose(rng, need, street, actor=actor, at=at, products=products)
    row = put_searches(
        street,
        actor=actor,
        at=at,
        clicks=_clicked(rng, need, street, products=products, count=len(actor)),
        bought=None if street.null else (orders.search, orders.product),
        query=_typed(rng, need, len(actor)),
        results=rng.poisson(_RESULTS[need.kind], len(actor)),
    )
    kept = _buy(rng, street, orders, products=products, source=row[orders.search])
    silent = np.setdiff1d(askers, actor)
    replied = _ask_in_replies(rng, number=number, street=street, askers=askers, silent=silent)
    if need.kind != "served":
        _wish(rng, need, street, askers=askers)
    asked = np.union1d(actor[street.calendar.told(at)], replied)
    return Asked(asked, len(np.unique(kept)) / max(len(asked), 1), reachable_share())


def _askers(rng: np.random.Generator, need: Need, street: Street) -> Ints:
    """Distinct people who want it: members of the stratum, and a few others."""
    people = street.people
    count = max(8, int(need.asking * (people.weights[:, need.leaf] > 0).sum()))
    if street.null:
        return people.everyone.draw(rng, count)
    outside = int(count * 0.2 * street.mixing)
    inside = people.askers.draw(rng, np.full(3 * count, need.leaf))
    _, first = np.unique(inside, return_index=True)
    members = inside[np.sort(first)[: count - outside]]
    return np.unique(np.concatenate([members, people.everyone.draw(rng, outside)]))


def _searchers(rng: np.random.Generator, askers: Ints, street: Street) -> Ints:
    times = np.where(rng.random(len(askers)) < SEARCHING, 1 + rng.poisson(0.9, len(askers)), 0)
    return street.same_or_anyone(rng, np.repeat(askers, times))


def _typed(rng: np.random.Generator, need: Need, count: int) -> pa.Array:
    picked = WeightedChoice(query_weights(need)).draw(rng, count)
    return pa.array(need.queries).take(pa.array(picked))


def _choose(
    rng: np.random.Generator, need: Need, street: Street, *, actor: Ints, at: Ints, products: Ints
) -> _Orders:
    """Who orders what when, and from which search; each asker at most once."""
    if not len(products) or not len(actor):
        nothing = np.zeros(0, dtype=np.int64)
        return _Orders(nothing, nothing, nothing, nothing)
    _, first = np.unique(actor, return_index=True)
    search = first[rng.random(len(first)) < buy_rate(need)]
    product = _by_appeal(rng, street, products, len(search))
    order_at = at[search] + rng.exponential(40_000, len(search)).astype(np.int64) + 60
    fine = (street.shops.listed[product] < at[search]) & (order_at < street.calendar.end)
    search = search[fine]
    buyer = street.same_or_anyone(rng, actor[search])
    return _Orders(search, buyer, product[fine], order_at[fine])


def _by_appeal(rng: np.random.Generator, street: Street, products: Ints, count: int) -> Ints:
    return products[WeightedChoice(street.shops.appeal[products]).draw(rng, count)]


def _clicked(
    rng: np.random.Generator, need: Need, street: Street, *, products: Ints, count: int
) -> tuple[pa.Array, Ints]:
    """Products opened from each search: where nothing answers, now and then something else."""
    if len(products):
        lengths = rng.binomial(3, 0.45, count)
        picked = _by_appeal(rng, street, products, int(lengths.sum()))
    else:
        lengths = (rng.random(count) < 0.1).astype(np.int64)
        picked = street.shops.by_leaf.draw(rng, np.full(int(lengths.sum()), need.leaf))
    if street.null:
        picked = rng.integers(0, street.shops.count, len(picked))
    return street.ids.of("products", picked), lengths


def _buy(
    rng: np.random.Generator, street: Street, orders: _Orders, *, products: Ints, source: Ints
) -> Ints:
    """Sell, and let some of those who send it back try another; gives who kept something told."""
    if not len(orders.actor):
        return orders.actor
    searched = street.ids.of("searches", np.full_like(source, -1) if street.null else source)
    kept = street.till.sell(
        rng,
        actor=orders.actor,
        product=orders.product,
        at=orders.at,
        source="direct" if street.null else "search",
        source_id=searched,
    )
    if street.null:
        return orders.actor[kept]
    later = orders.at + rng.integers(10, 20, len(kept)) * DAY
    retry = ~kept & (rng.random(len(kept)) < TRY_AGAIN) & (later < street.calendar.end)
    again = np.flatnonzero(retry)
    second = street.till.sell(
        rng,
        actor=orders.actor[again],
        product=_by_appeal(rng, street, products, len(again)),
        at=later[again],
        source="search",
        source_id=searched.take(pa.array(again)),
    )
    kept &= street.calendar.told(orders.at)
    second &= street.calendar.told(later[again])
    return np.concatenate([orders.actor[kept], orders.actor[again][second]])


def _ask_in_replies(
    rng: np.random.Generator, *, number: int, street: Street, askers: Ints, silent: Ints
) -> Ints:
    """Asks under notes about the need, by some askers and all who did not search."""
    notes, latest = street.notes, street.calendar.end - DAY
    pool = np.flatnonzero((notes.need == number) & (notes.at < latest))
    if not len(pool):
        return pool
    some = askers[rng.random(len(askers)) < _REPLYING]
    actor = street.same_or_anyone(rng, np.union1d(some, silent))
    note = pool[WeightedChoice(notes.pull[pool]).draw(rng, len(actor))]
    at = street.calendar.after(rng, notes.at[note], rng.exponential(4.0, len(actor)))
    fine = street.there(actor, at) & (actor != notes.author[note])
    actor, note, at = actor[fine], note[fine], at[fine]
    kind = rng.integers(0, len(_ASK_KINDS), len(actor))
    frames = street.lexicon.frames_by(rng, _ASK_KINDS, kind)
    topics = np.full(len(actor), GENERAL + 1 + number)
    text = street.lexicon.say(rng, frames, topics=topics, mixing=0.08)
    put_replies(rng, street, actor=actor, note=note, at=at, text=text)
    return actor[street.calendar.told(at)]


def _wish(rng: np.random.Generator, need: Need, street: Street, *, askers: Ints) -> None:
    """Some who find nothing say what should exist; others second it."""
    actor = askers[rng.random(len(askers)) < _WISHING]
    others = np.minimum(rng.poisson(4, len(actor)), len(askers))
    price, wanted = need.price_yuan, need.modifiers[0]
    told = {"item": need.item, "wanted": wanted, "price": f"{price * 8 // 10}-{price * 12 // 10}"}
    texts = [
        f"想要{wanted}的{need.item}",
        f"求做{need.modifiers[-1]}{need.item}",
        f"{need.item}能不能出{wanted}的，{price}左右",
    ]
    seconds = street.ids.of("actors", rng.choice(askers, int(others.sum())))
    street.ledger.add(
        "wishes",
        {
            "wish_id": street.ids.of("wishes", street.counter.take("wishes", len(actor))),
            "actor_id": street.ids.of("actors", actor),
            "at": street.moments(rng, actor),
            "text": pa.array(texts).take(pa.array(rng.integers(0, 3, len(actor)))),
            "attributes": [json.dumps(told, ensure_ascii=False, sort_keys=True)] * len(actor),
            "seconded_by": list_of(seconds, others),
        },
    )
