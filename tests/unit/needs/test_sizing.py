"""Evidence and sizes of needs: valid under the null, strong where something is missing."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.inference import ebh
from isotherm.needs import NeedSettings
from isotherm.needs.evidence import unmet_log_e
from isotherm.needs.reach import BEST_REACH, reachable_fill, shrink_fills
from isotherm.needs.sizing import Cells, size_cells

QUICK = settings(max_examples=40, deadline=None)
PEOPLE = st.lists(st.integers(0, 200), min_size=1, max_size=20)


def cells(content, askers):
    """Cells whose people all asked in the first of two ways."""
    content, askers = np.asarray(content, float), np.asarray(askers, float)
    nobody = np.zeros_like(askers)
    both = np.stack((askers, nobody), axis=1), np.stack((content, nobody), axis=1)
    return Cells(askers, *both, nobody, nobody)


@QUICK
@given(PEOPLE, st.integers(0, 999))
def test_fills_shrink_towards_each_other_and_stay_shares(askers, seed):
    many = np.array(askers, float)
    content = np.random.default_rng(seed).binomial(np.array(askers), 0.4).astype(float)
    fills = shrink_fills(content, many)
    assert ((fills >= 0) & (fills <= 1)).all()
    mean = content.sum() / max(many.sum(), 1)
    rate = np.where(many > 0, content / np.maximum(many, 1), mean)
    assert (abs(fills - mean) <= abs(rate - mean) + 1e-9).all()


@QUICK
@given(PEOPLE, st.integers(0, 999))
def test_what_is_reachable_lies_among_the_fills(askers, seed):
    many = np.array(askers, float)
    content = np.random.default_rng(seed).binomial(np.array(askers), 0.3).astype(float)
    found = reachable_fill(content, many)
    if many.sum() == 0:
        assert found == 0
    else:
        fills = shrink_fills(content, many)
        assert fills.min() - 1e-12 <= found <= fills.max() + 1e-12


def test_the_better_served_reach_at_least_what_most_do():
    content, askers = np.array([25.0, 30, 33, 40, 0]), np.full(5, 100.0)
    assert reachable_fill(content, askers, level=BEST_REACH) > reachable_fill(content, askers) > 0.3


def test_unmet_cells_do_not_pull_down_what_is_reachable():
    askers = np.full(30, 100.0)
    served = np.full(30, 45.0)
    unmet = np.where(np.arange(30) < 15, 2.0, 45.0)
    assert reachable_fill(unmet, askers) == pytest.approx(reachable_fill(served, askers), abs=0.05)


@pytest.mark.parametrize("reference", [0.05, 0.3, 0.8])
@pytest.mark.parametrize("askers", [5, 40])
def test_a_cell_filled_as_well_as_the_reference_gives_no_evidence(reference, askers):
    """The exact mean of the e-value over all outcomes of a binomial."""
    content = np.arange(askers + 1)
    weight = [
        math.comb(askers, k) * reference**k * (1 - reference) ** (askers - k) for k in content
    ]
    e = np.exp(unmet_log_e(content.astype(float), np.full(askers + 1, float(askers)),
                           reference=reference))  # fmt: skip
    assert float(e @ np.array(weight)) <= 1 + 1e-9
    better = [math.comb(askers, k) * 0.9**k * 0.1 ** (askers - k) for k in content]
    assert float(e @ np.array(better)) <= 1 + 1e-9
    # The control: a cell filled a tenth as well is evidence.
    low = reference / 10
    worse = [math.comb(askers, k) * low**k * (1 - low) ** (askers - k) for k in content]
    assert float(e @ np.array(worse)) > 1


@QUICK
@given(st.integers(0, 60), st.integers(1, 60), st.floats(0.02, 0.95))
def test_better_filled_cells_are_less_evidence(content, more, reference):
    askers = np.full(2, float(content + more))
    less, much = unmet_log_e(np.array([content, content + more], float), askers,
                             reference=reference)  # fmt: skip
    assert less >= much


def test_where_all_are_filled_alike_hardly_ever_is_a_need_published():
    rng = np.random.default_rng(3)
    chosen = NeedSettings()
    e, families = [], 0
    for _ in range(40):
        askers = rng.integers(15, 120, 40)
        sizes = size_cells(cells(rng.binomial(askers, 0.3), askers), settings=chosen, seed=1)
        e.append(np.exp(sizes.log_e).mean())
        families += bool(ebh(sizes.log_e, chosen.fdr).any())
    assert np.mean(e) <= 1.0
    assert families <= 2
    # The control: filled at a tenth of the others, a cell is found.
    askers = np.full(40, 80)
    content = rng.binomial(askers, np.where(np.arange(40) < 4, 0.03, 0.3))
    found = ebh(size_cells(cells(content, askers), settings=chosen, seed=1).log_e, chosen.fdr)
    assert found[:4].all()
    assert not found[4:].any()


def test_sizes_are_close_and_their_intervals_cover():
    rng = np.random.default_rng(4)
    covered, off = [], []
    for _ in range(40):
        asked = rng.poisson(90, 30)
        content = rng.binomial(asked, np.where(np.arange(30) < 6, 0.04, 0.4))
        sizes = size_cells(cells(content, asked), settings=NeedSettings(), seed=2)
        truth = 90 * (0.4 - 0.04)
        unmet = slice(0, 6)
        covered += ((sizes.unmet_low <= truth) & (truth <= sizes.unmet_high))[unmet].tolist()
        off += (abs(sizes.unmet - truth) / truth)[unmet].tolist()
        assert (sizes.unmet_low <= sizes.unmet_high).all()
        assert (sizes.satisfied_low <= sizes.satisfied_high).all()
    assert np.mean(covered) >= 0.85
    assert np.median(off) <= 0.25


def test_the_same_seed_gives_the_same_sizes_and_order_does_not_matter():
    rng = np.random.default_rng(5)
    askers = rng.integers(10, 90, 25)
    content = rng.binomial(askers, 0.3)
    turn = rng.permutation(25)
    one = size_cells(cells(content, askers), settings=NeedSettings(), seed=7)
    two = size_cells(cells(content[turn], askers[turn]), settings=NeedSettings(), seed=7)
    np.testing.assert_allclose(two.log_e, one.log_e[turn], rtol=1e-9)
    np.testing.assert_allclose(two.unmet_high, one.unmet_high[turn], rtol=1e-9)


def test_no_cells_have_no_sizes():
    sizes = size_cells(cells([], []), settings=NeedSettings(), seed=0)
    assert len(sizes.log_e) == 0


def _kept(keepers, *, fill=0.1, told=True):
    """30 needs of 100 askers, 30 of whom bought, and 24 of them are content; of the first fewer."""
    askers, buyers = np.full(30, 100.0), np.full(30, 30.0)
    content = np.array([fill * 100, *[24.0] * 29])
    own = cells(content, askers)
    kept = np.array([keepers, *[24.0] * 29])
    seen = buyers if told else np.zeros(30)
    return dataclasses.replace(own, buyers=seen, keepers=np.where(seen > 0, kept, 0.0))


def test_many_items_none_good_is_told_by_what_buyers_kept():
    found = size_cells(_kept(5.0), settings=NeedSettings(), seed=0)
    unseen = size_cells(_kept(5.0, told=False), settings=NeedSettings(), seed=0)
    assert found.log_e[0] > unseen.log_e[0] + 1
    assert found.log_e[1:].max() < 0


def test_a_well_filled_need_is_not_unmet_for_its_returns():
    found = size_cells(_kept(4.0, fill=0.3), settings=NeedSettings(), seed=0)
    assert found.log_e[0] < 0


def test_where_all_keep_alike_the_evidence_is_seldom_strong():
    rng, strong = np.random.default_rng(3), 0
    for _ in range(60):
        bought = rng.binomial(100, 0.3, 30).astype(float)
        kept = rng.binomial(bought.astype(int), 0.7).astype(float)
        alike = dataclasses.replace(cells(kept, np.full(30, 100.0)), buyers=bought, keepers=kept)
        log_e = size_cells(alike, settings=NeedSettings(), seed=0).log_e
        strong += int((log_e > np.log(20)).sum())
    assert strong <= 0.05 * 60 * 30
