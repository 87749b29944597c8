from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

Rows = dict[str, list[dict[str, Any]]]
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
WORDS = {
    "cats": ["猫抓板", "猫粮", "掉毛", "猫砂", "猫爬架", "逗猫棒"],
    "work": ["西装", "通勤", "汇报", "垂感", "阔腿裤", "大码"],
    "lake": ["跑鞋", "湖边", "速干", "补胶", "骑行", "水壶"],
}


class _Teller:
    """Tells the life of a small community row by row."""

    def __init__(self, seed: int, actors: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.rows: Rows = {}
        self.home = {f"a{i:04d}": list(WORDS)[i % 3] for i in range(actors)}
        self.shown = 0

    def add(self, table: str, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def pick(self, values: list[Any]) -> Any:
        return values[int(self.rng.integers(0, len(values)))]

    def day(self, low: float = 0, high: float = 60) -> str:
        days = float(self.rng.uniform(low, high))
        return (START + dt.timedelta(days=days)).replace(microsecond=0).isoformat()

    def words(self, theme: str, count: int = 3) -> str:
        return " ".join(self.pick(WORDS[theme]) for _ in range(count))

    def goods(self) -> None:
        for i in range(30):
            theme = list(WORDS)[i % 3]
            title = f"{self.words(theme)} 款{i}"
            price = int(5000 + 100 * i)
            self.add(
                "products",
                product_id=f"p{i:03d}",
                title=title,
                category=theme,
                merchant_id="m1",
                price_fen=price,
                attributes={"colour": "lilac"},
            )
            self.add("skus", sku_id=f"s{i:03d}", product_id=f"p{i:03d}", price_fen=price, stock=9)
        self.add("merchants", merchant_id="m1", name="一家店", lead_days=20, buyer_ids=["a0003"])

    def people(self) -> None:
        for actor, theme in self.home.items():
            self.add(
                "actors", actor_id=actor, kind="reader", followers=10, joined_at=self.day(-90, 0)
            )
            for k in range(3):
                self.add(
                    "searches",
                    search_id=f"q-{actor}-{k}",
                    actor_id=actor,
                    at=self.day(),
                    query=self.words(theme, 2),
                    results=3,
                    clicked=[f"n{k:04d}"],
                )

    def notes(self, count: int) -> None:
        actors = list(self.home)
        for i in range(count):
            author = self.pick(actors)
            theme = self.home[author]
            self.add(
                "notes",
                note_id=f"n{i:04d}",
                author_id=author,
                at=self.day(0, 50),
                title=self.words(theme),
                body=self.words(theme, 6),
                tags=[theme],
            )
            circle = [a for a in actors if self.home[a] == theme or self.rng.random() < 0.1]
            for j, actor in enumerate(sorted(self.rng.choice(circle, 8, replace=False))):
                self.add(
                    "replies",
                    reply_id=f"r{i:04d}-{j}",
                    note_id=f"n{i:04d}",
                    actor_id=str(actor),
                    at=self.day(50, 60),
                    text=self.pick(["求链接", "好看", self.words(theme, 2)]),
                )
            for actor in sorted(self.rng.choice(circle, 6, replace=False)):
                self.add(
                    "reactions",
                    actor_id=str(actor),
                    at=self.day(50, 60),
                    kind="like",
                    note_id=f"n{i:04d}",
                )

    def orders(self, count: int) -> None:
        for i in range(count):
            actor = self.pick(list(self.home))
            place = list(WORDS).index(self.home[actor]) + 3 * int(self.rng.integers(0, 10))
            self.add(
                "orders",
                order_id=f"o{i:04d}",
                actor_id=actor,
                at=self.day(),
                quantity=1,
                sku_id=f"s{place:03d}",
                product_id=f"p{place:03d}",
                price_fen=6000,
            )
            self.add(
                "outcomes",
                actor_id=actor,
                product_id=f"p{place:03d}",
                at=self.day(),
                order_id=f"o{i:04d}",
                kept=bool(self.rng.random() < 0.6),
                fit="true",
            )

    def room(self) -> None:
        self.add("tests", test_id="t1", place="room", opened_at=self.day(0, 1))
        for option, rate in (("lilac", 0.5), ("grey", 0.02)):
            self.add("options", option_id=option, test_id="t1", attributes={"colour": option})
            for actor in list(self.home)[:200]:
                stake = "like" if self.rng.random() < rate else "seen"
                self.add(
                    "votes",
                    test_id="t1",
                    option_id=option,
                    actor_id=actor,
                    at=self.day(),
                    stake=stake,
                )
        self.add(
            "wishes",
            wish_id="w1",
            actor_id="a0001",
            at=self.day(),
            text="大码西装",
            seconded_by=["a0004", "a0007"],
        )

    def unmet(self, askers: int) -> None:
        """Many of one circle ask for what nobody offers."""
        for actor in [a for a, home in self.home.items() if home == "work"][:askers]:
            self.add(
                "searches",
                search_id=f"u-{actor}",
                actor_id=actor,
                at=self.day(20, 60),
                query="加大码真丝睡袍",
                results=0,
            )

    def pool(self, size: int) -> None:
        """Young accounts that say the same under the same notes in the same hour."""
        for k in range(size):
            self.add("actors", actor_id=f"z{k:03d}", kind="reader", joined_at=self.day(40, 41))
        for i in range(20):
            hour = 42 + i / 4
            for k in range(size):
                self.add(
                    "replies",
                    reply_id=f"z{i}-{k}",
                    note_id=f"n{7 * i:04d}",
                    actor_id=f"z{k:03d}",
                    at=self.day(hour, hour + 0.02),
                    text="真的太好看了吧",
                )

    def resonance(self, count: int) -> None:
        """A dozen ordinary people write on one template, and many answer at once."""
        actors = list(self.home)
        for k, author in enumerate(sorted(self.rng.choice(actors, count, replace=False))):
            begun = 25 + 1.2 * k
            self.add(
                "notes",
                note_id=f"w{k:04d}",
                author_id=str(author),
                at=self.day(begun, begun + 0.5),
                title="想穿亮一点",
                body=f"换季了就想穿一件亮色的衣服 {self.words(self.home[str(author)], 1)}",
                tags=["亮色"],
            )
            answering = self.rng.choice(actors, min(40, len(actors) // 2), replace=False)
            for j, actor in enumerate(sorted(answering)):
                self.add(
                    "replies",
                    reply_id=f"w{k:04d}-{j}",
                    note_id=f"w{k:04d}",
                    actor_id=str(actor),
                    at=self.day(begun + 0.5, begun + 2),
                    text=self.pick(["我也是", "说到心里了", "想要"]),
                )

    def end(self) -> None:
        """One event that nobody else's absence moves: the record always ends with it."""
        at = (START + dt.timedelta(days=60)).isoformat()
        self.add("series", series_id="index", at=at, value=1.0)


def tell_community(seed: int = 5, *, actors: int = 300, notes: int = 150) -> Rows:
    teller = _Teller(seed, actors)
    teller.goods()
    teller.people()
    teller.notes(notes)
    teller.orders(500)
    teller.room()
    teller.unmet(90)
    teller.pool(25)
    teller.resonance(14)
    teller.end()
    return teller.rows


@pytest.fixture(scope="session")
def tell() -> Callable[..., Rows]:
    """A small made community, as plain rows by table."""
    return tell_community


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, started once: playwright cannot be started twice in a process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        # Where everything is required, what cannot be looked at has failed.
        missing = pytest.fail if os.environ.get("ISOTHERM_REQUIRE_ALL") == "1" else pytest.skip
        missing("no chromium on this machine (Debian: apt install chromium fonts-noto-cjk)")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()
