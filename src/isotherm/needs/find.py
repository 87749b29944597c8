"""From a record to its needs: who asks for what and cannot have it."""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.inference import ebh
from isotherm.ledger import Record, numbers_among
from isotherm.needs.answers import Answers, judge_answers, signal_of_content
from isotherm.needs.asks import Asks, gather_asks
from isotherm.needs.carving import carve_topics
from isotherm.needs.placing import place_askers
from isotherm.needs.purchases import Purchases, gather_purchases
from isotherm.needs.settings import NeedSettings
from isotherm.needs.sizing import size_cells
from isotherm.needs.supply import match_opened, match_products, point_at_topics
from isotherm.needs.telling import Teller
from isotherm.needs.things import carried_words, product_texts, weigh_words
from isotherm.needs.topics import Topics, group_wordings, part_topics, regroup
from isotherm.needs.wanting import looks_only
from isotherm.schema import READING

__all__ = ["NeedsFound", "find_needs"]

_SURE = float(np.log(20.0))  # log e-value at which asking is said to lead to buying, or not to
_LEADS_NOWHERE = "nobody buys rather after asking than before: needs cannot be judged by buying"
_MAIN = 0.1  # share of a topic's askers from which a part of it brings its products


@dataclasses.dataclass(frozen=True)
class NeedsFound:
    """The needs of a reading, the share of unmet asks by stratum, and what was missing."""

    needs: pa.Table
    unmet_share: dict[str, float]
    missing: tuple[str, ...]


def find_needs(
    record: Record,
    *,
    memberships: pa.Table,
    coordinated: pa.Table,
    settings: NeedSettings,
    seed: int = 0,
) -> NeedsFound:
    """Find what strata ask for and cannot have, judged by what was kept and content.

    A cell is a stratum and a topic. It is published when people ask (``least_askers``) and the
    e-value that it is filled less than ``shortfall`` of what is reachable here passes e-BH at
    ``fdr`` over all cells. Needs are sorted by id; the report ranks them by unmet units.
    """
    signal, missing = signal_of_content(record)
    asks = gather_asks(record)
    if signal == "unknown" or asks.rows.num_rows == 0:
        nobody = () if asks.rows.num_rows else ("nobody asks for anything: no needs can be seen",)
        return NeedsFound(READING["needs"].arrow_schema().empty_table(), {}, missing + nobody)
    products = _products(record, asks)
    judge = _Judge(record, asks, products, settings)
    looks = looks_only(record, asks, products)
    things = weigh_words(asks.held_words[0], products)
    grouped = group_wordings(asks, settings, things=things, looks=looks)
    parts, whole = part_topics(asks, grouped, settings.part_likeness)
    listed = record.has("products", "product_id")
    matched_parts = (
        match_products(parts, products, coverage=settings.coverage)
        if listed
        else match_opened(parts, asks.clicks, products)
    )
    missing += (
        () if listed else ("no products: supply is what searches opened, not what is offered",)
    )
    apart = judge.answers(parts, matched_parts)
    carved = carve_topics(parts, whole, apart, settings=settings)
    of_wording = np.where(parts.of_wording >= 0, carved.of_part[parts.of_wording], -1)
    topics = regroup(asks, of_wording, len(carved.log_price), grouped.things)
    asked = np.bincount(apart.topic, minlength=parts.count)
    matched = _join_parts(matched_parts, carved.of_part, asked, topics.count)
    answers = _wanted(judge.answers(topics, matched), topics, looks)
    if _leads_nowhere(answers):
        nothing = READING["needs"].arrow_schema().empty_table()
        return NeedsFound(nothing, {}, (*missing, _LEADS_NOWHERE))
    placed = place_askers(answers, topics.count, memberships, coordinated, settings=settings)
    unheard = _unheard(judge.pointed_at(topics), asks)
    sizes = size_cells(placed.cells, settings=settings, seed=seed, unheard=unheard)
    log_e = sizes.log_e - carved.log_price[placed.topic] - placed.log_price
    published = ebh(log_e, settings.fdr) & (sizes.unmet > 0)
    teller = Teller(asks, topics, answers, matched, products, placed, sizes)
    rows = teller.tell_all(np.flatnonzero(published))
    table = pa.Table.from_pylist(rows, schema=READING["needs"].arrow_schema())
    return NeedsFound(table.sort_by("need_id"), placed.unmet_share(answers), missing)


