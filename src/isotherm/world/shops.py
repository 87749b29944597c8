"""The shops: merchants with lead times, products, variants."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.world.calendar import DAY, Calendar
from isotherm.world.draws import Floats, Ids, Ints, RowChoice, list_of, rng_for
from isotherm.world.lexicon import LEAF_COUNT, Lexicon
from isotherm.world.needs import KEEP_RATE, Need
from isotherm.world.people import People
from isotherm.world.vocabulary import LEAVES, split_items
from isotherm.world.writer import LedgerWriter

__all__ = ["GoodsPlan", "Shops", "open_shops", "plan_goods", "write_shops"]

_SIZED = ("外套", "裤装", "裙装", "上衣", "内衣", "运动", "母婴")
_SIZES = ("S", "M", "L", "XL", "2XL", "3XL")
_COLOURS = [
    "黑",
    "白",
    "米白",
    "浅灰",
    "藏蓝",
    "卡其",
    "燕麦",
    "雾蓝",
    "豆绿",
    "丁香紫",
    "鹅黄",
    "樱粉",
    "酒红",
    "焦糖",
    "奶油",
]
_FABRICS = ["棉", "羊毛", "亚麻", "涤纶", "真丝", "醋酸", "锦纶", "粘纤", "羊绒", "牛仔"]
_CUTS = ["直筒", "修身", "宽松", "A字", "H型", "廓形"]
_LEADS = (7, 7, 10, 15, 20, 30, 45, 60, 90, 120)
_SHOP_WORDS = [
    "木",
    "禾",
    "青",
    "南",
    "小满",
    "白露",
    "阿月",
    "知春",
    "山野",
    "一间",
    "不二",
    "朝夕",
    "拾光",
    "半夏",
    "云朵",
    "桃子",
    "栗子",
    "鹿鸣",
    "野渡",
    "温吞",
]
_SHOP_ENDS = ["家", "制衣", "铺", "studio", "工作室", "衣橱", "买手店", "良品", "手作", "旗舰店"]


@dataclasses.dataclass(frozen=True)
class GoodsPlan:
    """Products of one kind to be listed: whose item, at what price, how well it does."""

    leaf: int
    item: str
    category: str
    words: tuple[str, ...]  # put into every title
    price_yuan: float
    keep: float  # probability that an order is kept
    count: int
    need: int = -1
    wave: int = -1
    why: str = ""
    base_size: str = ""
    listed_day: tuple[float, float] = (-200.0, 20.0)


@dataclasses.dataclass(frozen=True)
class Shops:
    """Arrays over products; variants of product p are sku_start[p] and the sku_count[p] - 1 after."""

    leaf: Ints
    need: Ints
    wave: Ints
    price_fen: Ints
    keep: Floats
    appeal: Floats
    listed: Ints
    merchant: Ints
    sized: npt.NDArray[np.bool_]
    sku_start: Ints
    sku_count: Ints
    items: tuple[str, ...]
    categories: tuple[str, ...]
    why: tuple[str, ...]
    plans: tuple[GoodsPlan, ...]
    plan: Ints
    merchants: int
    by_leaf: RowChoice

    @property
    def count(self) -> int:
        """How many products there are."""
        return len(self.leaf)

    def of_need(self, need: int) -> Ints:
        """Products made for a need."""
        return np.flatnonzero(self.need == need)

    def of_wave(self, wave: int) -> Ints:
        """Products made for a wave."""
        return np.flatnonzero(self.wave == wave)


def plan_goods(seed: int, needs: list[Need], *, per_item: float, null: bool) -> list[GoodsPlan]:
    """What merchants offer for the ordinary items of each stratum and for its needs."""
    rng = rng_for(seed, "goods")
    plans = []
    for leaf, stratum in enumerate(LEAVES):
        absent = {n.item for n in needs if n.leaf == leaf and n.kind == "absent"}
        for item, category in split_items(stratum.items):
            keep = 0.62 if null else _ordinary_keep(rng, category)
            count = 1 if item in absent else 1 + int(rng.poisson(per_item))
            plans.append(GoodsPlan(leaf, item, category, (), stratum.price_yuan, keep, count))
    for number, need in enumerate(needs):
        if need.kind != "absent":
            plans += _need_goods(rng, number=number, need=need, per_item=per_item, null=null)
    return plans


def _ordinary_keep(rng: np.random.Generator, category: str) -> float:
    """Women's wear comes back more often than it stays; other goods mostly stay."""
    return float(rng.uniform(0.4, 0.56) if category in _SIZED else rng.uniform(0.72, 0.88))


