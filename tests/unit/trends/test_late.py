"""What comes late is held against what the first days said."""

from __future__ import annotations

import numpy as np
import pytest

from isotherm.trends.expectation import Expectation
from isotherm.trends.late import Memory, expect_late, fit_memory


def _found(first: list[float], rest: list[float]) -> Expectation:
    """Notes that got so much on their first day and each of six later ones; 4 and 1 expected."""
    size = len(first)
    counted = np.cumsum([[f, *[r] * 6] for f, r in zip(first, rest, strict=True)], axis=1)
    expected = np.tile(np.cumsum([4.0, *[1.0] * 6]), (size, 1))
    return Expectation(
        counted.astype(np.float32), expected.astype(np.float32), np.ones(size, np.float32)
    )


def test_only_what_came_from_then_on_counts() -> None:
    late = expect_late(_found([9.0], [2.0]), day=np.array([0]), told=None, since=1, last_day=30)
    assert late.since == 1
    assert late.counted[0].tolist() == [0, 2, 4, 6, 8, 10, 12]
    assert late.expected[0].tolist() == [0, 1, 2, 3, 4, 5, 6]  # too few to know of any memory


@pytest.mark.parametrize("lasts", [True, False])
def test_who_was_unheard_is_expected_unheard_only_where_luck_lasts(lasts: bool) -> None:
    rng = np.random.default_rng(3)
    luck = rng.gamma(1.0, 1.0, 800)
    later = luck if lasts else rng.permutation(luck)
    day = np.sort(rng.integers(0, 60, 800))
    found = _found(rng.poisson(4 * luck).tolist(), rng.poisson(later).tolist())
    late = expect_late(found, day=day, told=None, since=1, last_day=80)
    new = day > 40
    unheard = late.expected[new & (found.counted[:, 0] == 0), -1].mean()
    heard = late.expected[new & (found.counted[:, 0] > 4), -1].mean()
    assert bool(heard > 2 * unheard) is lasts


def test_a_day_s_expectation_uses_nothing_later() -> None:
    rng = np.random.default_rng(4)
    day = np.sort(rng.integers(0, 60, 600))
    found = _found(rng.poisson(4, 600).tolist(), rng.poisson(1, 600).tolist())
    whole = expect_late(found, day=day, told=None, since=1, last_day=70)
    changed = Expectation(found.counted.copy(), found.expected, found.frailty)
    changed.counted[day > 40] *= 5
    part = expect_late(changed, day=day, told=None, since=1, last_day=70)
    early = day < 40
    assert np.array_equal(whole.expected[early], part.expected[early])


def test_the_fit_finds_the_level_of_what_comes_late() -> None:
    rng = np.random.default_rng(5)
    due = np.full(2000, 3.0)
    found = fit_memory(due, due, rng.poisson(6.0, 2000), due)
    assert found.level == pytest.approx(2.0, abs=0.1)
    assert fit_memory(due[:9], due[:9], due[:9], due[:9]) == Memory()
