"""A small community in which people write and answer, with waves planted in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from isotherm.ledger import Record
from isotherm.schema import READING

MIDNIGHT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_SIGNS = (
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家"
    "可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情"
    "己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身"
    "者被高已亲其进此话常与活正感"
)
NOBODY = READING["coordinated"].arrow_schema().empty_table()
NO_STRATA = READING["memberships"].arrow_schema().empty_table()


@dataclass
class Village:
    """People of uneven reach and luck; every note is answered as its author usually is."""

    seed: int = 0
    actors: int = 600
    notes: int = 900
    days: int = 100
    usual: float = 3.0
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    groups: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)
        self.rows = {"notes": [], "replies": [], "actors": [], "reactions": []}
        self.words = ["".join(self.rng.choice(list(_SIGNS), 3)) for _ in range(300)]
        self.followers = np.exp(self.rng.normal(5, 1.6, self.actors)).astype(int)
        for actor, reach in enumerate(self.followers.tolist()):
            self.rows["actors"].append({"actor_id": f"a{actor}", "followers": reach})
        popular = self.rng.gamma(0.7, 1 / 0.7, self.actors)
        for _ in range(self.notes):
            author = int(self.rng.integers(self.actors))
            mean = self.usual * (self.followers[author] / 150) ** 0.4 * (0.5 + popular[author] / 2)
            luck = self.rng.gamma(0.7, 1 / 0.7)
            note = self.write(author, self.rng.uniform(0, self.days), self.say(10))
            self.answer(note, min(int(self.rng.poisson(mean * luck)), 200))

    def say(self, words: int) -> str:
        return "".join(self.rng.choice(self.words, words))

    def write(self, author: int, day: float, text: str, *, paid: bool | None = None) -> str:
        name = f"n{len(self.rows['notes'])}"
        row = {"note_id": name, "author_id": f"a{author}", "at": self.moment(day)}
        self.rows["notes"].append(row | {"title": text[:9], "body": text[9:], "paid": paid})
        return name

    def answer(
        self, note: str, number: int, *, among: np.ndarray | None = None, within: float = 1.5
    ) -> list[int]:
        """Replies by people at random, or by every one of ``among``."""
        at = self.rows["notes"][int(note[1:])]["at"]
        people = self.rng.integers(0, self.actors, number) if among is None else among
        for actor in people.tolist():
            when = at + dt.timedelta(days=float(self.rng.exponential(within)))
            name = f"r{len(self.rows['replies'])}"
            row = {"reply_id": name, "note_id": note, "actor_id": f"a{actor}", "at": when}
            self.rows["replies"].append(row | {"text": "好看"})
        return people.tolist()

    def small_author(self) -> int:
        return int(self.rng.choice(np.flatnonzero(self.followers < 1000)))

    def template(self) -> str:
        return self.say(5)

    def on_template(self, template: str) -> str:
        return f"{template}{self.say(1)}{template[::-1]}{self.say(2)}"

    def resonance(
        self, day: float, *, notes: int = 14, repliers: float = 35, spread: float = 5.0
    ) -> set[str]:
        """Ordinary authors on one template, each answered by many independent people."""
        template, names = self.template(), []
        for _ in range(notes):
            when = min(day + self.rng.gamma(2, spread), self.days - 0.1)
            note = self.write(self.small_author(), when, self.on_template(template))
            self.answer(note, int(self.rng.poisson(repliers)), within=2.0)
            names.append(note)
        return set(names)

    def viral(self, day: float, *, repliers: int = 500, others: int = 7) -> set[str]:
        """One note everyone answers, and a few on its template that nobody cares for."""
        template = self.template()
        note = self.write(self.small_author(), day, self.on_template(template))
        self.answer(note, repliers)
        names = [note]
        for _ in range(others):
            when = day + self.rng.uniform(0, 10)
            names.append(self.write(self.small_author(), when, self.on_template(template)))
            self.answer(names[-1], int(self.rng.poisson(self.usual)))
        return set(names)

    def campaign(
        self, day: float, *, notes: int = 14, pool: int = 300, share: float = 0.1
    ) -> set[str]:
        """Notes by ordinary authors, answered by one pool of accounts that act as one."""
        template, names = self.template(), []
        accounts = self.rng.choice(self.actors, pool, replace=False)
        for _ in range(notes):
            when = day + self.rng.uniform(0, 10)
            names.append(self.write(self.small_author(), when, self.on_template(template)))
            hit = accounts[self.rng.random(pool) < share]
            self.answer(names[-1], 0, among=hit, within=0.02)
        for actor in accounts.tolist():
            who = {"group_id": "g1", "actor_id": f"a{actor}", "score": 1.0, "why": "lockstep"}
            self.groups.append(who | {"weight": 1 / pool})
        return set(names)

    def habit(self, *, every: float = 2.0, repliers: float = 25) -> set[str]:
        """A template that is answered well from the first day to the last."""
        template, names = self.template(), []
        for day in np.arange(0.5, self.days - 1, every):
            names.append(self.write(self.small_author(), float(day), self.on_template(template)))
            self.answer(names[-1], int(self.rng.poisson(repliers)))
        return set(names)

    def coordinated(self) -> pa.Table:
        return pa.Table.from_pylist(self.groups, schema=NOBODY.schema)

    def record(self, as_of: dt.datetime | None = None, *, order: Iterable[int] = ()) -> Record:
        rows = {name: list(part) for name, part in self.rows.items() if part}
        if order:
            rows = {name: part[::-1] for name, part in rows.items()}
        return Record.from_rows(rows, as_of=as_of or self.moment(self.days))

    def moment(self, day: float) -> dt.datetime:
        return MIDNIGHT + dt.timedelta(days=float(day))


@pytest.fixture(name="village", scope="session")
def village_fixture() -> Callable[..., Village]:
    return Village
