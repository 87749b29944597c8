"""The greedy choice against every set there is, on small sets."""

from __future__ import annotations

import itertools
import math

import numpy as np
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.selection import Worth, choose_set, stand_for, worth_of


@st.composite
def worths(draw: st.DrawFn) -> Worth:
    count, needs = draw(st.integers(1, 7)), draw(st.integers(0, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    answers = rng.random((count, needs)) * (rng.random((count, needs)) < 0.5)
    weight = rng.random(needs)
    likeness = rng.random((count, count)) * (rng.random((count, count)) < 0.4)
    likeness = np.maximum(likeness, likeness.T)
    np.fill_diagonal(likeness, 1.0)
    stands = stand_for(rng.random(count), sp.csr_array(likeness))
    held = stands.diagonal() * (rng.random(count) < 0.2)
    return Worth(answers, weight / max(weight.sum(), 1e-9), stands, held, draw(st.floats(0, 1)))


@settings(max_examples=60, deadline=None)
@given(worths(), st.integers(1, 4))
def test_greedy_reaches_its_share_of_the_best_set(worth: Worth, keep: int) -> None:
    count = len(worth.held)
    chosen, gains = choose_set(worth, keep)
    reached = worth_of(chosen, worth)
    sets = itertools.combinations(range(count), min(keep, count))
    best = max(worth_of(one, worth) for one in sets)
    assert reached >= (1 - 1 / math.e) * best - 1e-12
    assert abs(sum(gains) - reached) < 1e-9
    assert len(set(chosen)) == min(keep, count)


@settings(max_examples=60, deadline=None)
@given(worths())
def test_more_is_never_worse_and_adds_less_to_more(worth: Worth) -> None:
    count = len(worth.held)
    for last in range(1, count):
        small, large = [0], list(range(last))
        onto_small = worth_of([*small, last], worth) - worth_of(small, worth)
        onto_large = worth_of([*large, last], worth) - worth_of(large, worth)
        assert -1e-12 <= onto_large <= onto_small + 1e-12


def test_nothing_to_choose_from() -> None:
    worth = Worth(np.zeros((0, 0)), np.zeros(0), sp.csc_array((0, 0)), np.zeros(0), 0.5)
    assert choose_set(worth, 3) == ([], [])
    assert worth_of([], worth) == 0
