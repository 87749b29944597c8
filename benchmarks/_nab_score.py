"""The score of the Numenta Anomaly Benchmark, standard profile (Lavin and Ahmad 2015)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Stream", "best_score", "probation"]

Floats = npt.NDArray[np.float64]
_FALSE = 0.11  # what a false alarm costs at most; a window found or missed weighs 1


@dataclasses.dataclass(frozen=True)
class Stream:
    """A labelled series; windows are first and last row, both within."""

    name: str
    values: Floats
    windows: list[tuple[int, int]]


def probation(rows: int) -> int:
    """Rows at the start that only teach: 15%, of the first 5,000 at most."""
    return int(0.15 * min(rows, 5000))


def best_score(streams: Sequence[Stream], scores: Sequence[Floats]) -> tuple[float, float]:
    """The normalised score at the best one threshold for all series, and that threshold.

    A row is an alarm where its score reaches the threshold. Of a window its best paid alarm
    counts, which is the first; every alarm outside costs.
    """
    at, change, windows = [], [], 0
    for stream, score in zip(streams, scores, strict=True):
        for levels, gains in _changes(stream, score):
            at.append(levels)
            change.append(gains)
        windows += len(stream.windows)
    level, gain = np.concatenate(at), np.concatenate(change)
    order = np.argsort(-level, kind="stable")
    level, total = level[order], np.cumsum(gain[order]) - windows
    last = np.append(level[1:] != level[:-1], True) & np.isfinite(level)  # ties alarm together
    best = int(np.argmax(np.where(last, total, -np.inf))) if last.any() else -1
    if best < 0 or total[best] <= -windows:
        return 0.0, float("inf")
    return float(100 * (total[best] + windows) / (2 * windows)), float(level[best])


def _changes(stream: Stream, score: Floats) -> list[tuple[Floats, Floats]]:
    """At which thresholds the series' score changes, and by how much."""
    rows = np.arange(len(score))
    outside = rows >= probation(len(score))
    found = []
    for first, last in stream.windows:
        own = rows[max(first, probation(len(score))) : last + 1]
        outside[first : last + 1] = False
        place = -(last - own + 1) / (last - first + 1)
        paid = _sigmoid(place) / _sigmoid(np.array(-1.0))
        order = np.argsort(-score[own], kind="stable")
        earned = np.maximum.accumulate(np.concatenate(([-1.0], paid[order])))
        found.append((score[own][order], np.diff(earned)))
    alarms = rows[outside]
    found.append((score[alarms], _FALSE * _past_window(alarms, stream.windows)))
    return found


def _past_window(rows: npt.NDArray[np.int64], windows: list[tuple[int, int]]) -> Floats:
    """What alarms outside cost: little just after a window, all of it later or before any."""
    cost = np.full(len(rows), -1.0)
    for first, last in sorted(windows):
        after = rows > last
        place = (rows[after] - last) / max(last - first, 1)
        cost[after] = np.where(place > 3, -1.0, _sigmoid(place))
    return cost


def _sigmoid(place: Floats) -> Floats:
    return np.asarray(2.0 / (1.0 + np.exp(5.0 * place)) - 1.0)
