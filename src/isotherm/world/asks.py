"""Asking: searches, asks in replies and wishes for a need, and what the askers find."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pyarrow as pa

from isotherm.world.acts import Counter, put_replies
from isotherm.world.calendar import Calendar
from isotherm.world.draws import Ids, Ints, RowChoice, WeightedChoice, list_of
from isotherm.world.lexicon import GENERAL, LEAF_COUNT, Lexicon
from isotherm.world.needs import BUY_RATE, KEEP_RATE, Need, query_weights
from isotherm.world.notes import Notes
from isotherm.world.people import People
from isotherm.world.purchases import Till
from isotherm.world.shops import Shops
from isotherm.world.writer import LedgerWriter

__all__ = ["Asked", "Street", "ask_for", "put_searches", "search_for_knowledge"]

_ASK_KINDS = ("ask_link", "ask_same", "ask_size", "ask_advice")
_AGAIN = 0.3  # of those who send something back, those who try another


@dataclasses.dataclass(frozen=True)
class Asked:
    """What truly became of one need."""

    askers: Ints  # distinct actors who asked
    fill: float  # share of them who ended with something they kept
    reachable: float  # the share a well-served need reaches
    queries: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Street:
    """Everything that askers walk through."""

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


def ask_for(rng: np.random.Generator, need: Need, *, number: int, street: Street) -> Asked:
    """Let people ask for one need over the whole record, and buy where there is something."""
    askers = _askers(rng, need, street)
    search = np.repeat(
        askers, np.where(rng.random(len(askers)) < 0.88, 1 + rng.poisson(0.9, len(askers)), 0)
    )
    at = _moments(rng, search, street)
    products = street.shops.of_need(number)
    buyer, bought, order_at, from_search = _choose(
        rng, need, street, search=search, at=at, products=products
    )
    clicked = _clicked(rng, need, street, products=products, count=len(search))
    search_number = put_searches(
        street,
        actor=search,
        at=at,
        clicks=clicked,
        bought=(from_search, bought),
        query=_typed(rng, need, len(search)),
        results=_results(rng, need, len(search), street.null),
    )
    kept = _buy(
        rng,
        street,
        buyer=buyer,
        product=bought,
        at=order_at,
        products=products,
        source=street.ids.of("searches", search_number[from_search]),
    )
    replied = _ask_in_replies(
        rng, need, number=number, street=street, askers=askers, must=np.setdiff1d(askers, search)
    )
    asked = np.union1d(search, replied)
    if need.kind != "served":
        _wish(rng, need, street, askers=askers)
    fill = len(np.unique(kept)) / max(len(asked), 1)
    return Asked(asked, fill, _reachable(), need.queries)


def put_searches(
    street: Street,
    *,
    actor: Ints,
    at: Ints,
    query: pa.Array,
    results: Ints,
    clicks: tuple[pa.Array, Ints],
    bought: tuple[Ints, Ints] | None = None,
) -> Ints:
    """Add searches; ``clicks`` are ids and how many each search has; gives their row numbers.

    ``bought`` are positions of searches that led to an order, and the product: opened as well.
    """
    number = street.counter.take("searches", len(actor))
    ids, lengths = clicks
    if bought is not None and len(bought[0]):
        owner = np.concatenate([np.repeat(np.arange(len(actor)), lengths), bought[0]])
        order = np.argsort(owner, kind="stable")
        ids = pa.concat_arrays([ids, street.ids.of("products", bought[1])]).take(pa.array(order))
        lengths = np.bincount(owner, minlength=len(actor))
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


def search_for_knowledge(rng: np.random.Generator, street: Street, count: int) -> None:
    """Searches that want to know something: people open notes and buy nothing."""
    actor = street.people.everyone.draw(rng, count)
    at = street.calendar.anywhen(rng, count)
    seen = at >= street.people.joined[actor]
    actor, at = actor[seen], at[seen]
    weights = street.people.weights[actor]
    own = (rng.random(len(actor))[:, None] > np.cumsum(weights, axis=1)[:, :-1]).sum(axis=1)
    away = (rng.random(len(actor)) < street.mixing) | (weights.sum(axis=1) < 0.5) | street.null
    leaf = np.where(away, rng.integers(0, LEAF_COUNT, len(actor)), own)
    frames = street.lexicon.frames(rng, "query_info", len(actor))
    query = street.lexicon.fill(rng, frames, topics=leaf, mixing=0.15)
    note = _notes_by_leaf(street.notes).draw(rng, leaf)
    opened = (street.notes.at[note] < at) & (rng.random(len(actor)) < 0.8)
    put_searches(
        street,
        actor=actor,
        at=at,
        query=query,
        results=rng.integers(20, 400, len(actor)),
        clicks=(street.ids.of("notes", note[opened]), opened.astype(np.int64)),
    )


def _notes_by_leaf(notes: Notes) -> RowChoice:
    rows = [np.flatnonzero((notes.leaf == leaf) & (notes.wave < 0)) for leaf in range(LEAF_COUNT)]
    rows = [row if len(row) else np.zeros(1, dtype=np.int64) for row in rows]
    return RowChoice(rows, [notes.pull[row] + 1e-9 for row in rows])


def _askers(rng: np.random.Generator, need: Need, street: Street) -> Ints:
    people = street.people
    members = int((people.weights[:, need.leaf] > 0).sum())
    count = max(8, int(need.asking * members))
    outside = count if street.null else int(count * 0.2 * street.mixing)
    inside = people.askers.draw(rng, np.full(3 * (count - outside), need.leaf))
    others = people.everyone.draw(rng, outside)
    picked = np.concatenate([_first(inside, count - outside), others])
    return np.unique(picked)


def _first(drawn: Ints, count: int) -> Ints:
    """The first ``count`` distinct of what was drawn."""
    _, place = np.unique(drawn, return_index=True)
    return drawn[np.sort(place)[:count]]


def _moments(rng: np.random.Generator, actor: Ints, street: Street) -> Ints:
    """A moment of the record for each, after they joined."""
    at = street.calendar.anywhen(rng, len(actor))
    joined = street.people.joined[actor]
    late = joined + (rng.random(len(actor)) * (street.calendar.end - joined)).astype(np.int64)
    return np.where(at < joined, late, at)


def _typed(rng: np.random.Generator, need: Need, count: int) -> pa.Array:
    return pa.array(need.queries).take(
        pa.array(WeightedChoice(query_weights(need)).draw(rng, count))
    )


def _results(rng: np.random.Generator, need: Need, count: int, null: bool) -> Ints:
    kind = "served" if null else need.kind
    return {
        "served": rng.poisson(30, count),
        "absent": rng.poisson(1.2, count),
        "none_good": rng.poisson(140, count),
    }[kind]


def _choose(
    rng: np.random.Generator, need: Need, street: Street, *, search: Ints, at: Ints, products: Ints
) -> tuple[Ints, Ints, Ints, Ints]:
    """Who orders what when, and from which search; each asker at most once."""
    nothing = np.zeros(0, dtype=np.int64)
    if not len(products) or not len(search):
        return nothing, nothing, nothing, nothing
    _, first = np.unique(search, return_index=True)
    from_search = first[rng.random(len(first)) < BUY_RATE[need.kind]]
    product = products[WeightedChoice(street.shops.appeal[products]).draw(rng, len(from_search))]
    order_at = at[from_search] + rng.exponential(40_000, len(from_search)).astype(np.int64) + 60
    fine = (street.shops.listed[product] < at[from_search]) & (order_at < street.calendar.end)
    return search[from_search[fine]], product[fine], order_at[fine], from_search[fine]


def _clicked(
    rng: np.random.Generator, need: Need, street: Street, *, products: Ints, count: int
) -> tuple[pa.Array, Ints]:
    """Products opened from each search: where nothing answers, now and then something else."""
    if len(products):
        lengths = rng.binomial(3, 0.45, count)
        picked = products[
            WeightedChoice(street.shops.appeal[products]).draw(rng, int(lengths.sum()))
        ]
    else:
        lengths = (rng.random(count) < 0.1).astype(np.int64)
        picked = street.shops.by_leaf.draw(rng, np.full(int(lengths.sum()), need.leaf))
    return street.ids.of("products", picked), lengths


def _buy(
    rng: np.random.Generator,
    street: Street,
    *,
    buyer: Ints,
    product: Ints,
    at: Ints,
    products: Ints,
    source: pa.Array,
) -> Ints:
    """Sell, and let some of those who send it back try another; gives who kept something."""
    if not len(buyer):
        return buyer
    kept = street.till.sell(
        rng, actor=buyer, product=product, at=at, source="search", source_id=source
    )
    later = at + rng.integers(10, 20, len(at)) * 86_400
    again = np.flatnonzero(~kept & (rng.random(len(at)) < _AGAIN) & (later < street.calendar.end))
    other = products[WeightedChoice(street.shops.appeal[products]).draw(rng, len(again))]
    second = street.till.sell(
        rng,
        actor=buyer[again],
        product=other,
        at=later[again],
        source="search",
        source_id=source.take(pa.array(again)),
    )
    return np.concatenate([buyer[kept], buyer[again][second]])


def _reachable() -> float:
    """The share of askers a served need leaves content."""
    buy, keep = BUY_RATE["served"], KEEP_RATE["served"]
    return 0.88 * buy * (keep + (1 - keep) * _AGAIN * keep)


def _ask_in_replies(
    rng: np.random.Generator, need: Need, *, number: int, street: Street, askers: Ints, must: Ints
) -> Ints:
    """Asks under notes about the need; gives who asked."""
    pool = np.flatnonzero(
        (street.notes.need == number) & (street.notes.at < street.calendar.end - 86_400)
    )
    if not len(pool):
        return pool
    some = askers[rng.random(len(askers)) < 0.3]
    actor = np.union1d(some, must)
    note = pool[WeightedChoice(street.notes.pull[pool]).draw(rng, len(actor))]
    at = street.calendar.after(rng, street.notes.at[note], rng.exponential(4.0, len(actor)))
    fine = (
        (at < street.calendar.end)
        & (at >= street.people.joined[actor])
        & (actor != street.notes.author[note])
    )
    actor, note, at = actor[fine], note[fine], at[fine]
    kind = rng.integers(0, len(_ASK_KINDS), len(actor))
    for place, name in enumerate(_ASK_KINDS):
        part = np.flatnonzero(kind == place)
        topics = np.full(len(part), GENERAL + 1 + number)
        text = street.lexicon.say(rng, name, topics=topics, mixing=0.08)
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
    return actor


def _wish(rng: np.random.Generator, need: Need, street: Street, *, askers: Ints) -> None:
    """Some who find nothing say what should exist; others second it."""
    actor = askers[rng.random(len(askers)) < 0.04]
    others = np.minimum(rng.poisson(4, len(actor)), len(askers))
    number = street.counter.take("wishes", len(actor))
    price = need.price_yuan
    attributes = {
        "item": need.item,
        "wanted": need.modifiers[0],
        "price": f"{price * 8 // 10}-{price * 12 // 10}",
    }
    texts = [
        f"想要{need.modifiers[0]}的{need.item}",
        f"求做{need.modifiers[-1]}{need.item}",
        f"{need.item}能不能出{need.modifiers[0]}的，{price}左右",
    ]
    street.ledger.add(
        "wishes",
        {
            "wish_id": street.ids.of("wishes", number),
            "actor_id": street.ids.of("actors", actor),
            "at": _moments(rng, actor, street),
            "text": pa.array(texts).take(pa.array(rng.integers(0, 3, len(actor)))),
            "attributes": [json.dumps(attributes, ensure_ascii=False, sort_keys=True)] * len(actor),
            "seconded_by": list_of(
                street.ids.of("actors", rng.choice(askers, int(others.sum()))), others
            ),
        },
    )
