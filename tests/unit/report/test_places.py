from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.report.drawing.isotherm_map import CANVASES
from isotherm.report.drawing.places import place_strata


def some_affinity(count, seed=0):
    drawn = np.random.default_rng(seed).random((count, count)) ** 4
    drawn = (drawn + drawn.T) / 2
    np.fill_diagonal(drawn, 0.0)
    return drawn


def gaps(places):
    away = places.centres[:, None, :] - places.centres[None, :, :]
    return np.sqrt((away**2).sum(axis=2))


@pytest.mark.parametrize("canvas", CANVASES, ids=lambda canvas: canvas.name)
@pytest.mark.parametrize("count", [1, 2, 3, 25, 200])
def test_circles_lie_on_the_sheet_and_not_on_each_other(canvas, count):
    sizes = 100 + 900 * np.random.default_rng(1).random(count)
    places = place_strata(sizes, some_affinity(count), canvas=canvas)
    sheet = np.array([canvas.width, canvas.height])
    assert (places.centres - places.radii[:, None] >= -1e-6).all()
    assert (places.centres + places.radii[:, None] <= sheet + 1e-6).all()
    apart = gaps(places) - places.radii[:, None] - places.radii[None, :]
    assert (apart[~np.eye(count, dtype=bool)] > 0).all()


def test_no_strata_no_places():
    assert place_strata([], np.zeros((0, 0)), canvas=CANVASES[0]).centres.shape == (0, 2)


@settings(max_examples=10, deadline=None)
@given(st.integers(2, 30), st.integers(0, 1000))
def test_equal_input_gives_the_equal_map(count, seed):
    given_once = [10.0 + i for i in range(count)], some_affinity(count, seed)
    one = place_strata(*given_once, canvas=CANVASES[0])
    two = place_strata(*given_once, canvas=CANVASES[0])
    assert one.centres.tobytes() == two.centres.tobytes()


def test_those_who_share_people_lie_closer_than_strangers():
    count = 12
    groups = np.arange(count) % 3
    affinity = np.where(groups[:, None] == groups[None, :], 0.5, 0.01)
    np.fill_diagonal(affinity, 0.0)
    places = place_strata([100.0] * count, affinity, canvas=CANVASES[0])
    apart, same = gaps(places), groups[:, None] == groups[None, :]
    off = ~np.eye(count, dtype=bool)
    assert apart[same & off].mean() < 0.7 * apart[~same].mean()


def test_control_without_shared_people_groups_are_not_closer():
    count = 12
    groups = np.arange(count) % 3
    places = place_strata([100.0] * count, np.zeros((count, count)), canvas=CANVASES[0])
    apart, same = gaps(places), groups[:, None] == groups[None, :]
    off = ~np.eye(count, dtype=bool)
    assert apart[same & off].mean() > 0.7 * apart[~same].mean()


def test_area_is_proportional_to_people():
    places = place_strata([100, 200, 400] * 6, some_affinity(18), canvas=CANVASES[0])
    area = places.radii**2
    np.testing.assert_allclose(area[1] / area[0], 2, rtol=0.01)
    np.testing.assert_allclose(area[2] / area[0], 4, rtol=0.01)


def test_inputs_are_left_as_they_were():
    affinity = some_affinity(6)
    before = affinity.copy()
    place_strata([5.0] * 6, affinity, canvas=CANVASES[0])
    assert (affinity == before).all()


@pytest.mark.parametrize("canvas", CANVASES)
def test_strata_stay_where_they_lay_and_newcomers_come_near_their_like(canvas):
    affinity = some_affinity(12)
    sizes = [100.0 + i for i in range(12)]
    first = place_strata(sizes[:11], affinity[:11, :11], canvas=canvas)
    lain = [(x, y) for x, y in first.centres.tolist()]
    again = place_strata(sizes, affinity, canvas=canvas, before=[*lain, None])
    gaps = again.centres[:, None] - again.centres[None, :]
    apart = np.hypot(gaps[..., 0], gaps[..., 1]) + np.eye(12) * 1e9
    assert (apart > (again.radii[:, None] + again.radii[None, :]) * 0.95).all()
    moved = np.hypot(*(again.centres[:11] - first.centres).T)
    fresh = place_strata(sizes, affinity, canvas=canvas).centres[:11] - first.centres
    assert np.median(moved) < 0.35 * np.median(np.hypot(*fresh.T))
