"""Writing merchants, products and variants."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.world.draws import Ids, Ints, list_of, rng_for
from isotherm.world.goods import GoodsPlan
from isotherm.world.leaves import LEAVES
from isotherm.world.lexicon import Lexicon
from isotherm.world.people import People
from isotherm.world.shops import Shops
from isotherm.world.vocabulary import GOODS_WORDS
from isotherm.world.writer import LedgerWriter

__all__ = ["write_shops"]

_SIZES = ("S", "M", "L", "XL", "2XL", "3XL")
_BASES = ("S", "M", "M", "L")  # the size a style is cut on, where nothing is said
_LEADS = (7, 7, 10, 15, 20, 30, 45, 60, 90, 120)
_WORDS = {kind: text.split() for kind, text in GOODS_WORDS.items()}


def write_shops(
    seed: int,
    shops: Shops,
    ledger: LedgerWriter,
    *,
    ids: Ids,
    lexicon: Lexicon,
    people: People,
    story: tuple[int, int],
) -> None:
    """Write the catalogue; ``story`` is a merchant (or -1) and the buyer who became one."""
    rng = rng_for(seed, "write shops")
    buyers = rng.choice(np.flatnonzero(people.kind[: people.real] == 2), (shops.merchants, 2))
    held = rng.integers(0, 3, shops.merchants)
    if story[0] >= 0:
        buyers[story[0], 0], held[story[0]] = story[1], 1
    _write_merchants(rng, shops, ledger, ids=ids, buyers=buyers, held=held)
    sizes, skus = _skus(rng, shops, ids)
    plans = [shops.plans[p] for p in shops.plan]
    word = pa.array([_title_words(rng, p) for p in plans])
    item = pa.array([p.item for p in plans])
    before, after, about = (
        lexicon.fill(rng, lexicon.frames(rng, group, shops.count), topics=shops.leaf, mixing=0.3)
        for group in ("goods_before", "goods_after", "description")
    )
    ledger.add(
        "products",
        {
            "product_id": ids.of("products", np.arange(shops.count)),
            "merchant_id": ids.of("merchants", shops.merchant),
            "title": pc.binary_join_element_wise(before, word, item, after, ""),
            "description": pc.binary_join_element_wise(word, item, pa.scalar("，"), about, ""),
            "category": pa.array([p.category for p in plans]),
            "listed_at": shops.listed,
            "price_fen": shops.price_fen,
            "attributes": _attributes(rng, shops, plans, sizes),
        },
    )
    ledger.add("skus", skus)


def _title_words(rng: np.random.Generator, plan: GoodsPlan) -> str:
    if not plan.words:
        return ""
    picked = rng.permutation(len(plan.words))[: 1 + int(rng.random() < 0.4)]
    return "".join(plan.words[i] for i in picked)


def _attributes(
    rng: np.random.Generator, shops: Shops, plans: list[GoodsPlan], sizes: list[list[str]]
) -> list[str]:
    rows = []
    for number, plan in enumerate(plans):
        leaf = LEAVES[plan.leaf]
        told = {
            "colour": _one(rng, _WORDS["colour"]),
            "style": _one(rng, leaf.styles.split()),
            "occasion": _one(rng, leaf.occasions.split()),
        }
        if shops.sized[number]:
            told |= {
                "fabric": _one(rng, _WORDS["fabric"]),
                "cut": _one(rng, _WORDS["cut"]),
                "base_size": plan.base_size or _one(rng, _BASES),
                "sizes": "/".join(sizes[number]),
            }
        rows.append(json.dumps(told, ensure_ascii=False, sort_keys=True))
    return rows


def _one(rng: np.random.Generator, words: Sequence[str]) -> str:
    return words[int(rng.integers(0, len(words)))]


def _skus(
    rng: np.random.Generator, shops: Shops, ids: Ids
) -> tuple[list[list[str]], dict[str, Any]]:
    """Each product's sizes, and the rows of its variants."""
    options: list[dict[str, str]] = []
    sizes = []
    for number in range(shops.count):
        count = int(shops.sku_count[number])
        sizes.append(list(_SIZES[:count]) if shops.sized[number] else [])
        colours = rng.permutation(_WORDS["colour"])[:count]
        options += [{"size": size} for size in sizes[-1]] or [{"colour": str(c)} for c in colours]
    product = np.repeat(np.arange(shops.count), shops.sku_count)
    return sizes, {
        "sku_id": ids.of("skus", np.arange(len(product))),
        "product_id": ids.of("products", product),
        "options": [json.dumps(option, ensure_ascii=False) for option in options],
        "price_fen": shops.price_fen[product],
        "stock": rng.poisson(40, len(product)),
    }


def _write_merchants(
    rng: np.random.Generator,
    shops: Shops,
    ledger: LedgerWriter,
    *,
    ids: Ids,
    buyers: Ints,
    held: Ints,
) -> None:
    count = shops.merchants
    names = zip(
        rng.choice(_WORDS["shop"], count),
        rng.choice(_WORDS["shop"], count),
        rng.choice(_WORDS["shop_end"], count),
        strict=True,
    )
    categories: list[list[str]] = [[] for _ in range(count)]
    pairs = zip(shops.merchant.tolist(), shops.plan.tolist(), strict=True)
    for merchant, plan in sorted(set(pairs)):
        category = shops.plans[plan].category
        if category not in categories[merchant]:
            categories[merchant].append(category)
    kept = np.arange(buyers.shape[1])[None, :] < held[:, None]
    ledger.add(
        "merchants",
        {
            "merchant_id": ids.of("merchants", np.arange(count)),
            "name": ["".join(name) for name in names],
            "lead_days": rng.choice(_LEADS, count),
            "categories": categories,
            "buyer_ids": list_of(ids.of("actors", buyers[kept]), held),
        },
    )
