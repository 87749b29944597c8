"""The screen of candidates, compiled: all of them are gone through in one call."""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np

__all__ = ["come_near", "once_in_a_while"]


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def once_in_a_while(author: Any, day: Any, gap: int) -> Any:
    """Which notes (in order of time) are of an author not taken within ``gap`` days before."""
    taken = np.zeros(len(author), dtype=np.bool_)
    before = -1
    for i in np.argsort(author, kind="mergesort"):
        new = before < 0 or author[before] != author[i]
        if new or day[i] - day[before] >= gap:
            taken[i] = True
            before = i
    return taken


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def come_near(  # noqa: PLR0917 (compiled code takes no keywords)
    start: Any, note: Any, author: Any, day: Any, e: Any, line: Any, place: Any,
    least: int, gap: int, last_day: int,
) -> Any:  # fmt: skip
    """Which candidates' evidence is over ``line`` (places x days, its logarithm) on some day.

    ``start``, ``note`` and ``place`` are the candidates', ``author`` and ``day`` the notes', ``e``
    (notes x ages x kinds) what each note's responses say if it stands alone.
    """
    near = np.zeros(len(start) - 1, dtype=np.bool_)
    for c in range(len(near)):
        notes = note[start[c] : start[c + 1]]
        units = notes[once_in_a_while(author[notes], day[notes], gap)]
        if len(units) >= least:
            near[c] = _comes_near(units, day[units], e, line[place[c]], last_day)
    return near


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _comes_near(units: Any, day: Any, e: Any, line: Any, last_day: int) -> bool:
    """As :func:`isotherm.trends.wave_kernel.sum_runs`, until the line is reached.

    No sum is scaled: one too great for a float is over any line.
    """
    ages = e.shape[1]
    old, total = np.zeros(e.shape[2]), np.zeros(e.shape[2])
    settled, born = 0, 0
    for today in range(day[0], min(last_day, day[-1] + ages - 1) + 1):
        while born < len(day) and day[born] <= today:
            born += 1
        while settled < born and today - day[settled] >= ages - 1:
            _take(old, e[units[settled], ages - 1], settled)
            settled += 1
        total[:] = old
        for j in range(settled, born):
            _take(total, e[units[j], today - day[j]], j)
        if total.sum() >= math.exp(line[today]) * len(total):
            return True
    return False


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _take(total: Any, e: Any, j: int) -> None:
    """Take the note that came as number ``j`` into the sums over first notes."""
    prior = 1.0 / ((j + 1.0) * (j + 2.0))
    for kind in range(len(total)):
        total[kind] = (total[kind] + prior) * e[kind]
