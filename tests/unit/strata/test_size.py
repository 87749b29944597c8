from __future__ import annotations

import numpy as np
import pytest

from isotherm.strata.describe import size_interval


def test_the_interval_allows_for_people_who_lean_without_belonging() -> None:
    # 100 surely belong; 600 lean towards the stratum and are given .1, though only 15 belong
    belief = np.concatenate((np.full(100, 0.97), np.full(600, 0.1)))[:, None].astype(np.float32)
    member, true = belief > 0.5, 115
    size, low, high = size_interval(belief, member, np.ones(700), touched=np.ones(700))[:, 0]
    assert size == 100
    assert low <= true <= high
    # the control: the sum of probabilities and independent coins alone miss the true number
    expected, coins = belief.sum(), 1.645 * np.sqrt((belief * (1 - belief)).sum())
    assert not expected - coins <= true <= expected + coins


def test_a_coordinated_account_counts_for_its_weight() -> None:
    belief = np.array([[1.0], [1.0], [0.2]], np.float32)
    member = np.array([[True], [True], [False]])
    size, low, high = size_interval(belief, member, np.array([1.0, 0.25, 1.0]), touched=np.ones(3))[
        :, 0
    ]
    assert size == 1.25
    assert low < size < high


def test_certain_members_leave_the_models_own_doubt_only() -> None:
    member = np.arange(100)[:, None] < 40
    size, low, high = size_interval(
        member.astype(np.float32), member, np.ones(100), touched=np.ones(100)
    )[:, 0]
    assert (low, size, high) == pytest.approx((40 - 3.29, 40, 40 + 3.29))


def test_the_interval_reaches_up_where_those_who_touch_little_cannot_be_told() -> None:
    # half of all people belong; of the 500 who touch much all 250 are told, of the others 50
    touched = np.repeat([30.0, 2.0], 500)
    member = np.zeros((1000, 1), bool)
    member[:250] = member[500:550] = True
    belief = np.where(member, 0.97, 0.02).astype(np.float32)
    size, low, high = size_interval(belief, member, np.ones(1000), touched=touched)[:, 0]
    assert size == 300
    assert low <= 500 <= high
    # the control: were all as active as one another, nobody would be thought hidden
    assert size_interval(belief, member, np.ones(1000), touched=np.ones(1000))[2, 0] < 400


def test_no_more_belong_than_there_are() -> None:
    member = np.ones((100, 1), bool)
    belief = np.full((100, 1), 0.5, np.float32)
    assert size_interval(belief, member, np.ones(100), touched=np.ones(100))[2, 0] == 100
