"""The compiled evidence of notes and waves against slow, obvious versions of it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import gammaln

from isotherm.trends import evidence

Floats = NDArray[np.float64]


def _log_count(y: Floats, mean: Floats, shape: Floats) -> Floats:
    return np.asarray(
        gammaln(y + shape)
        - gammaln(shape)
        + shape * np.log(shape / (shape + mean))
        + y * np.log(mean / (shape + mean))
    )


def _slow_ratios(y: Floats, m: Floats, r: Floats, lifts: tuple[float, ...], cap: float) -> Floats:
    found = []
    for lift in lifts:
        for least in evidence._LIFTED_SHAPES:
            shape = np.maximum(r, least)
            unlifted = np.maximum(_log_count(y, m, r), _log_count(y, m, shape))
            found.append(_log_count(y, lift * m, shape) - unlifted)
    return np.minimum(found, np.log(cap))


def _slow_runs(day: NDArray[np.int64], log_e: Floats, last: int) -> Floats:
    """Every first note, every product, one by one."""
    totals = np.full((len(log_e), last - day[0] + 1), -np.inf)
    for kind in range(len(log_e)):
        for column in range(totals.shape[1]):
            there = np.flatnonzero(day <= day[0] + column)
            age = np.minimum(day[0] + column - day[there], log_e.shape[2] - 1)
            told = log_e[kind, there, age]
            for k in there.tolist():
                run = told[k:].sum() - np.log(k + 1) - np.log(k + 2)
                totals[kind, column] = np.logaddexp(totals[kind, column], run)
    return totals


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), lucky=st.sampled_from([0.1, 0.3, 1.0, 3.0, 5.0, 12.0]))
def test_ratios_are_those_of_the_formula(seed: int, lucky: float) -> None:
    rng = np.random.default_rng(seed)
    y = np.cumsum(rng.poisson(2.0, (5, 6)), axis=1) * rng.choice([1.0, 0.5])
    m = np.cumsum(rng.gamma(1.0, 2.0, (5, 6)), axis=1)
    r = np.full((5, 1), lucky)
    fast = evidence.note_log_e(y, m, r, lifts=(2.0, 8.0), cap=20.0)
    np.testing.assert_allclose(fast, _slow_ratios(y, m, r, (2.0, 8.0), 20.0), atol=1e-9)


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), notes=st.integers(1, 30), late=st.integers(0, 9))
def test_runs_are_summed_over_every_first_note(seed: int, notes: int, late: int) -> None:
    rng = np.random.default_rng(seed)
    day = np.sort(rng.integers(3, 60, notes))
    log_e = rng.normal(0.0, 2.0, (3, notes, 5))
    found = evidence.wave_log_e(day, log_e, last_day=int(day[-1]) + late)
    np.testing.assert_allclose(found.log_e, _slow_runs(day, log_e, int(found.days[-1])), atol=1e-9)


def test_runs_of_thousands_of_notes_neither_overflow_nor_vanish() -> None:
    day = np.arange(4_000, dtype=np.int64) // 20
    for each in (3.0, -3.0):
        found = evidence.wave_log_e(day, np.full((1, 4_000, 4), each), last_day=300)
        best = 4_000 * each if each > 0 else each
        rank = 1.0 if each > 0 else 4_000.0
        np.testing.assert_allclose(
            found.log_e[0, -1], best - np.log(rank) - np.log(rank + 1), atol=0.1
        )
        assert found.start[0, -1] == (0 if each > 0 else 3_999)
