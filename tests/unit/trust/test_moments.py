from __future__ import annotations

import numpy as np
import pytest

from isotherm.trust import Edges, coordinated
from isotherm.trust.acts import Acts

DAY = 86_400.0


def pool_among_people(
    *, camouflage: int, timed_by: float, seed: int = 4
) -> tuple[Edges, np.ndarray]:
    """A large thin pool whose accounts act as often elsewhere as ``camouflage`` says."""
    rng = np.random.default_rng(seed)
    people, targets, acts, size = 3000, 1500, 30_000, 150
    pool, goods = rng.choice(people, size, replace=False), rng.choice(targets, size, replace=False)
    who, what = np.nonzero(rng.random((size, size)) < 0.12)
    hidden = camouflage * len(who)
    ordered = rng.uniform(0, 80 * DAY, size)
    actor = (rng.integers(0, people, acts), pool[who], rng.choice(pool, hidden))
    target = (rng.integers(0, targets, acts), goods[what], rng.integers(0, targets, hidden))
    at = (
        rng.uniform(0, 90 * DAY, acts),
        ordered[what] + rng.exponential(timed_by, len(who)),
        rng.uniform(0, 90 * DAY, hidden),
    )
    columns = [np.concatenate(one) for one in (actor, target, at)]
    return Edges(columns[0], columns[1], at=columns[2]), pool


@pytest.mark.parametrize("timed_by", [60.0, 3600.0])
@pytest.mark.parametrize("camouflage", [0, 1, 3])
def test_camouflage_does_not_hide_what_is_done_together(camouflage: int, timed_by: float) -> None:
    edges, pool = pool_among_people(camouflage=camouflage, timed_by=timed_by)
    found = {int(a) for group in coordinated(edges).accounts() for a in group}
    assert len(found & set(pool.tolist())) >= 0.9 * len(pool)
    assert len(found - set(pool.tolist())) <= 0.02 * len(found)


def test_the_same_acts_at_any_time_convict_nobody() -> None:
    edges, _ = pool_among_people(camouflage=3, timed_by=60.0)
    at = np.random.default_rng(0).permutation(edges.at)
    assert coordinated(Edges(edges.actor, edges.target, at=at)).found == ()


def test_acts_fall_together_only_where_they_are_denser_than_around() -> None:
    crowd = np.concatenate((np.linspace(0, 900, 5), [50_000.0]))
    steady = np.arange(60) * 3000.0
    at = np.concatenate((crowd, steady, [np.nan]))
    acts = Acts.from_edges(Edges(np.arange(67), np.repeat([0, 1, 1], (6, 60, 1)), at=at))
    assert acts.together(3600.0).tolist() == [True] * 5 + [False] * 62


def test_a_part_of_the_acts_keeps_how_active_everybody_is() -> None:
    acts = Acts.from_edges(Edges(np.array([0, 0, 1]), np.array([0, 1, 1])))
    part = acts.part(np.array([0]))
    assert part.activity.tolist() == [2]
    assert part.whole == 3
