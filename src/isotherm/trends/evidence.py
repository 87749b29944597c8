"""Evidence that a template resonates: many ordinary authors, each heard beyond expectation."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

__all__ = ["WaveEvidence", "note_log_e", "wave_log_e"]

Floats = NDArray[np.float64]
_LIFTED_SHAPES = (0.1, 3.0, 10.0)  # least gamma shapes of lifted notes' luck


def note_log_e(
    counted: NDArray[np.floating],
    expected: NDArray[np.floating],
    frailty: NDArray[np.floating],
    *,
    lifts: tuple[float, ...],
    cap: float,
) -> Floats:
    """The log e-values that a note is heard beyond its expectation; capped at ``cap``.

    A note's luck is gamma, so its count is negative binomial: of mean m and shape ``frailty``
    where nothing is special; of mean l m and a shape of at least that where a template lifts it
    (lifted notes are more alike). The lift has to beat both shapes at the usual mean: that notes
    are alike is no evidence, or every even-tempered habit would be a trend. The count is
    sufficient for the whole path in all of them, so each likelihood ratio is a supermartingale
    as responses come in; so is an e-value what is left when it is cut at ``cap``: no single note
    can carry a trend. One for each lift and shape, first axis.

    >>> note_log_e(np.array([1.0, 90.0]), np.array([3.0, 3.0]), np.array([1.0, 1.0]),
    ...            lifts=(5.0,), cap=20.0).round(2).tolist()
    [[-1.16, 3.0], [-2.79, 3.0], [-5.7, 0.32]]
    """
    from isotherm.trends.wave_kernel import count_ratios

    y = np.asarray(counted, dtype=np.float64)
    m = np.maximum(np.asarray(expected, dtype=np.float64), 1e-9)
    r = np.asarray(frailty, dtype=np.float64)
    y, m, r = np.broadcast_arrays(y, m, r)
    found = np.empty((len(lifts) * len(_LIFTED_SHAPES), y.size))
    shapes, most = np.array(_LIFTED_SHAPES), float(np.log(cap))
    count_ratios(y.ravel(), m.ravel(), r.ravel(), np.array(lifts), shapes, most, found)
    return found.reshape((len(found), *y.shape))


@dataclasses.dataclass(frozen=True)
class WaveEvidence:
    """Evidence for one template on each of its days, for each lift and shape."""

    first_day: int  # the day of the first column
    log_e: Floats  # (lifts and shapes, days) log of each e-process at the end of each day
    start: NDArray[np.int64]  # the same shape: the note the wave most likely began with

    @property
    def days(self) -> NDArray[np.int64]:
        """The days, as numbers of the record's days."""
        return np.arange(self.first_day, self.first_day + self.log_e.shape[1])


def wave_log_e(day: NDArray[np.int64], log_e: Floats, *, last_day: int) -> WaveEvidence:
    """Put the evidence of a template's notes together, whenever its wave began.

    ``day`` (ascending) is when each note appeared, ``log_e`` (lifts and shapes, notes, ages) its
    evidence by age; each note is of another author. For every possible first note k the product
    over notes k, k+1, ... is an e-process; their mean with weights 1 / (k (k + 1)) is one too,
    and needs no guess of when the wave began.
    """
    from isotherm.trends.wave_kernel import sum_runs

    first, ages = int(day[0]), log_e.shape[2]
    last = min(last_day, int(day[-1]) + ages - 1)
    rank = np.arange(1, len(day) + 1, dtype=np.float64)
    prior = -np.log(rank) - np.log(rank + 1)
    totals = np.empty((len(log_e), last - first + 1))
    start = np.empty(totals.shape, dtype=np.int64)
    sum_runs(day, np.ascontiguousarray(log_e), prior, totals, start)
    return WaveEvidence(first, totals, start)
