"""A small community of taste, with organic crowds that must not be flagged and pools that must."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from isotherm.trust import Edges

DAY = 86_400.0
_STOCK = 30


@dataclass
class Town:
    """Acts added crowd by crowd; accounts of pools are numbered after the people."""

    seed: int = 3
    people: int = 800
    strata: int = 5
    notes: int = 600
    days: float = 120.0
    pools: list[np.ndarray] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)
        self.columns: list[tuple[np.ndarray, ...]] = []
        self.note = self.owner = 0
        self.newest = self.people
        self.lines = 100_000
        activity = np.minimum(self.rng.pareto(1.8, self.people) + 0.3, 20)
        self.home = self.rng.integers(0, self.strata, self.people)
        self.active = activity / activity.sum()
        authors = self.rng.integers(0, self.strata, 100)
        for _ in range(self.notes):
            self.owner = int(self.rng.integers(0, 100))
            stratum = authors[self.owner]
            size = max(1, int(15 * self.rng.lognormal(-0.7, 1.2)))
            self.hit(self.repliers(stratum, size), self.rng.uniform(0, self.days) * DAY)
        self.owner = 100

    def repliers(self, stratum: int, size: int) -> np.ndarray:
        weight = self.active * np.where(self.home == stratum, 1.0, 0.1)
        return self.rng.choice(
            self.people, min(size, self.people // 3), replace=False, p=weight / weight.sum()
        )

    def say(self, size: int) -> np.ndarray:
        """Half stock phrases, half texts of one's own."""
        stock = self.rng.integers(0, _STOCK, size)
        own = self.lines + np.arange(size)
        self.lines += size
        return np.where(self.rng.random(size) < 0.5, stock, own)

    def hit(self, actors, start, *, within=1.2 * DAY, text=None, young=0.08) -> None:
        """One note, acted on by these actors after ``start`` seconds."""
        size = len(actors)
        at = start + self.rng.exponential(within, size)
        said = self.say(size) if text is None else text
        new = (self.rng.random(size) < young).astype(int)
        where = (np.full(size, self.note), np.full(size, self.owner))
        self.columns.append((np.asarray(actors), where[0], at, said, where[1], new))
        self.note += 1

    def crowd(self, size, notes, *, rate, spread, one_owner=False, within=1.2 * DAY, of=None):
        """People who hit each of the notes with a probability; returns them."""
        people = self.rng.choice(self.people, size, replace=False) if of is None else of
        start = self.rng.uniform(5, max(6.0, self.days - spread - 5))
        for _ in range(notes):
            self.owner += 0 if one_owner else 1
            moment = (start + self.rng.uniform(0, spread)) * DAY
            self.hit(people[self.rng.random(len(people)) < rate], moment, within=within)
        self.owner += 1
        return people

    def pool(
        self,
        size,
        notes,
        *,
        rate,
        spread=5.0,
        within=DAY,
        script=0,
        young=1.0,
        hijacked=False,
        camouflage=0.0,
    ):
        """Accounts that act as one on notes of as many owners, among a few people."""
        accounts = (
            self.rng.choice(self.people, size, replace=False)
            if hijacked
            else np.arange(self.newest, self.newest + size)
        )
        self.newest += 0 if hijacked else size
        start = self.rng.uniform(20, self.days - spread - 10)
        hidden = self.note
        for _ in range(notes):
            self.owner += 1
            moment = (start + self.rng.uniform(0, spread)) * DAY
            hitting = accounts[self.rng.random(size) < rate]
            said = (
                50_000 + 100 * len(self.pools) + self.rng.integers(0, max(script, 1), len(hitting))
            )
            share = young if not hijacked else 0.08
            self.hit(hitting, moment, within=within, text=said if script else None, young=share)
            self.note -= 1
            self.hit(self.rng.choice(self.people, len(hitting) // 5, p=self.active), moment)
        for account in accounts:
            for note in self.rng.integers(0, hidden, int(camouflage * rate * notes)):
                at = self.rng.uniform(0, self.days) * DAY
                row = (account, note, at, self.say(1)[0], -1, 0)
                self.columns.append(tuple(np.array([value]) for value in row))
        self.pools.append(accounts)
        return accounts

    def edges(self, *, times=True, texts=True, signs=True) -> Edges:
        actor, target, at, text, owner, new = (
            np.concatenate(column) for column in zip(*self.columns, strict=True)
        )
        return Edges(
            actor,
            target,
            at if times else None,
            text if texts else None,
            owner,
            new if signs else None,
        )


@pytest.fixture
def town():
    return Town
