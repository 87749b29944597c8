"""A community in the making: who is there, what they write, touch, search and buy on any day."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt

from strangers.tongue import Said, Tongue
from strangers.written import Rows

__all__ = ["Community", "Custom"]

Indices = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True)
class Custom:
    """How one community lives, and what its ledger has columns for."""

    mind: str  # how people come to notes: follows, tags, mixtures
    writer: str  # parquet, csv, jsonl
    id_style: str  # prefixed, hex, decimal
    start: dt.datetime
    days: int
    actors: int
    strata: int
    belongs: tuple[float, ...]  # share of actors in 0, 1, 2, ... strata
    notes: float  # ordinary notes an actor
    contacts: float  # ordinary contacts an actor
    reply_share: float  # share of contacts that are replies
    searches: float  # ordinary searches an actor
    orders: float  # ordinary orders an actor
    ask_share: float  # share of a need's asking done in replies
    followers_high: int  # no account has more
    silent: tuple[str, ...] = ()  # tables and columns this community does not keep
    activity_tail: float = 1.6
    evenness: float = 6.0  # of the strata's sizes: the lower, the more they differ
    habits: int = 0  # templates that are always kept to, with or without structure
    tells_paid: bool = False  # whether notes say that they are paid for


class Community:
    """Mutable while it is made; rows are written down as they happen."""

    def __init__(
        self, custom: Custom, tongue: Tongue, *, seed: int, mixing: float, planted: bool
    ) -> None:
        self.custom, self.tongue, self.mixing, self.planted = custom, tongue, mixing, planted
        self.rng = np.random.default_rng([seed, 17])
        self.rows = Rows(start=custom.start, salt=f"{custom.mind}{seed}", id_style=custom.id_style)
        self.notes: list[tuple[str, int, float]] = []  # id, author, day
        self._born = 0
        self.people = custom.actors
        self._settle()
        self._products: dict[tuple[int, str], list[str]] = {}
        self.skus: dict[str, list[str]] = {}

    # who is there

    def _settle(self) -> None:
        rng, custom = self.rng, self.custom
        self.activity = rng.pareto(custom.activity_tail, self.people) + 0.3
        self.activity = np.minimum(self.activity, 40.0)
        self.chance = self.activity / self.activity.sum()
        self.theta = np.zeros((self.people, self.tongue.strata))
        if self.planted:
            sizes = rng.dirichlet(np.full(self.tongue.strata, custom.evenness))
            counts = rng.choice(len(custom.belongs), self.people, p=custom.belongs)
            for actor, count in enumerate(counts):
                for stratum, share in zip(
                    self._nearby(sizes, int(count)),
                    np.sort(rng.dirichlet(np.full(count, 3.0)))[::-1] if count else (),
                    strict=True,
                ):
                    self.theta[actor, stratum] = share
        self.actor_ids = [self.rows.key("actor", i) for i in range(self.people)]
        reach = np.exp(rng.normal(4.2, 1.3, self.people)) * self.activity**0.3
        self.followers = np.minimum(reach, custom.followers_high * 0.8).astype(int)

    def _nearby(self, sizes: npt.NDArray[np.float64], count: int) -> list[int]:
        """A first stratum by size; each further one often under the same roof."""
        chosen: list[int] = []
        for _ in range(count):
            weight = sizes.copy()
            if chosen:
                roof = self.tongue.parents[chosen[0]]
                near = np.array([bool(roof) and p == roof for p in self.tongue.parents])
                weight = weight * np.where(near, 5.0, 1.0)
                weight[chosen] = 0.0
            chosen.append(int(self.rng.choice(len(sizes), p=weight / weight.sum())))
        return chosen

    def newcomer(self) -> int:
        """An account more, with next to no life of its own."""
        self.actor_ids.append(self.rows.key("actor", self.people + self._born))
        self._born += 1
        return len(self.actor_ids) - 1

    def anyone(self, count: int) -> Indices:
        """People drawn by how active they are."""
        return self.rng.choice(self.people, count, p=self.chance)

    def belonging(self, stratum: int, count: int) -> Indices:
        """Distinct people of a stratum, the active ones sooner (fewer when it has fewer)."""
        weight = self.chance * (self.theta[:, stratum] if self.planted else 1.0)
        count = min(count, int((weight > 0).sum()))
        return self.rng.choice(self.people, count, replace=False, p=weight / weight.sum())

    def strata_of(self, actors: Indices, mixing: float) -> Indices:
        """For each actor a stratum: mostly own, at random with the share ``mixing``."""
        drawn = self.rng.integers(self.tongue.strata, size=len(actors))
        own = (self.rng.random(len(actors)) >= mixing) & (self.theta[actors].sum(axis=1) > 0)
        steps = self.theta[actors].cumsum(axis=1)
        pick = (self.rng.random((len(actors), 1)) > steps).sum(axis=1)
        return np.where(own, np.minimum(pick, self.tongue.strata - 1), drawn)

    def moments(self, count: int) -> npt.NDArray[np.float64]:
        """Days since the start: busier on weekends and in the evening."""
        week = np.tile([1.0, 0.9, 0.9, 0.95, 1.1, 1.4, 1.5], self.custom.days // 7 + 1)
        weight = week[: self.custom.days]
        day = self.rng.choice(self.custom.days, count, p=weight / weight.sum())
        return day + np.clip(self.rng.normal(0.75, 0.16, count), 0.0, 0.999)

    # what they do

    def write_note(self, author: int, at: float, said: Said, **more: Any) -> int:
        """A note is published; returns its number."""
        note_id = self.rows.key("note", len(self.notes))
        if "tags" not in self.custom.silent:
            more["tags"] = said.tags
        self.rows.add(
            "notes",
            note_id=note_id,
            author_id=self.actor_ids[author],
            at=float(at),
            title=said.title,
            body=said.body,
            **more,
        )
        self.notes.append((note_id, author, at))
        return len(self.notes) - 1

    def reply(self, actor: int, note: int, at: float, text: str) -> str | None:
        """A reply, unless the record ends before it."""
        if at >= self.custom.days:
            return None
        reply_id = self.rows.key("reply", self.rows.count("replies"))
        self.rows.add(
            "replies",
            reply_id=reply_id,
            note_id=self.notes[note][0],
            actor_id=self.actor_ids[actor],
            at=float(at),
            text=text,
        )
        return reply_id

    def react(self, actor: int, at: float, kind: str, **to: str) -> None:
        """A like, save, share, view or cart."""
        if at < self.custom.days:
            self.rows.add(
                "reactions", actor_id=self.actor_ids[actor], at=float(at), kind=kind, **to
            )

    def search(self, actor: int, at: float, query: str, found: list[str]) -> str | None:
        """A search with what was shown and opened; its id where searches have one."""
        if at >= self.custom.days:
            return None
        cells: dict[str, Any] = {}
        if "searches.search_id" not in self.custom.silent:
            cells["search_id"] = self.rows.key("search", self.rows.count("searches"))
        if "searches.clicked" not in self.custom.silent:
            opened = self.rng.permutation(found)[: int(self.rng.integers(0, 3))]
            cells |= {"results": len(found), "clicked": [str(p) for p in opened]}
        self.rows.add(
            "searches", actor_id=self.actor_ids[actor], at=float(at), query=query, **cells
        )
        return cells.get("search_id")

    def offer(self, stratum: int, thing: str, *, count: int, title: str | None = None) -> list[str]:
        """Products that carry the thing's words."""
        made = []
        for _ in range(count):
            product_id = self.rows.key("product", self.rows.count("products"))
            price = int(np.exp(self.rng.normal(9.2, 0.5)))
            cells: dict[str, Any] = {}
            if "merchants" not in self.custom.silent:
                cells["merchant_id"] = self.rows.key("merchant", int(self.rng.integers(25)))
            self.rows.add(
                "products",
                product_id=product_id,
                title=title or self.tongue.goods(self.rng, stratum, thing),
                category=self.tongue.parents[stratum] or self.tongue.names[stratum],
                price_fen=price,
                listed_at=float(self.rng.uniform(-60, 5)),
                **cells,
            )
            self._list_skus(product_id, price)
            made.append(product_id)
        self._products.setdefault((stratum, thing), []).extend(made)
        return made

    def _list_skus(self, product_id: str, price: int) -> None:
        if "skus" in self.custom.silent:
            return
        for size in ("S", "M", "L"):
            sku_id = self.rows.key("sku", self.rows.count("skus"))
            self.skus.setdefault(product_id, []).append(sku_id)
            self.rows.add(
                "skus",
                sku_id=sku_id,
                product_id=product_id,
                options={"size": size},
                price_fen=price,
                stock=int(self.rng.integers(0, 80)),
            )

    def carrying(self, stratum: int, thing: str) -> list[str]:
        """The products on sale for a thing."""
        return self._products.get((stratum, thing), [])

    def order(self, actor: int, at: float, product: str, *, content: float) -> None:
        """An order and what became of it: kept and liked with chance ``content``."""
        if at >= self.custom.days - 8:
            return
        order_id = self.rows.key("order", self.rows.count("orders"))
        bought = (
            {"sku_id": str(self.rng.choice(self.skus[product]))}
            if "orders.product_id" in self.custom.silent
            else {"product_id": product}
        )
        who = self.actor_ids[actor]
        self.rows.add("orders", order_id=order_id, actor_id=who, at=float(at), quantity=1, **bought)
        if self.rng.random() < 0.85:
            self._tell_outcome(who, product, order_id, at + 2 + 5 * self.rng.random(), content)

    def _tell_outcome(
        self, who: str, product: str, order_id: str, at: float, content: float
    ) -> None:
        happy = bool(self.rng.random() < content)
        rating = np.clip(self.rng.normal(0.88 if happy else 0.35, 0.08), 0, 1)
        cells: dict[str, Any] = {"rating": round(float(rating), 2)}
        if "outcomes.kept" not in self.custom.silent:
            cells["kept"] = bool(happy or self.rng.random() < 0.15)
        if "outcomes.fit" not in self.custom.silent:
            off = "small" if self.rng.random() < 0.7 else "large"
            cells["fit"] = "true" if happy or self.rng.random() < 0.3 else off
        self.rows.add(
            "outcomes", actor_id=who, product_id=product, order_id=order_id, at=float(at), **cells
        )

    def register(self) -> None:
        """Write down the accounts and, where kept, the merchants."""
        for number, actor_id in enumerate(self.actor_ids):
            cells: dict[str, Any] = {"kind": "reader"}
            known = number < self.people
            cells["followers"] = (
                int(self.followers[number]) if known else int(self.rng.integers(300))
            )
            if "actors.joined_at" not in self.custom.silent:
                cells["joined_at"] = float(self.rng.uniform(-900, 0))
            self.rows.add("actors", actor_id=actor_id, **cells)
        if "merchants" not in self.custom.silent:
            for number in range(25):
                self.rows.add(
                    "merchants",
                    merchant_id=self.rows.key("merchant", number),
                    name=f"M{number}",
                    lead_days=int(self.rng.choice([7, 14, 30, 60])),
                )