def _need_goods(
    rng: np.random.Generator, *, number: int, need: Need, per_item: float, null: bool
) -> list[GoodsPlan]:
    keep = 0.62 if null else KEEP_RATE[need.kind]
    price = need.price_yuan * {"price": 3.2, "style": 0.35, "quality": 0.6}.get(need.why, 1.0)
    plan = GoodsPlan(
        leaf=need.leaf,
        item=need.item,
        category=need.category,
        words=need.modifiers,
        price_yuan=price,
        keep=keep,
        count=2 + int(rng.poisson(need.offered * per_item)),
        need=number,
        why=need.why,
        base_size="S" if need.why == "fit" else "",
    )
    if need.modifiers[0] != "大码":
        return [plan]
    tees = dataclasses.replace(
        plan,
        item="宽松T恤",
        category="上衣",
        words=("大码女装", "大码", "胖mm"),
        price_yuan=49.0,
        count=plan.count * 2 // 3,
    )
    return [dataclasses.replace(plan, count=plan.count // 3, why="fit", base_size="S"), tees]


def open_shops(seed: int, plans: list[GoodsPlan], calendar: Calendar, *, people: People) -> Shops:
    """List the planned products with their merchants and variants."""
    rng = rng_for(seed, "shops")
    plan = np.repeat(np.arange(len(plans)), [p.count for p in plans])
    count = len(plan)
    leaf = np.array([p.leaf for p in plans])[plan]
    merchants = max(LEAF_COUNT, count // 11)
    home = np.concatenate([np.arange(LEAF_COUNT), rng.choice(leaf, merchants - LEAF_COUNT)])
    by_home = RowChoice(
        [np.flatnonzero(home == row) for row in range(LEAF_COUNT)],
        [rng.lognormal(0, 0.8, int((home == row).sum())) for row in range(LEAF_COUNT)],
    )
    price = np.array([p.price_yuan for p in plans])[plan] * rng.lognormal(0, 0.28, count)
    low, high = np.array([p.listed_day for p in plans]).T
    sized = np.isin([p.category for p in plans], _SIZED)[plan]
    skus = np.where(sized, rng.integers(4, 7, count), rng.integers(1, 4, count))
    appeal = rng.lognormal(0, 1.0, count)
    own = (np.array([p.wave for p in plans])[plan] < 0) & (
        np.array([p.need for p in plans])[plan] < 0
    )
    return Shops(
        leaf=leaf,
        need=np.array([p.need for p in plans])[plan],
        wave=np.array([p.wave for p in plans])[plan],
        price_fen=np.maximum(np.round(price) * 100 - 100 * (rng.random(count) < 0.4), 900).astype(
            np.int64
        ),
        keep=np.clip(np.array([p.keep for p in plans])[plan] + 0.0, 0, 1),
        appeal=appeal,
        listed=calendar.start + (rng.uniform(low[plan], high[plan]) * DAY).astype(np.int64),
        merchant=by_home.draw(rng, leaf),
        sized=sized,
        sku_start=np.concatenate([[0], np.cumsum(skus)[:-1]]),
        sku_count=skus,
        items=tuple(p.item for p in plans),
        categories=tuple(p.category for p in plans),
        why=tuple(p.why for p in plans),
        plans=tuple(plans),
        plan=plan,
        merchants=merchants,
        by_leaf=RowChoice(
            [np.flatnonzero((leaf == row) & own) for row in range(LEAF_COUNT)],
            [appeal[(leaf == row) & own] for row in range(LEAF_COUNT)],
        ),
    )


def write_shops(
    seed: int, shops: Shops, ledger: LedgerWriter, *, ids: Ids, lexicon: Lexicon, people: People
) -> None:
    """Write merchants, products and skus."""
    rng = rng_for(seed, "write shops")
    _write_merchants(rng, shops, ledger, ids=ids, people=people)
    size_lists = _write_skus(rng, shops, ledger, ids=ids)
    topics = shops.leaf
    plans = [shops.plans[p] for p in shops.plan]
    word = pa.array([_title_words(rng, p) for p in plans])
    item = pa.array([p.item for p in plans])
    before = lexicon.fill(
        rng, lexicon.frames(rng, "goods_before", shops.count), topics=topics, mixing=0.3
    )
    after = lexicon.fill(
        rng, lexicon.frames(rng, "goods_after", shops.count), topics=topics, mixing=0.3
    )
    about = lexicon.fill(
        rng, lexicon.frames(rng, "description", shops.count), topics=topics, mixing=0.3
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
            "attributes": _attributes(rng, shops, plans, size_lists),
        },
    )


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
        styles, occasions = LEAVES[plan.leaf].styles.split(), LEAVES[plan.leaf].occasions.split()
        found = {
            "colour": str(rng.choice(_COLOURS)),
            "style": str(rng.choice(styles)),
            "occasion": str(rng.choice(occasions)),
        }
        if shops.sized[number]:
            found |= {
                "fabric": str(rng.choice(_FABRICS)),
                "cut": str(rng.choice(_CUTS)),
                "base_size": plan.base_size or str(rng.choice(("S", "M", "M", "L"))),
                "sizes": "/".join(sizes[number]),
            }
        rows.append(json.dumps(found, ensure_ascii=False, sort_keys=True))
    return rows


def _write_skus(
    rng: np.random.Generator, shops: Shops, ledger: LedgerWriter, *, ids: Ids
) -> list[list[str]]:
    """Write the variants; gives each product's sizes."""
    options, sizes = [], []
    for number in range(shops.count):
        count = int(shops.sku_count[number])
        if shops.sized[number]:
            sizes.append(list(_SIZES[:count]))
            options += [json.dumps({"size": size}) for size in _SIZES[:count]]
        else:
            sizes.append([])
            colours = rng.permutation(_COLOURS)[:count]
            options += [json.dumps({"colour": str(c)}, ensure_ascii=False) for c in colours]
    product = np.repeat(np.arange(shops.count), shops.sku_count)
    ledger.add(
        "skus",
        {
            "sku_id": ids.of("skus", np.arange(len(product))),
            "product_id": ids.of("products", product),
            "options": options,
            "price_fen": shops.price_fen[product],
            "stock": rng.poisson(40, len(product)),
        },
    )
    return sizes


def _write_merchants(
    rng: np.random.Generator, shops: Shops, ledger: LedgerWriter, *, ids: Ids, people: People
) -> None:
    buyers = np.flatnonzero(people.kind[: people.real] == 2)
    count = shops.merchants
    names = [
        f"{rng.choice(_SHOP_WORDS)}{rng.choice(_SHOP_WORDS)}{rng.choice(_SHOP_ENDS)}"
        for _ in range(count)
    ]
    categories: list[list[str]] = [[] for _ in range(count)]
    for merchant, plan in sorted(
        set(zip(shops.merchant.tolist(), shops.plan.tolist(), strict=True))
    ):
        if shops.categories[plan] not in categories[merchant]:
            categories[merchant].append(shops.categories[plan])
    held = rng.integers(0, 3, count)
    ledger.add(
        "merchants",
        {
            "merchant_id": ids.of("merchants", np.arange(count)),
            "name": names,
            "lead_days": rng.choice(_LEADS, count),
            "categories": categories,
            "buyer_ids": list_of(ids.of("actors", rng.choice(buyers, int(held.sum()))), held),
        },
    )
