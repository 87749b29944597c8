"""Accounts that act as one: paid pools and the bots of attacks, before they act."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.world.calendar import DAY, Calendar
from isotherm.world.draws import Floats, Ints, rng_for

__all__ = ["Pool", "draw_accounts", "place_pools"]


@dataclasses.dataclass(frozen=True)
class Pool:
    """One lockstep group: ``kind`` is campaign or the attack's; ages in days before its act."""

    kind: str
    size: int
    acts_day: float
    youngest: float
    oldest: float
    camouflage: float  # ordinary activity of its accounts, relative to a person's
    hijacked: bool = False  # its accounts are real people's


def draw_accounts(seed: int, pools: list[Pool], calendar: Calendar) -> tuple[Ints, Floats]:
    """When the planted accounts joined and how much they do besides."""
    rng = rng_for(seed, "pools")
    joined: list[Ints] = [np.zeros(0, dtype=np.int64)]
    activity: list[Floats] = [np.zeros(0)]
    for pool in pools:
        if pool.hijacked:
            continue
        age = np.exp(rng.uniform(np.log(pool.youngest), np.log(pool.oldest), pool.size))
        joined.append(calendar.start + ((pool.acts_day - age) * DAY).astype(np.int64))
        activity.append(pool.camouflage * rng.lognormal(0.0, 0.8, pool.size))
    return np.concatenate(joined), np.concatenate(activity)


def place_pools(seed: int, pools: list[Pool], *, real: int, activity: Floats) -> list[Ints]:
    """The actors of each pool; hijacked ones are drawn from real people who are active."""
    rng = rng_for(seed, "hijacked")
    weights = activity[:real] / activity[:real].sum()
    first = real
    actors = []
    for pool in pools:
        if pool.hijacked:
            actors.append(np.sort(rng.choice(real, pool.size, replace=False, p=weights)))
        else:
            actors.append(np.arange(first, first + pool.size))
            first += pool.size
    return actors