def _wanted(answers: Answers, topics: Topics, looks: NDArray[np.bool_]) -> Answers:
    """The answers, where topics looked at out of interest and not bought for ask for no goods."""
    if answers.followed is None:
        return answers
    looked = np.zeros(topics.count, dtype=bool)
    looked[topics.of_wording[looks & (topics.of_wording >= 0)]] = True
    wanted = answers.for_goods & (~looked | (answers.followed.log_e >= _SURE))
    return dataclasses.replace(answers, for_goods=wanted)


def _leads_nowhere(answers: Answers) -> bool:
    """Whether it is sure that what is bought has nothing to do with what was asked for."""
    followed, asked = answers.followed, answers.for_goods
    if followed is None or not followed.told:
        return False
    return followed.log_e_of_any(asked) < _SURE and followed.log_e_of_none(asked) >= _SURE


def _products(record: Record, asks: Asks) -> pa.Table:
    """The products; where none are listed, whatever was opened from searches and is no note."""
    products = record.collect(record.table("products"), order_by=("product_id",))
    if products.num_rows:
        return products
    notes = record.collect(record.table("notes").select("note_id"), order_by=("note_id",))
    opened = pc.unique(asks.clicks["item_id"]).sort()
    items = opened.filter(pc.invert(pc.is_in(opened, value_set=notes["note_id"].combine_chunks())))
    rows = [{"product_id": item} for item in items.to_pylist()]
    return pa.Table.from_pylist(rows, schema=products.schema)


def _unheard(pointed: NDArray[np.int64], asks: Asks) -> float:
    """For each reply of which it is told what it asks for, how many are not told (up to 1)."""
    known = int((pointed >= 0).sum())
    named = int(pc.sum(pc.is_valid(asks.rows["note_id"])).as_py() or 0)
    return min((len(pointed) - known) / max(known + named, 1), 1.0)


def _join_parts(
    matched: sp.csr_array, of_part: NDArray[np.int64], asked: NDArray[np.int64], topics: int
) -> sp.csr_array:
    """Products that answer to a part of a topic; shape (topics, products), entries 1.

    Parts with less than a tenth of the topic's askers (``asked``) bring nothing: a stray wording
    of another thing would bring that thing's shelves.
    """
    total = np.bincount(of_part, weights=asked, minlength=topics)
    main = (asked >= _MAIN * total[of_part]).astype(np.float64)
    group = sp.csr_array((main, (of_part, np.arange(len(of_part)))), shape=(topics, len(of_part)))
    joined = sp.csr_array(group @ matched)
    joined.data = (joined.data > 0).astype(np.float64)
    joined.eliminate_zeros()
    return joined


@dataclasses.dataclass(frozen=True)
class _Judge:
    """Judges what became of the asking, however it is grouped into topics."""

    record: Record
    asks: Asks
    products: pa.Table
    settings: NeedSettings

    def answers(self, topics: Topics, matched: sp.csr_array) -> Answers:
        """What became of each asker of each topic."""
        return judge_answers(
            self.record,
            self.asks,
            topics,
            matched,
            products=self.products,
            settings=self.settings,
            pointed=self.pointed_at(topics),
            bought=self._bought,
        )

    def pointed_at(self, topics: Topics) -> NDArray[np.int64]:
        """The topic shown by the note each pointing reply stands under, -1 where none is."""
        pointing = self.asks.pointing["note_id"]
        notes, carried = self._notes
        topic = point_at_topics(topics, carried, coverage=self.settings.pointing_coverage)
        known = numbers_among(pointing, notes)
        return np.where(known >= 0, topic[known], -1) if len(topic) else known

    @functools.cached_property
    def _notes(self) -> tuple[pa.Array, sp.csr_array]:
        """The notes that pointing replies stand under, and which words of asking each carries."""
        asked = pa.table({"note_id": self.asks.pointing["note_id"].unique()})
        shown = self.record.table("notes").semi_join(
            self.record.engine.read_arrow(asked), "note_id"
        )
        texts = shown.select("note_id", "title", "body", tags=shown.tags.join(" "))
        rows = self.record.collect(texts, order_by=("note_id",))
        said = product_texts(rows, ("title", "body", "tags"))
        return rows["note_id"].combine_chunks(), carried_words(self.asks.held_words[0], said)

    @functools.cached_property
    def _bought(self) -> Purchases:
        """Everything that was bought."""
        return gather_purchases(self.record, self.settings)
