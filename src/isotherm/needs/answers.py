"""Answers: what became of each person's asking, and why it failed when it did."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.ledger import Record, numbers_among
from isotherm.needs.askers import Pairs, pair_askers
from isotherm.needs.asks import Asks
from isotherm.needs.following import Followed, follow_asks
from isotherm.needs.knowing import asked_for_goods
from isotherm.needs.lines import Lines
from isotherm.needs.purchases import FAULTS, UNTOLD, Purchases, gather_purchases
from isotherm.needs.settings import NeedSettings
from isotherm.needs.topics import Topics

__all__ = ["Answers", "judge_answers", "signal_of_content"]

Ints = NDArray[np.int64]
_DAY_US = 86_400_000_000
_LIKE_ALL = 2.0  # purchases by which a topic's unknown fates lean on those of all


@dataclasses.dataclass(frozen=True)
class Answers:
    """One row an asker and topic: who, which topic, whether content, and the fault if not.

    ``content`` is 1 or 0, or between where a purchase's fate is not told: then the share of the
    topic's told purchases that were content. ``fault`` indexes FAULTS; -1 where the asker was
    content or nothing is known of why. ``way`` indexes WAYS: those who searched buy more readily
    than those who asked in passing, so each way is held against its own. ``told`` are those who
    bought something of which it is known what became of it.
    """

    actor: pa.Array
    topic: Ints
    content: NDArray[np.float64]
    told: NDArray[np.bool_]
    fault: Ints
    way: Ints
    for_goods: NDArray[np.bool_]  # (topics,) False where people ask to know, not to have
    at: NDArray[np.float64] | None = None  # when first asked, microseconds, NaN where not told
    followed: Followed | None = None


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
    pointed: Ints | None = None,
    bought: Purchases | None = None,
) -> Answers:
    """Judge for each asker and topic whether they found something, kept it and were content.

    A purchase answers an ask when it came within ``window_days`` after one of the asker's asks
    and is of a product that matches the topic, or that the search or the note asked under led
    to. ``pointed`` is the topic each pointing reply shows at, -1 for none; ``bought`` what was
    bought, gathered from the record where it is not given. A topic from which people open notes
    rather than products (how to, where to) asks for no goods.
    """
    signal, _ = signal_of_content(record)
    shown = np.full(asks.pointing.num_rows, -1) if pointed is None else pointed
    pairs = pair_askers(asks, topics, shown)
    if signal in {"clicked", "shown"}:
        return _by_search(record, asks, topics, pairs, signal)
    bought = bought or gather_purchases(record, settings)
    lines = _lines(asks, topics, shown, matched, products=products, bought=bought)
    line, pair = _own_lines(pairs, lines, bought=bought)
    answers = _by_purchase(pairs, (line, pair), matched, bought=bought, settings=settings)
    goods = asked_for_goods(asks, topics, products)
    followed = follow_asks(
        pair,
        bought.at[line],
        first=pairs.first,
        topic=pairs.topic,
        volume=bought.at,
        window=settings.window_days * _DAY_US,
        topics=topics.count,
    )
    return dataclasses.replace(answers, for_goods=goods, followed=followed)


def _lines(
    asks: Asks,
    topics: Topics,
    shown: Ints,
    matched: sp.csr_array,
    *,
    products: pa.Table,
    bought: Purchases,
) -> tuple[Ints, Ints]:
    """Which purchase may answer which topic: by its product, or by where it came from."""
    product = numbers_among(bought.product_id, products["product_id"].combine_chunks())
    known = np.flatnonzero(product >= 0)
    answering = sp.csr_array(matched.T)[product[known]].tocoo()
    led = _led_by_source(asks, topics, shown, bought.source_id)
    sent = np.flatnonzero(led >= 0)
    line = np.concatenate((known[answering.row], sent))
    topic = np.concatenate((answering.col.astype(np.int64), led[sent]))
    return line, topic


def _by_purchase(
    pairs: Pairs,
    own: tuple[Ints, Ints],
    matched: sp.csr_array,
    *,
    bought: Purchases,
    settings: NeedSettings,
) -> Answers:
    line, pair = _meet(pairs, own, bought=bought, settings=settings)
    fate = _fates(bought.content[line], pairs.topic[pair])
    missed = np.zeros(len(pairs.actor))
    np.add.at(missed, pair, np.log1p(-np.minimum(fate, 1 - 1e-12)))
    content = np.where(missed < np.log(1e-11), 1.0, 1.0 - np.exp(missed))
    told = np.zeros(len(pairs.actor), dtype=bool)
    told[pair[~np.isnan(bought.content[line])]] = True
    fault = np.full(len(pairs.actor), -1, dtype=np.int64)
    bad = np.flatnonzero(bought.fault[line] >= 0)
    np.maximum.at(fault, pair[bad], bought.fault[line[bad]])
    supplied = np.diff(matched.indptr) > 0
    fault[(content == 0) & (fault < 0) & ~supplied[pairs.topic]] = FAULTS.index("absent")
    fault[content >= 0.5] = -1
    goods = np.ones(matched.shape[0], dtype=bool)
    who = pc.take(pairs.names, pa.array(pairs.actor))
    return Answers(who, pairs.topic, content, told, fault, pairs.way, goods, pairs.at)


def _meet(
    pairs: Pairs, own: tuple[Ints, Ints], *, bought: Purchases, settings: NeedSettings
) -> tuple[Ints, Ints]:
    """Purchases that answer an asker's topic in time, each once: lines and pairs."""
    line, pair = own
    at, first, last = bought.at[line], pairs.first[pair], pairs.last[pair]
    timed = (at != UNTOLD) & (last != UNTOLD)
    late = np.where(timed, last, 0) + settings.window_days * _DAY_US
    near = ~timed | ((at >= first - _DAY_US) & (at <= late))
    both = np.unique(np.stack((pair[near], line[near]), axis=1), axis=0)
    return both[:, 1], both[:, 0]


