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
from isotherm.text import tokens

__all__ = ["Goods", "Supply", "find_supply", "read_goods"]

_NEAR = 0.25  # share of the words that goods of the same trade carry
_NEAREST = 30
_LEAST_CATEGORY = 0.2  # of the nearest goods


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


@dataclasses.dataclass(frozen=True)
class Supply:
    """What there is of a subject.

    ``trade`` is how much each of its categories is its trade, the foremost 1; ``holders`` how many
    goods of a merchant answer it; ``nearness`` how near each merchant's nearest goods come, 0..1;
    ``nearest`` the goods it is likest.
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
    for number, row in enumerate(rows):
        said = " ".join(row[name] or "" for name in ("title", "category", "description"))
        for token in sorted(set(tokens(f"{said} {row['attributes'] or ''}"))):
            carrying.setdefault(token, []).append(number)
    merchants = record.collect(record.table("merchants"), order_by=("merchant_id",)).to_pylist()
    notes = record.table("notes")
    linked = record.collect(
        notes.filter(notes.product_ids.length() > 0).select("note_id", "product_ids"),
        order_by=("note_id",),
    ).to_pylist()
    of_note = {row["note_id"]: row["product_ids"] for row in linked}
    category_of = {row["product_id"]: row["category"] for row in rows}
    return Goods(rows, carrying, merchants, _trades(merchants, rows), of_note, category_of)


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

    Words weigh by how rare they are on offer. Goods answer a subject by all of its words; they are
    near it by those that any goods carry. Its trade is that of the nearest goods, and of what a
    trend's own notes carry.
    """
    cover, likeness = _cover(phrases or subject.words[:3], goods)
    holders: Counter[str] = Counter()
    nearness: dict[str, float] = {}
    for number, share in likeness.items():
        merchant = goods.products[number]["merchant_id"]
        if merchant:
            nearness[merchant] = max(share, nearness.get(merchant, 0.0))
            holders[merchant] += cover[number] >= settings.answering
    near = sorted((-share, number) for number, share in likeness.items() if share >= _NEAR)
    nearest = [goods.products[number]["product_id"] for _, number in near[:_NEAREST]]
    if subject.kind == "trend":
        for note in subject.evidence:
            nearest += goods.linked.get(note, ())
    return Supply(
        trade=_trade(nearest, goods),
        holders={merchant: count for merchant, count in sorted(holders.items()) if count},
        nearness=nearness,
        nearest=tuple(dict.fromkeys(nearest)),
    )


def _trade(nearest: Sequence[str], goods: Goods) -> dict[str, float]:
    """The categories of the nearest goods, against the foremost of them."""
    named = [goods.category_of.get(product) for product in nearest]
    counted = Counter(category for category in named if category)
    least = max(_LEAST_CATEGORY * sum(counted.values()), 1)
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    return {name: counted[name] / counted[ranked[0]] for name in ranked if counted[name] >= least}


def _cover(words: Sequence[str], goods: Goods) -> tuple[dict[int, float], dict[int, float]]:
    """Share of the weight of all words, and of those on offer, that each product carries.

    A word that no product carries says what is missing, not whose trade it is. Only products that
    carry any.
    """
    own = list(dict.fromkeys(t for word in words for t in tokens(word) if len(t) > 1))
    count = len(goods.products)
    weight = {t: math.log((count + 1) / (len(goods.carrying.get(t, ())) + 1)) + 0.1 for t in own}
    offered = sum(weight[token] for token in own if token in goods.carrying)
    carried: dict[int, float] = {}
    for token in own:
        for number in goods.carrying.get(token, ()):
            carried[number] = carried.get(number, 0.0) + weight[token]
    total = sum(weight.values())
    cover = {number: part / total for number, part in carried.items()}
    return cover, {number: part / offered for number, part in carried.items()}
