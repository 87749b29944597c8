from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pytest


@dataclass(frozen=True)
class Planted:
    """A small community whose strata are known."""

    touches: pa.Table
    documents: pa.Table
    members: np.ndarray  # actors x strata, in the order of actor ids


def plant(
    seed: int,
    *,
    strata: int = 5,
    actors: int = 700,
    items: int = 900,
    touches: int = 24,
    mixing: float = 0.4,
    text: bool = True,
    structure: bool = True,
    family: int = 0,
) -> Planted:
    """Actors of one or two strata touch items of their own with probability 1 - mixing.

    With a ``family`` of so many strata, three in four second strata are of the first one's.
    """
    rng = np.random.default_rng(seed)
    members = np.zeros((actors, strata), bool)
    for u in range(actors):
        chosen = rng.choice(strata, rng.integers(1, 3), replace=False)
        if family and len(chosen) == 2 and rng.random() < 0.75:
            near = chosen[0] // family * family
            chosen[1] = rng.choice([s for s in range(near, near + family) if s != chosen[0]])
        members[u, chosen] = True
    topic = rng.integers(0, strata, items)
    week = rng.integers(0, 12, items)
    rows = []
    whole, about = np.arange(items), [np.flatnonzero(topic == k) for k in range(strata)]
    for u in range(actors):
        lives = np.flatnonzero(members[u])
        for _ in range(touches):
            own = structure and rng.random() > mixing
            mine = lives[rng.integers(len(lives))]
            choice = about[mine] if own else whole
            rows.append((u, int(choice[rng.integers(len(choice))])))
    pairs = np.unique(np.array(rows), axis=0)
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    at = [start + dt.timedelta(days=int(week[i]) * 7 + float(rng.random() * 6)) for _, i in pairs]
    kind = np.where(np.arange(items) % 5 == 0, "product", "note")
    table = pa.table(
        {
            "actor_id": [f"a{u:04d}" for u, _ in pairs],
            "item_kind": kind[pairs[:, 1]],
            "item_id": [f"i{i:04d}" for _, i in pairs],
            "at": pa.array(at, pa.timestamp("us", tz="UTC")),
            "strength": np.ones(len(pairs)),
        }
    )
    documents = pa.table(
        {
            "item_kind": kind,
            "item_id": [f"i{i:04d}" for i in range(items)],
            "text": [_text(rng, int(t)) if text else "" for t in topic],
            "author_id": pa.nulls(items, pa.string()),
        }
    )
    return Planted(table, documents, members)


def _text(rng: np.random.Generator, topic: int) -> str:
    own = [f"topic{chr(97 + topic)}{chr(97 + n)}" for n in rng.integers(0, 12, 4)]
    chatter = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in rng.integers(0, 150, 8)]
    return " ".join([*own, *chatter])


@pytest.fixture(name="plant", scope="session")
def plant_fixture() -> Callable[..., Planted]:
    return plant
