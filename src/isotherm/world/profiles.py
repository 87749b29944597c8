"""Writing the actors with what the community knows of them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from isotherm.world.draws import Ids, Ints, rng_for
from isotherm.world.people import KINDS, People
from isotherm.world.vocabulary import GOODS_WORDS
from isotherm.world.writer import LedgerWriter

__all__ = ["write_actors"]

_CITIES = GOODS_WORDS["city"].split()
_KNOWN = {"weight_kg": 0.38, "height_cm": 0.42, "age": 0.5, "city": 0.6}  # of those with a profile
_EMPTY = 0.25  # actors with no profile at all
_CHUNK = 200_000


def write_actors(seed: int, people: People, ledger: LedgerWriter, *, ids: Ids) -> None:
    """Write all actors, people and planted accounts alike."""
    rng = rng_for(seed, "profiles")
    for first in range(0, people.count, _CHUNK):
        rows = np.arange(first, min(first + _CHUNK, people.count))
        ledger.add(
            "actors",
            {
                "actor_id": ids.of("actors", rows),
                "kind": pa.array(KINDS).take(pa.array(people.kind[rows])),
                "joined_at": people.joined[rows],
                "followers": people.followers[rows],
                "profile": _profiles(rng, people, rows),
            },
        )


def _profiles(rng: np.random.Generator, people: People, rows: Ints) -> list[str | None]:
    known = {key: rng.random(len(rows)) < share for key, share in _KNOWN.items()}
    empty = rng.random(len(rows)) < _EMPTY
    city = rng.integers(0, len(_CITIES), len(rows))
    weight = np.rint(people.weight_kg[rows] + rng.normal(0, 1.0, len(rows))).astype(int)
    height = np.rint(people.height_cm[rows]).astype(int)
    found: list[str | None] = []
    for place, row in enumerate(rows):
        told = []
        if known["age"][place]:
            told.append(f'"age": {people.age[row]}')
        if known["city"][place]:
            told.append(f'"city": "{_CITIES[city[place]]}"')
        if known["height_cm"][place]:
            told.append(f'"height_cm": {height[place]}')
        if known["weight_kg"][place]:
            told.append(f'"weight_kg": {weight[place]}')
        found.append(None if empty[place] or not told else "{" + ", ".join(told) + "}")
    return found