def _own_lines(pairs: Pairs, lines: tuple[Ints, Ints], *, bought: Purchases) -> tuple[Ints, Ints]:
    """Purchases that may answer a topic, made by askers of it at any time: lines and pairs."""
    line, topic = lines
    buyer = numbers_among(bought.actor_id, pairs.names)[line]
    width = int(max(pairs.topic.max(initial=0), topic.max(initial=0))) + 1
    key, sought = pairs.actor * width + pairs.topic, buyer * width + topic
    place = np.minimum(np.searchsorted(key, sought), max(len(key) - 1, 0))
    met = (buyer >= 0) & (key[place] == sought) if len(key) else np.zeros(len(line), dtype=bool)
    return line[met], place[met]


def _fates(content: NDArray[np.float64], topic: Ints) -> NDArray[np.float64]:
    """Contentment of purchases; what is not told is the share of the topic's told ones."""
    told = ~np.isnan(content)
    width = int(topic.max(initial=-1)) + 1
    usual = float(content[told].mean()) if told.any() else 1.0
    good = np.bincount(topic[told], weights=content[told], minlength=width)
    number = np.bincount(topic[told], minlength=width)
    likely = (good + _LIKE_ALL * usual) / (number + _LIKE_ALL)
    return np.where(told, content, likely[topic])


def _led_by_source(asks: Asks, topics: Topics, shown: Ints, source: pa.ChunkedArray) -> Ints:
    """The topic of the ask or asked-about note that an order names as its source, else -1."""
    ids = pa.concat_arrays(
        [asks.sources["source_id"].combine_chunks(), asks.pointing["note_id"].combine_chunks()]
    )
    topic = np.concatenate((topics.of_wording[asks.sources["wording"].to_numpy()], shown))
    place = numbers_among(source, ids)
    missing = np.asarray(pc.is_null(source))
    return np.where((place >= 0) & ~missing, topic[place], -1) if len(topic) else place


def _by_search(record: Record, asks: Asks, topics: Topics, pairs: Pairs, signal: str) -> Answers:
    """Contentment told by searches alone: something opened, or shown at all."""
    answered = asks.clicks if signal == "clicked" else _shown(record, asks)
    actor = numbers_among(answered["actor_id"], pairs.names)
    width = max(topics.count, 1)
    served = np.unique(actor * width + topics.of_wording[answered["wording"].to_numpy()])
    content = np.isin(pairs.actor * width + pairs.topic, served)
    fault = np.where(content, -1, FAULTS.index("absent"))
    who = pc.take(pairs.names, pa.array(pairs.actor))
    goods, nobody = np.ones(topics.count, dtype=bool), np.zeros(len(content), dtype=bool)
    good = content.astype(np.float64)
    return Answers(who, pairs.topic, good, nobody, fault, pairs.way, goods, pairs.at)


def _shown(record: Record, asks: Asks) -> pa.Table:
    """Who searched with which wording and was shown something."""
    searches = record.table("searches")
    some = searches.filter((searches.results > 0) & searches.actor_id.notnull())
    rows = record.collect(
        some.filter(some.query.notnull()).select("actor_id", "query").distinct(),
        order_by=("actor_id", "query"),
    )
    number = {text: place for place, text in enumerate(asks.wordings)}
    wording = Lines.of(rows["query"]).numbered(number)
    return rows.select(["actor_id"]).append_column("wording", wording).filter(wording.is_valid())
