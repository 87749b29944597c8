"""Answers: what became of each person's asking, and why it failed when it did."""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.ledger import Record
from isotherm.needs.asks import Asks
from isotherm.needs.settings import NeedSettings
from isotherm.needs.topics import Topics

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["FAULTS", "WAYS", "Answers", "add_pointing", "judge_answers", "signal_of_content"]

FAULTS = ("fit", "price", "style", "quality", "absent")
WAYS = ("searched or wished", "asked in a reply")
_DAY_US = 86_400_000_000
_UNKNOWN = np.iinfo(np.int64).max  # a time that is not told
_LOOKED_UP = 0.15  # notes opened by an asker from which on a topic may ask for knowledge
_REASONS = {
    "fit": ("尺码", "偏小", "偏大", "太小", "太大", "紧", "不合身", "版型", "短", "长", "码",
            "fit", "size", "small", "large", "tight", "loose", "short", "long"),
    "price": ("贵", "价", "不值", "expensive", "price", "cost", "worth"),
    "quality": ("质量", "做工", "起球", "掉色", "线头", "面料", "薄", "味道", "坏", "粗糙",
                "quality", "cheap", "broke", "pilling", "thin", "fabric", "smell", "poor"),
    "style": ("款式", "颜色", "色差", "风格", "不好看", "老气", "土", "不适合", "style",
              "colour", "color", "look", "ugly", "dated"),
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Answers:
    """One row an asker and topic: who, which topic, whether content, and the fault if not.

    ``fault`` indexes FAULTS; -1 where the asker was content or nothing is known of why. ``way``
    indexes WAYS: those who searched buy more readily than those who asked in passing, so each way
    is held against its own; those who only pointed at a note (求链接, -1) cannot be followed.
    """

    actor: pa.Array
    topic: NDArray[np.int64]
    content: NDArray[np.bool_]
    fault: NDArray[np.int64]
    way: NDArray[np.int64]
    for_goods: NDArray[np.bool_]  # (topics,) False where people ask to know, not to have


def add_pointing(answers: Answers, pointing: pa.Table, topic: NDArray[np.int64]) -> Answers:
    """Add those who asked by pointing; ``topic`` says at what (-1: at nothing known)."""
    actors = pa.concat_arrays([answers.actor, pointing["actor_id"].combine_chunks()])
    names = pc.unique(actors).sort()
    number = _index(pa.chunked_array([actors]), names)
    topics = np.concatenate((answers.topic, topic))
    key = number * (int(topics.max(initial=0)) + 2) + topics
    _, first = np.unique(key, return_index=True)
    new = np.sort(first[(first >= len(answers.topic)) & (topics[first] >= 0)])
    return Answers(
        actor=pc.take(actors, pa.array(np.concatenate((np.arange(len(answers.topic)), new)))),
        topic=np.concatenate((answers.topic, topics[new])),
        content=np.concatenate((answers.content, np.zeros(len(new), dtype=bool))),
        fault=np.concatenate((answers.fault, np.full(len(new), -1))),
        way=np.concatenate((answers.way, np.full(len(new), -1))),
        for_goods=answers.for_goods,
    )


def signal_of_content(record: Record) -> tuple[str, tuple[str, ...]]:
    """What tells that an asker was served: kept goods, else orders, else clicks, else results."""
    if record.has("orders", "at") and record.has("outcomes", "kept"):
        return "kept", ()
    if record.has("outcomes", "fit") or record.has("outcomes", "rating"):
        return "kept", ("no kept or returned pieces: contentment rests on fit and rating",)
    if record.has("orders", "at"):
        return "ordered", ("no outcomes: an order counts as content",)
    if record.has("searches", "clicked"):
        return "clicked", ("no orders: an opened search result counts as content",)
    if record.has("searches", "results"):
        return "shown", ("no orders or clicks: a search with results counts as content",)
    return "unknown", ("nothing tells whether an asker was served: needs cannot be judged",)


def judge_answers(
    record: Record,
    asks: Asks,
    topics: Topics,
    matched: sp.csr_array,
    *,
    products: pa.Table,
    settings: NeedSettings,
) -> Answers:
    """Judge for each asker and topic whether they found something, kept it and were content.

    A purchase answers an ask when it came within ``window_days`` after it and is of a product
    that matches the topic, or that the search or the note asked under led to. A topic from which
    people open notes rather than products (how to, where to) asks for no goods.
    """
    signal, _ = signal_of_content(record)
    pairs = _askers(asks, topics)
    if signal in {"clicked", "shown"}:
        return _by_search(record, asks, topics, pairs, signal)
    bought = _purchases(record, settings)
    answers = _by_purchase(
        asks, topics, pairs, matched, products=products, bought=bought, settings=settings
    )
    goods = _asked_for_goods(asks, topics, pairs, products)
    return dataclasses.replace(answers, for_goods=goods)


@dataclasses.dataclass(frozen=True)
class _Pairs:
    """Distinct askers of topics: names of all actors, and who asked what first when."""

    names: pa.Array
    actor: NDArray[np.int64]
    topic: NDArray[np.int64]
    at: NDArray[np.int64]
    way: NDArray[np.int64]


def _askers(asks: Asks, topics: Topics) -> _Pairs:
    names = pc.unique(asks.rows["actor_id"]).sort()
    actor = np.asarray(pc.index_in(asks.rows["actor_id"], value_set=names), dtype=np.int64)
    topic = topics.of_wording[asks.rows["wording"].to_numpy()]
    at = asks.rows["at"].cast(pa.int64()).fill_null(_UNKNOWN).to_numpy()
    in_passing = np.asarray(pc.is_valid(asks.rows["note_id"])).astype(np.int64)
    order = np.lexsort((at, topic, actor))
    order = order[topic[order] >= 0]
    actor, topic, at = actor[order], topic[order], at[order]
    new = (actor[1:] != actor[:-1]) | (topic[1:] != topic[:-1])
    first = np.flatnonzero(np.concatenate(([True], new))) if len(actor) else actor
    way = np.minimum.reduceat(in_passing[order], first) if len(first) else first
    return _Pairs(names, actor[first], topic[first], at[first], way)


@dataclasses.dataclass(frozen=True)
class _Purchases:
    actor_id: pa.ChunkedArray
    product_id: pa.ChunkedArray
    source_id: pa.ChunkedArray
    at: NDArray[np.int64]
    content: NDArray[np.bool_]
    fault: NDArray[np.int64]


def _purchases(record: Record, settings: NeedSettings) -> _Purchases:
    """Orders with what became of them; outcomes without orders count as orders of their own."""
    columns = ("actor_id", "product_id", "at", "source_id", "kept", "fit", "rating", "reason")
    rows = record.collect(_bought(record), order_by=columns)
    kept = [value is not False for value in rows["kept"].to_pylist()]
    fit = [value in {None, "true"} for value in rows["fit"].to_pylist()]
    rating = [
        value is None or value >= settings.content_rating for value in rows["rating"].to_pylist()
    ]
    content = np.array(kept, dtype=bool) & np.array(fit, dtype=bool) & np.array(rating, dtype=bool)
    fault = [
        _fault(*row)
        for row in zip(content.tolist(), fit, rows["reason"].to_pylist(), rating, strict=True)
    ]
    return _Purchases(
        rows["actor_id"],
        rows["product_id"],
        rows["source_id"],
        rows["at"].cast(pa.int64()).fill_null(_UNKNOWN).to_numpy(),
        content,
        np.array(fault, dtype=np.int64),
    )


def _bought(record: Record) -> ir.Table:
    import ibis

    orders, skus, outcomes = (record.table(n) for n in ("orders", "skus", "outcomes"))
    of_sku = skus.select("sku_id", of_product=skus.product_id)
    joined = orders.left_join(of_sku, "sku_id")
    lines = joined.select(
        "actor_id",
        "at",
        "source_id",
        product_id=ibis.coalesce(joined.product_id, joined.of_product),
    )
    told = outcomes.group_by(buyer=outcomes.actor_id, bought=outcomes.product_id).aggregate(
        kept=outcomes.kept.cast("int64").min().cast("boolean"),
        fit=ibis.coalesce(outcomes.fit.nullif("true").min(), outcomes.fit.min()),
        rating=outcomes.rating.min(),
        reason=outcomes.reason.min(),
        known_at=outcomes["at"].min(),
    )
    # Ibis chains joins and loses track of computed columns; a view begins a new chain.
    both = lines.view().outer_join(told, [("actor_id", "buyer"), ("product_id", "bought")])
    return both.select(
        "source_id",
        "kept",
        "fit",
        "rating",
        "reason",
        actor_id=ibis.coalesce(both.actor_id, both.buyer),
        product_id=ibis.coalesce(both.product_id, both.bought),
        at=ibis.coalesce(both["at"], both.known_at),
    )


def _fault(content: bool, fits: bool, reason: str | None, rated: bool) -> int:  # noqa: FBT001
    """Why a purchase failed, as an index of FAULTS."""
    if content:
        return -1
    if not fits:
        return FAULTS.index("fit")
    said = (reason or "").lower()
    for fault, words in _REASONS.items():
        if any(word in said for word in words):
            return FAULTS.index(fault)
    return FAULTS.index("style" if rated else "quality")


def _by_purchase(
    asks: Asks,
    topics: Topics,
    pairs: _Pairs,
    matched: sp.csr_array,
    *,
    products: pa.Table,
    bought: _Purchases,
    settings: NeedSettings,
) -> Answers:
    buyer = _index(bought.actor_id, pairs.names)
    product = _index(bought.product_id, products["product_id"].combine_chunks())
    content = np.zeros(len(pairs.actor), dtype=bool)
    fault = np.full(len(pairs.actor), -1, dtype=np.int64)
    led = _led_by_source(asks, topics, bought.source_id)
    order = np.argsort(buyer, kind="stable")
    start = np.searchsorted(buyer[order], np.arange(len(pairs.names) + 1))
    window = settings.window_days * _DAY_US
    ends = matched.indptr.tolist()
    rows = [set(matched.indices[a:b].tolist()) for a, b in itertools.pairwise(ends)]
    for pair in range(len(pairs.actor)):
        actor, topic, at = int(pairs.actor[pair]), int(pairs.topic[pair]), int(pairs.at[pair])
        for line in order[start[actor] : start[actor + 1]]:
            timed = at != _UNKNOWN and bought.at[line] != _UNKNOWN
            near = not timed or at - _DAY_US <= bought.at[line] <= at + window
            if near and (int(product[line]) in rows[topic] or led[line] == topic):
                if bought.content[line]:
                    content[pair] = True
                else:
                    fault[pair] = bought.fault[line]
    supplied = np.array([len(r) > 0 for r in rows])
    silent = ~content & (fault < 0)
    fault[silent & ~supplied[pairs.topic]] = FAULTS.index("absent")
    fault[content] = -1
    goods = np.ones(topics.count, dtype=bool)
    return Answers(
        pc.take(pairs.names, pa.array(pairs.actor)), pairs.topic, content, fault, pairs.way, goods
    )


def _led_by_source(asks: Asks, topics: Topics, source: pa.ChunkedArray) -> NDArray[np.int64]:
    """The topic of the ask or asked-about note that an order names as its source, else -1."""
    topic = topics.of_wording[asks.sources["wording"].to_numpy()]
    place = _index(source, asks.sources["source_id"].combine_chunks())
    missing = np.asarray(pc.is_null(source))
    return np.where((place >= 0) & ~missing, topic[place], -1) if len(topic) else place


def _index(names: pa.ChunkedArray, among: pa.Array) -> NDArray[np.int64]:
    return np.asarray(pc.fill_null(pc.index_in(names, value_set=among), -1), dtype=np.int64)


def _asked_for_goods(
    asks: Asks, topics: Topics, pairs: _Pairs, products: pa.Table
) -> NDArray[np.bool_]:
    """Topics that are not answered by notes: fewer notes than products are opened from them, or
    hardly anybody opens anything.
    """
    clicks = asks.clicks
    topic = topics.of_wording[clicks["wording"].to_numpy()]
    is_product = np.asarray(
        pc.is_in(clicks["item_id"], value_set=products["product_id"].combine_chunks())
    )
    to_products = np.bincount(topic[(topic >= 0) & is_product], minlength=topics.count)
    to_notes = np.bincount(topic[(topic >= 0) & ~is_product], minlength=topics.count)
    asked = np.bincount(pairs.topic, minlength=topics.count)
    goods: NDArray[np.bool_] = (to_notes <= to_products) | (to_notes < _LOOKED_UP * asked)
    return goods


def _by_search(record: Record, asks: Asks, topics: Topics, pairs: _Pairs, signal: str) -> Answers:
    """Contentment told by searches alone: something opened, or shown at all."""
    if signal == "clicked":
        wording, actor_id = asks.clicks["wording"].to_numpy(), asks.clicks["actor_id"]
    else:
        searches = record.table("searches")
        shown = searches.filter((searches.results > 0) & searches.search_id.notnull())
        ids = record.collect(shown.select("search_id"), order_by=("search_id",))["search_id"]
        some = asks.rows.filter(pc.is_in(asks.rows["ask_id"], value_set=ids.combine_chunks()))
        wording, actor_id = some["wording"].to_numpy(), some["actor_id"]
    actor = _index(actor_id, pairs.names)
    width = max(topics.count, 1)
    served = np.unique(actor * width + topics.of_wording[wording])
    content = np.isin(pairs.actor * width + pairs.topic, served)
    fault = np.where(content, -1, FAULTS.index("absent"))
    goods = np.ones(topics.count, dtype=bool)
    return Answers(
        pc.take(pairs.names, pa.array(pairs.actor)), pairs.topic, content, fault, pairs.way, goods
    )
