"""A small shop town: what people look for, what lies on its shelves, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from isotherm.ledger import Record

MORNING = dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC)


@dataclass
class Shop:
    """Rows of a ledger, added as they happen."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> str:
        part = self.rows.setdefault(table, [])
        part.append(row)
        return f"{table[0]}{len(part)}"

    def product(self, name: str, title: str, category: str = "") -> str:
        self.add("products", product_id=name, title=title, category=category)
        return name

    def search(
        self,
        actor: str,
        query: str,
        *,
        day: float = 0,
        clicked: list[str] | None = None,
        results: int | None = 3,
    ) -> str:
        name = f"s{len(self.rows.get('searches', []))}"
        at = MORNING + dt.timedelta(days=day)
        row = {"actor_id": actor, "at": at, "query": query, "search_id": name}
        self.add("searches", **row, clicked=clicked, results=results)
        return name

    def buy(self, actor: str, product: str, *, day: float = 1, source: str | None = None, **fate):
        """An order and what became of it (kept, fit, rating, reason)."""
        name = f"o{len(self.rows.get('orders', []))}"
        at = MORNING + dt.timedelta(days=day)
        self.add(
            "orders", order_id=name, actor_id=actor, at=at, product_id=product, quantity=1,
            source_kind="search" if source else None, source_id=source,
        )  # fmt: skip
        if fate:
            self.add("outcomes", actor_id=actor, product_id=product, order_id=name, at=at, **fate)
        return name

    def record(self, *, backwards: bool = False) -> Record:
        turn = -1 if backwards else 1
        return Record.from_rows(
            {name: part[::turn] for name, part in self.rows.items()},
            as_of=MORNING + dt.timedelta(days=200),
        )


TOPICS = {
    "served": ("羊毛大衣", "羊毛 大衣"),
    "served too": ("防晒帽子", "帽子 防晒"),
    "served as well": ("牛仔裤显瘦", "显瘦 牛仔裤"),
    "none good": ("大码西装", "西装 大码"),
    "absent": ("汉服马面裙", "马面裙 汉服"),
}


def town(seed: int, *, people: int = 60, fill: float = 0.5, null: bool = False) -> Shop:
    """Every topic is asked for by its own people; two topics are not filled unless ``null``."""
    rng = np.random.default_rng(seed)
    shop = Shop()
    for number, (kind, (title, other)) in enumerate(TOPICS.items()):
        goods = []
        if kind != "absent" or null:
            goods = [shop.product(f"p{number}{k}", f"{title}新款{k}", title) for k in range(4)]
        for person in range(people):
            actor = f"a{number}-{person}"
            search = shop.search(actor, title if person % 2 else other, day=rng.uniform(0, 60))
            if not goods or rng.random() > 0.6:
                continue
            bad = kind == "none good" and not null
            kept = rng.random() < (0.03 if bad else fill / 0.6)
            fit = {"fit": "small", "reason": "偏小"} if not kept else {"fit": "true"}
            when = (shop.rows["searches"][-1]["at"] - MORNING).days + 3
            shop.buy(actor, str(rng.choice(goods)), day=when, source=search, kept=kept, **fit)
    return shop


@pytest.fixture(name="shop")
def shop_fixture() -> Shop:
    return Shop()


@pytest.fixture(name="town", scope="session")
def town_fixture() -> Callable[..., Shop]:
    return town
