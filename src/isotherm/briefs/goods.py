"""Who holds goods that answer a subject already, and whose trade it is."""

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
    linked: Mapping[str, Sequence[str]]
    category_of: Mapping[str, str | None]


@dataclasses.dataclass(frozen=True)
class Supply:
    """What there is of a subject: its categories, and how many matching goods a merchant holds."""

    categories: tuple[str, ...]
    holders: Mapping[str, int]

    def merchants(self, goods: Goods) -> list[Mapping[str, Any]]:
        """Merchants of the trade: they hold such goods or work in a category; holders first."""
        found = [
            merchant
            for merchant in goods.merchants
            if merchant["merchant_id"] in self.holders
            or set(merchant["categories"] or ()) & set(self.categories)
        ]
        held = self.holders
        return sorted(found, key=lambda m: (-held.get(m["merchant_id"], 0), m["merchant_id"]))


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
    return Goods(rows, carrying, merchants, of_note, category_of)


def find_supply(
    subject: Subject, phrases: Sequence[str], goods: Goods, *, settings: BriefSettings
) -> Supply:
    """The goods that carry a subject's words, and the categories nearest to it.

    Words weigh by how rare they are on offer. The categories are those of the nearest goods, and
    of what a trend's own notes carry.
    """
    score = _cover(phrases or subject.words[:3], goods)
    holders: Counter[str] = Counter()
    for number, share in score.items():
        merchant = goods.products[number]["merchant_id"]
        if merchant and share >= settings.answering:
            holders[merchant] += 1
    near = sorted((-share, number) for number, share in score.items() if share >= _NEAR)
    nearest = [goods.products[number]["category"] for _, number in near[:_NEAREST]]
    if subject.kind == "trend":
        for note in subject.evidence:
            nearest += [goods.category_of.get(product) for product in goods.linked.get(note, ())]
    counted = Counter(category for category in nearest if category)
    least = max(_LEAST_CATEGORY * sum(counted.values()), 1)
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    return Supply(tuple(n for n in ranked if counted[n] >= least), dict(sorted(holders.items())))


def _cover(words: Sequence[str], goods: Goods) -> dict[int, float]:
    """Share of the weight of the words that each product carries; only products with any."""
    own = list(dict.fromkeys(t for word in words for t in tokens(word) if len(t) > 1))
    count = len(goods.products)
    weight = {t: math.log((count + 1) / (len(goods.carrying.get(t, ())) + 1)) + 0.1 for t in own}
    total = sum(weight.values())
    score: dict[int, float] = {}
    for token in own:
        for number in goods.carrying.get(token, ()):
            score[number] = score.get(number, 0.0) + weight[token] / total
    return score
