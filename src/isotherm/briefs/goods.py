"""What there is on offer of a subject: its trade, and whose goods come near it."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.subjects import Subject
from isotherm.ledger import Record
from isotherm.text import distinct_tokens, tokens

__all__ = ["Goods", "Supply", "find_supply", "read_goods"]

_NEAR = 0.25  # share of the words that goods of the same trade carry
_NEAREST = 30
_LEAST_CATEGORY = 0.2  # of the nearest goods
_LEAST_OFFERED = 1 / 3  # of the words must be on offer at all, else no goods are near


@dataclasses.dataclass(frozen=True)
class Goods:
    """Products by the words they carry, merchants, and products linked from notes."""

    products: Sequence[Mapping[str, Any]]
    carrying: Mapping[str, Sequence[int]]
    merchants: Sequence[Mapping[str, Any]]
    trades: Mapping[str, frozenset[str]]
    """The categories each merchant names or sells in."""
    linked: Mapping[str, Sequence[str]]
    category_of: Mapping[str, str | None]
    merchant_of: Mapping[str, str | None]
    words_of: Mapping[str, frozenset[str]]
    """The words of each category's own name."""


@dataclasses.dataclass(frozen=True)
class Supply:
    """What there is of a subject.

    ``trade`` is how much each of its categories is its trade, the foremost 1; ``holders`` how many
    goods of a merchant answer it; ``nearness`` how near each merchant's nearest goods come, 0..1:
    of its trade by the words on offer, of another by all of its words; ``nearest`` the goods it is
    likest.
    """

    trade: Mapping[str, float]
    holders: Mapping[str, int]
    nearness: Mapping[str, float]
    nearest: tuple[str, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of its trade, the foremost first."""
        return tuple(self.trade)


def read_goods(record: Record) -> Goods:
    """The goods and merchants of a record."""
    columns = ("product_id", "merchant_id", "title", "description", "category", "attributes")
    products = record.table("products").select(*columns)
    rows = record.collect(products, order_by=("product_id",)).to_pylist()
    carrying: dict[str, list[int]] = {}
    told = ("title", "category", "description", "attributes")
    texts = [" ".join(row[name] or "" for name in told) for row in rows]
    for number, held in enumerate(distinct_tokens(texts)):
        for token in sorted(held):
            carrying.setdefault(token, []).append(number)
    merchants = record.collect(record.table("merchants"), order_by=("merchant_id",)).to_pylist()
    notes = record.table("notes")
    linked = record.collect(
        notes.filter(notes.product_ids.length() > 0).select("note_id", "product_ids"),
        order_by=("note_id",),
    ).to_pylist()
    of_note = {row["note_id"]: row["product_ids"] for row in linked}
    trades = _trades(merchants, rows)
    category_of, merchant_of = (
        {row["product_id"]: row[name] for row in rows} for name in ("category", "merchant_id")
    )
    categories = frozenset(one for one in category_of.values() if one).union(*trades.values())
    words_of = {name: frozenset(_words([name])) for name in sorted(categories)}
    return Goods(rows, carrying, merchants, trades, of_note, category_of, merchant_of, words_of)


def _trades(
    merchants: Sequence[Mapping[str, Any]], products: Sequence[Mapping[str, Any]]
) -> dict[str, frozenset[str]]:
    """The categories a merchant names; of one who names none, those of what it sells."""
    sold: dict[str, set[str]] = {}
    for row in products:
        if row["merchant_id"] and row["category"]:
            sold.setdefault(row["merchant_id"], set()).add(row["category"])
    return {
        row["merchant_id"]: frozenset(row["categories"] or sold.get(row["merchant_id"], ()))
        for row in merchants
    }


def find_supply(
    subject: Subject, phrases: Sequence[str], goods: Goods, *, settings: BriefSettings
) -> Supply:
    """The goods that carry a subject's words, and the categories nearest to it.

    Words weigh by how rare they are on offer. Goods answer a subject by all of its words. Its trade
    is each category whose name stands in its words, that of the goods that answer it, and that of
    what a trend's own notes carry; where no category is named, that of the goods likest to it by
    the words that any goods carry, unless most of its words are on offer nowhere: then what shares
    the rest (an attribute, as a rule) is not near it.
    """
    strongest = subject.words[1:2] if subject.kind == "need" else ()
    words = _words([*phrases, *strongest] if phrases else subject.words[:3])
    cover, likeness, offered = _cover(words, goods)
    named = sorted(name for name, own in goods.words_of.items() if own and own <= set(words))
    linked = _linked(subject, goods)
    near = sorted((-share, number) for number, share in likeness.items()
                  if cover[number] >= settings.answering
                  or (share >= _NEAR and not named and offered >= _LEAST_OFFERED))  # fmt: skip
    nearest = [goods.products[number]["product_id"] for _, number in near[:_NEAREST]] + linked
    trade = dict.fromkeys(named, 1.0)
    trade |= {name: share for name, share in _trade(nearest, goods).items() if name not in trade}
    nearness, holders = _who_holds(cover, likeness, trade, goods, answering=settings.answering)
    for product in linked:
        merchant = goods.merchant_of.get(product)
        if merchant:
            nearness[merchant], holders[merchant] = 1.0, holders[merchant] + 1
    return Supply(
        trade=trade,
        holders={merchant: count for merchant, count in sorted(holders.items()) if count},
        nearness=nearness,
        nearest=tuple(dict.fromkeys(nearest)),
    )


def _linked(subject: Subject, goods: Goods) -> list[str]:
    """The goods that a trend's own notes carry."""
    notes = subject.evidence if subject.kind == "trend" else ()
    return list(dict.fromkeys(one for note in notes for one in goods.linked.get(note, ())))


def _who_holds(
    cover: Mapping[int, float],
    likeness: Mapping[int, float],
    trade: Mapping[str, float],
    goods: Goods,
    *,
    answering: float,
) -> tuple[dict[str, float], Counter[str]]:
    """How near each merchant's nearest goods come, and how many of its goods answer."""
    nearness: dict[str, float] = {}
    holders: Counter[str] = Counter()
    for number, share in likeness.items():
        product = goods.products[number]
        merchant = product["merchant_id"]
        if merchant:
            near = share if product["category"] in trade else cover[number]
            nearness[merchant] = max(near, nearness.get(merchant, 0.0))
            holders[merchant] += cover[number] >= answering
    return nearness, holders


def _words(phrases: Sequence[str]) -> list[str]:
    """The words of some phrases, each once."""
    return list(dict.fromkeys(t for phrase in phrases for t in tokens(phrase) if len(t) > 1))


def _trade(nearest: Sequence[str], goods: Goods) -> dict[str, float]:
    """The categories of the nearest goods, against the foremost of them."""
    named = [goods.category_of.get(product) for product in nearest]
    counted = Counter(category for category in named if category)
    least = max(_LEAST_CATEGORY * sum(counted.values()), 1)
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    return {name: counted[name] / counted[ranked[0]] for name in ranked if counted[name] >= least}


def _cover(words: Sequence[str], goods: Goods) -> tuple[dict[int, float], dict[int, float], float]:
    """Share of the weight of all words, and of those on offer, that each product carries.

    Only products that carry any; and the share of the weight that is on offer at all.
    """
    count = len(goods.products)
    weight = {t: math.log((count + 1) / (len(goods.carrying.get(t, ())) + 1)) + 0.1 for t in words}
    offered = sum(weight[token] for token in words if token in goods.carrying)
    carried: dict[int, float] = {}
    for token in words:
        for number in goods.carrying.get(token, ()):
            carried[number] = carried.get(number, 0.0) + weight[token]
    total = sum(weight.values())
    cover = {number: part / total for number, part in carried.items()}
    likeness = {number: part / offered for number, part in carried.items()}
    return cover, likeness, offered / total if total else 0.0
