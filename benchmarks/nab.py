"""Sudden change in real-valued streams: the Numenta Anomaly Benchmark, scored as it scores.

58 labelled series, a score a row from each finder, one threshold for all series, the standard
profile: a window found early earns up to 1, a missed one costs 1, a false alarm up to 0.11; 0 is
saying nothing and 100 finding everything at once. The library's detector counts rises, so it is
shown on the series as counts; beside it stands the same idea for real values and either sense.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import tarfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from _door import door, need_data, show
from _nab_score import Stream, best_score, probation
from isotherm.trends import ResonanceDetector

Floats = npt.NDArray[np.float64]
Finder = Callable[[Sequence[Floats]], list[Floats]]
_TYPICAL = 20.0  # counts that a series' first rows are scaled to
_QUIET = 0.02  # of a series: rows after a score in which a lesser one says nothing new


def read_streams(archive: Path) -> list[Stream]:
    """Every series with its windows, sorted by name; read from the archive itself."""
    with tarfile.open(archive) as files:
        windows = json.load(_open(files, "labels/combined_windows.json"))
        return [_stream(files, name, windows[name]) for name in sorted(windows)]


def _open(files: tarfile.TarFile, name: str) -> io.TextIOWrapper:
    member = files.extractfile(name)
    if member is None:
        raise SystemExit(f"benchmark: {name} is not in the archive")
    return io.TextIOWrapper(member, encoding="utf-8")


def _stream(files: tarfile.TarFile, name: str, windows: list[list[str]]) -> Stream:
    rows = list(csv.reader(_open(files, f"data/{name}")))[1:]
    at = np.array([row[0] for row in rows], dtype="datetime64[us]")
    limits = [np.searchsorted(at, np.array(w, dtype="datetime64[us]")) for w in windows]
    return Stream(
        name, np.array([float(row[1]) for row in rows]), [(int(a), int(b)) for a, b in limits]
    )


def resonance(series: Sequence[Floats]) -> list[Floats]:
    """The library's detector on all series at once, as counts: evidence gained in twelve rows."""
    longest = max(len(values) for values in series)
    counts = np.full((len(series), longest), np.nan)
    for row, values in zip(counts, series, strict=True):
        typical = max(float(np.abs(values[: probation(len(values))]).mean()), 1e-9)
        row[: len(values)] = np.clip(values, 0, None) * _TYPICAL / typical
    detector = ResonanceDetector(len(series), horizon=longest, half_life=288, guard=12, burn_in=100)
    evidence = np.zeros((longest, len(series)))
    week = dt.timedelta(days=7)  # rows are no days: none has a weekday of its own
    for row in range(longest):
        at = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + row * week
        evidence[row] = detector.update(at, counts[:, row]).log_e
    gained = evidence - np.vstack((np.zeros((12, len(series))), evidence[:-12]))
    return [_once(gained[: len(values), n]) for n, values in enumerate(series)]


def two_sided(series: Sequence[Floats]) -> list[Floats]:
    """How far a value, or the mean of the last few, strays beyond all that strayed before."""
    return [_once(_novelty(values)) for values in series]


def _novelty(values: Floats) -> Floats:
    """Log of the deviation over the greatest so far, best over three spans; never of its future."""
    found = np.zeros(len(values))
    for span in (1, 6, 24):
        level, recent = _ewma(values, 10 * span), _mean(values, span)
        before = np.concatenate((np.full(span, level[0]), level[:-span]))[: len(values)]
        away = np.abs(recent - before)
        usual = np.sqrt(_ewma(np.square(away), 200 * span)) + 1e-9
        stray = away / np.concatenate((usual[:1], usual[:-1]))
        stray[: probation(len(values)) // 2] = 0.0  # nothing is usual yet
        most = np.maximum.accumulate(np.concatenate(([1.0], stray[:-1])))
        found = np.maximum(found, np.log(np.maximum(stray, 1e-9) / most))
    return found


def z_score(series: Sequence[Floats]) -> list[Floats]:
    """Standard deviations from the mean of all rows so far."""
    found = []
    for values in series:
        n = np.arange(1, len(values) + 1)
        mean = np.cumsum(values) / n
        spread = np.sqrt(np.maximum(np.cumsum(np.square(values)) / n - np.square(mean), 1e-12))
        found.append(np.abs(values - mean) / spread)
    return found


def ewma(series: Sequence[Floats]) -> list[Floats]:
    """Deviation from a moving level in units of a moving spread."""
    found = []
    for values in series:
        level = _ewma(values, 50)
        error = np.abs(values - np.concatenate((values[:1], level[:-1])))
        usual = np.sqrt(_ewma(np.square(error), 500)) + 1e-9
        found.append(error / np.concatenate((usual[:1], usual[:-1])))
    return found


def chance(series: Sequence[Floats]) -> list[Floats]:
    rng = np.random.default_rng(1)
    return [rng.random(len(values)) for values in series]


def _ewma(values: Floats, span: int) -> Floats:
    from scipy.signal import lfilter

    weight = 2.0 / (span + 1)
    start = np.array([(1 - weight) * values[0]])
    return np.asarray(lfilter([weight], [1, weight - 1], values, zi=start)[0])


def _mean(values: Floats, span: int) -> Floats:
    sums = np.cumsum(np.concatenate((np.full(span, values[0]), values)))
    return np.asarray((sums[span:] - sums[:-span]) / span)


def _once(score: Floats) -> Floats:
    """The scores that are the greatest of the last while; the others say nothing new."""
    quiet = max(int(_QUIET * len(score)), 1)
    padded = np.concatenate((np.full(quiet, -np.inf), score[:-1]))
    before = np.lib.stride_tricks.sliding_window_view(padded, quiet).max(axis=1)
    return np.where(score > before, score, -np.inf)


FINDERS: dict[str, Finder] = {
    "isotherm (rises of counts)": resonance,
    "two-sided novelty, real values": two_sided,
}
PEERS: dict[str, Finder] = {
    "z-score": z_score,
    "z-score, said once": lambda series: [_once(score) for score in z_score(series)],
    "ewma": ewma,
    "ewma, said once": lambda series: [_once(score) for score in ewma(series)],
    "random": chance,
}


def main() -> None:
    args: argparse.Namespace = door(__doc__ or "").parse_args()
    streams = read_streams(need_data(args.data, "nab", "nab_data_labels.tar.gz"))
    values = [stream.values for stream in streams]
    rows = []
    for name, find in (FINDERS | ({} if args.peers == "none" else PEERS)).items():
        started = time.perf_counter()
        score, line = best_score(streams, find(values))
        seconds = time.perf_counter() - started
        rows.append({"name": name, "nab_standard": score, "threshold": line, "seconds": seconds})
    windows = sum(len(stream.windows) for stream in streams)
    show(args, rows=rows, data={"series": len(streams), "windows": windows})


if __name__ == "__main__":
    main()
