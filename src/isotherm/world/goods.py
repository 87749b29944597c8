"""What merchants offer: for the ordinary items of each stratum and for its needs."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.world.draws import rng_for
from isotherm.world.leaf import split_items
from isotherm.world.leaves import LEAVES
from isotherm.world.needs import KEEP_RATE, Need

__all__ = ["SIZED", "GoodsPlan", "plan_goods"]

SIZED = ("外套", "裤装", "裙装", "上衣", "内衣", "运动", "母婴")  # categories with sizes
_NULL_KEEP = 0.62  # of all orders, in a null world


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


def plan_goods(seed: int, needs: list[Need], *, per_item: float, null: bool) -> list[GoodsPlan]:
    """What merchants offer for the ordinary items of each stratum and for its needs."""
    rng = rng_for(seed, "goods")
    plans = []
    for leaf, stratum in enumerate(LEAVES):
        absent = {n.item for n in needs if n.leaf == leaf and n.kind == "absent"}
        for item, category in split_items(stratum.items):
            keep = _NULL_KEEP if null else _ordinary_keep(rng, category)
            count = 1 if item in absent else 1 + int(rng.poisson(per_item))
            plans.append(GoodsPlan(leaf, item, category, (), stratum.price_yuan, keep, count))
    for number, need in enumerate(needs):
        if need.kind != "absent":
            plans += _need_goods(rng, number=number, need=need, per_item=per_item, null=null)
    return plans


def _ordinary_keep(rng: np.random.Generator, category: str) -> float:
    """Women's wear comes back more often than it stays; other goods mostly stay."""
    return float(rng.uniform(0.36, 0.5) if category in SIZED else rng.uniform(0.72, 0.88))


def _need_goods(
    rng: np.random.Generator, *, number: int, need: Need, per_item: float, null: bool
) -> list[GoodsPlan]:
    keep = _NULL_KEEP if null else KEEP_RATE[need.kind]
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
        words=("大码女装", "大码", "胖女生"),
        price_yuan=49.0,
        count=plan.count * 2 // 3,
    )
    return [dataclasses.replace(plan, count=plan.count // 3, why="fit", base_size="S"), tees]
