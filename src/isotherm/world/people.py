"""The people: who belongs to which strata, how active, how followed, since when."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from isotherm.world.draws import Floats, Ints, RowChoice, WeightedChoice, rng_for
from isotherm.world.leaves import LEAVES
from isotherm.world.lexicon import LEAF_COUNT, PARENTS
from isotherm.world.settings import WorldSettings

__all__ = ["KINDS", "People", "make_people"]

KINDS = ("reader", "author", "buyer", "merchant")
_KIND_SHARES = (0.79, 0.18, 0.025, 0.005)
_STRATA_SHARES = (0.52, 0.32, 0.12, 0.04)  # people in 1, 2, 3, 4 strata
_SIBLING = 0.4  # of further strata, those of the same parent
_DAY = 86_400


@dataclasses.dataclass(frozen=True)
class People:
    """Arrays over actors; ``weights`` is actors x leaf strata, zero rows for planted accounts."""

    kind: Ints
    followers: Ints
    joined: Ints  # seconds
    activity: Floats
    weights: npt.NDArray[np.float32]
    weight_kg: Floats
    height_cm: Floats
    age: Ints
    real: int  # actors below this number are people, the rest planted accounts
    members: RowChoice  # by leaf: actors in proportion to activity x membership
    askers: RowChoice  # by leaf: the same with activity much flattened
    everyone: WeightedChoice  # all actors in proportion to activity

    @property
    def count(self) -> int:
        """How many actors there are."""
        return len(self.kind)

    def draw_ordinary(self, rng: np.random.Generator, leaf: int, count: int) -> Ints:
        """Distinct people of one stratum with fewer than 1,000 followers."""
        pool = np.flatnonzero(
            (self.weights[: self.real, leaf] > 0) & (self.followers[: self.real] < 1000)
        )
        return rng.choice(pool, min(count, len(pool)), replace=False)

    def draw_members(self, rng: np.random.Generator, leaves: Ints, *, outside: float) -> Ints:
        """One actor a leaf number: a member, or with probability ``outside`` somebody else."""
        actors = self.members.draw(rng, np.maximum(leaves, 0))
        away = np.flatnonzero((rng.random(len(leaves)) < outside) | (leaves < 0))
        others = self.everyone.draw(rng, len(away))
        for _ in range(3):
            inside = (leaves[away] >= 0) & (self.weights[others, np.maximum(leaves[away], 0)] > 0)
            again = np.flatnonzero(inside)
            others[again] = self.everyone.draw(rng, len(again))
        actors[away] = others
        return actors


def make_people(
    seed: int,
    settings: WorldSettings,
    *,
    start: int,
    planted_joined: Ints,
    planted_activity: Floats,
    null: bool,
) -> People:
    """Draw the community; planted accounts (pools and bots) follow the real people."""
    planted = len(planted_joined)
    rng = rng_for(seed, "people")
    count = settings.actors
    weights = _memberships(rng, count)
    kind = rng.choice(len(KINDS), count, p=_KIND_SHARES)
    activity = rng.lognormal(0.0, 1.05, count)
    body = _bodies(rng, weights, null=null)
    joined = _joined(rng, count, start=start, days=settings.days, null=null)
    extra = rng_for(seed, "planted")
    kind = np.concatenate([kind, (extra.random(planted) < 0.15).astype(np.int64)])
    followers = _followers(rng, kind)
    followers[rng.choice(np.flatnonzero(kind[:count] == 1), 6)] = rng.integers(
        400_000, 6_000_000, 6
    )
    everyone_weight = np.concatenate([activity, planted_activity])
    padded = np.vstack([weights, np.zeros((planted, LEAF_COUNT), dtype=np.float32)])
    return People(
        kind=kind,
        followers=followers,
        joined=np.concatenate([joined, planted_joined]),
        activity=everyone_weight,
        weights=padded,
        weight_kg=np.concatenate([body[0], extra.normal(57, 9, planted)]),
        height_cm=np.concatenate([body[1], extra.normal(163, 6, planted)]),
        age=np.clip(np.concatenate([body[2], extra.normal(28, 7, planted)]), 18, 70).astype(int),
        real=count,
        members=_by_leaf(weights, activity),
        askers=_by_leaf(weights, activity**0.3),
        everyone=WeightedChoice(everyone_weight),
    )


def _memberships(rng: np.random.Generator, count: int) -> npt.NDArray[np.float32]:
    """Actors x leaves: one to four strata each, weights sum to 1."""
    shares = np.array([leaf.share for leaf in LEAVES])
    parent = np.array([PARENTS.index(leaf.parent) for leaf in LEAVES])
    any_leaf = WeightedChoice(shares)
    sibling = RowChoice(
        [np.flatnonzero(parent == p) for p in range(len(PARENTS))],
        [shares[parent == p] for p in range(len(PARENTS))],
    )
    first = any_leaf.draw(rng, count)
    strata = rng.choice(4, count, p=_STRATA_SHARES) + 1
    weights = np.zeros((count, LEAF_COUNT), dtype=np.float32)
    for rank in range(4):
        near = rng.random(count) < _SIBLING
        leaf = np.where(near, sibling.draw(rng, parent[first]), any_leaf.draw(rng, count))
        leaf = first if rank == 0 else leaf
        strength = rng.uniform(0.75, 1.25, count) / (1.0 + 0.55 * rank)
        has = np.flatnonzero(strata > rank)
        new = has[weights[has, leaf[has]] == 0]
        weights[new, leaf[new]] = strength[new]
    return weights / weights.sum(axis=1, keepdims=True)


def _bodies(
    rng: np.random.Generator, weights: npt.NDArray[np.float32], *, null: bool
) -> tuple[Floats, Floats, Floats]:
    """Weight, height and age; weight follows the strongest stratum."""
    count = len(weights)
    main = weights.argmax(axis=1)
    low = np.array([leaf.weight_kg[0] for leaf in LEAVES], dtype=float)[main]
    high = np.array([leaf.weight_kg[1] for leaf in LEAVES], dtype=float)[main]
    if null:
        low, high = np.full(count, 44.0), np.full(count, 70.0)
    weight = rng.normal((low + high) / 2, (high - low) / 3.3)
    height = rng.normal(162, 5.5, count) + 0.12 * (weight - 57)
    return np.clip(weight, 36, 110), np.clip(height, 145, 190), rng.normal(29, 7, count)


def _followers(rng: np.random.Generator, kind: Ints) -> Ints:
    """Heavy-tailed: readers tens, authors hundreds, a few hundreds of thousands."""
    median = np.array([18.0, 260.0, 2_500.0, 1_200.0])[kind]
    spread = np.array([1.1, 1.7, 1.6, 1.3])[kind]
    return np.minimum(median * rng.lognormal(0.0, 1.0, len(kind)) ** spread, 8_000_000).astype(int)


def _joined(rng: np.random.Generator, count: int, *, start: int, days: int, null: bool) -> Ints:
    """Most joined over the years before the record, one in twelve during it."""
    before = np.exp(rng.uniform(np.log(5), np.log(2200), count))
    joined = start - (before * _DAY).astype(np.int64)
    if null:
        return joined
    during = rng.random(count) < 1 / 12
    inside = start + (rng.random(count) * days * 0.9 * _DAY).astype(np.int64)
    return np.where(during, inside, joined)


def _by_leaf(weights: npt.NDArray[np.float32], activity: Floats) -> RowChoice:
    rows = [np.flatnonzero(weights[:, leaf]) for leaf in range(LEAF_COUNT)]
    return RowChoice(rows, [activity[row] * weights[row, leaf] for leaf, row in enumerate(rows)])
