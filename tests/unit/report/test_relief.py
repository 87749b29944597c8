from __future__ import annotations

import numpy as np
import pytest
from scipy.interpolate import RegularGridInterpolator

from isotherm.report.drawing.field import spread_warmth
from isotherm.report.drawing.isotherm_map import CANVASES
from isotherm.report.drawing.places import Places
from isotherm.report.drawing.relief import LEVELS, coast_path, trace_bands, trace_lines

CANVAS = CANVASES[0]
PLACES = Places(
    np.array([[300.0, 300.0], [450.0, 300.0], [560.0, 420.0]]), np.array([50.0, 40.0, 30.0])
)


def obvious_warmth(point, temperatures, *, still=0.16):
    """The same mean of bells at one point, written out."""
    heat = total = 0.0
    for centre, radius, warm in zip(PLACES.centres, PLACES.radii, temperatures, strict=True):
        wide = radius + 0.6 * CANVAS.shore(3)
        bell = np.exp(-((point - centre) ** 2).sum() / (2 * wide**2))
        heat += bell * np.log2(warm)
        total += bell
    return heat / (total + still)


def test_warmth_is_the_mean_of_the_bells():
    field = spread_warmth(PLACES, [2.0, 0.5, 1.0], canvas=CANVAS)
    for row, column in [(10, 20), (37, 37), (60, 90)]:
        point = np.array([field.x[column], field.y[row]])
        assert field.warmth[row, column] == pytest.approx(obvious_warmth(point, [2, 0.5, 1]))


def test_points_of_a_line_have_its_warmth():
    field = spread_warmth(PLACES, [2.4, 0.5, 1.0], canvas=CANVAS)
    look_up = RegularGridInterpolator((field.y, field.x), field.warmth)
    lines = trace_lines(field)
    assert {1.0, 1.5, 0.8} <= {line.level for line in lines}
    for line in lines:
        found = look_up(line.points[:, ::-1])
        np.testing.assert_allclose(found, np.log2(line.level), atol=0.02)


def test_unknown_warmth_is_normal_and_extremes_are_bounded():
    field = spread_warmth(PLACES, [None, float("nan"), 1.0], canvas=CANVAS)
    assert not field.warmth.any()
    assert not trace_bands(field)
    wild = spread_warmth(PLACES, [0.0, 1e9, 1.0], canvas=CANVAS)
    assert np.isfinite(wild.warmth).all()


def test_bands_go_outwards_from_normal():
    field = spread_warmth(PLACES, [4.0, 0.3, 1.0], canvas=CANVAS)
    names = [name for name, _ in trace_bands(field)]
    warm = [int(name[-1]) for name in names if name.startswith("warm")]
    cold = [int(name[-1]) for name in names if name.startswith("cold")]
    assert warm == list(range(1, len(warm) + 1))
    assert cold == list(range(1, len(cold) + 1))


def test_the_land_holds_every_circle():
    field = spread_warmth(PLACES, [1.0] * 3, canvas=CANVAS)
    look_up = RegularGridInterpolator((field.y, field.x), field.land)
    for centre, radius in zip(PLACES.centres, PLACES.radii, strict=True):
        angles = np.linspace(0, 2 * np.pi, 24)
        rim = centre + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        assert (look_up(rim[:, ::-1]) > 0.42).all()
    assert coast_path(field).startswith("M")


def test_levels_rise_and_hold_normal():
    assert list(LEVELS) == sorted(LEVELS)
    assert 1.0 in LEVELS
