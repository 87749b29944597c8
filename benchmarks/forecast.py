"""Forecast a year of fashion series beside the usual forecasters: same series, split, evaluator.

The last ``--horizon`` steps are held out; everything is fitted and tuned strictly before them.
``--main`` and ``--leading`` take wide CSV panels (time first, one column a series) or long ones
(series, ..., time, value in the columns trend_id, week, raw_signal). Peers take no missing values,
so for them alone gaps are filled by the straight line between neighbours.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from _door import door, missing, need_data, show
from _peak import peak_mb
from isotherm.forecast import coverage, forecast, mase, pinball_loss

Panel = np.ndarray
Quantiles = Mapping[float, np.ndarray]

LEVELS = (0.05, 0.1, 0.5, 0.9, 0.95)
PEERS = {
    "none": (),
    "fast": ("MSTL", "AutoTheta"),
    "all": ("MSTL", "AutoTheta", "AutoETS", "AutoCES"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    args = _arguments(arguments)
    series = read_wide(args.main or need_data(args.data, "hermes_f1", "f1_main_100_sequences.csv"))
    leading = _leading(args)
    if leading is not None and leading.shape != series.shape:
        missing(f"a leading panel of the main panel's shape {series.shape}, found {leading.shape}")
    if series.shape[1] < args.horizon + args.season + 1:
        missing(f"a panel of over {args.horizon + args.season} steps, found {series.shape[1]}")
    show(args, rows=contest(args, series, leading), data=_described(args, series, leading))
    return 0


def contest(args: argparse.Namespace, series: Panel, leading: Panel | None) -> list[dict[str, Any]]:
    """Everyone's scores on the last ``horizon`` steps, ours first."""
    train, truth = series[:, : -args.horizon], series[:, -args.horizon :]
    ahead = None if leading is None else leading[:, : -args.horizon]
    ours: Quantiles = {}
    rows = []
    forecasts: dict[str, Quantiles] = {}
    for name, make in contestants(args, train, ahead, forecasts):
        start = time.perf_counter()
        forecasts[name] = make()
        seconds = time.perf_counter() - start
        row = {"name": name, **score(forecasts[name], truth, train, args.season)}
        row |= {"seconds": seconds, "fit_s": seconds, "peak_mb": peak_mb()}
        ours = ours or forecasts[name]
        if forecasts[name] is not ours:
            points = (ours[0.5], forecasts[name][0.5])
            row["beaten"] = beaten_share(
                *(absolute_errors(point, truth, train, args.season) for point in points)
            )
        rows.append(row)
    return rows


def contestants(
    args: argparse.Namespace, train: Panel, ahead: Panel | None, made: Mapping[str, Quantiles]
) -> Iterator[tuple[str, Callable[[], Quantiles]]]:
    """Names, and what makes each one's quantiles; ``made`` holds those already made."""
    horizon, season = args.horizon, args.season
    yield "isotherm", lambda: forecast(train, horizon, season, ahead, levels=LEVELS).quantiles
    if args.peers == "none":
        return
    filled = fill_gaps(train)
    yield "seasonal naive", lambda: {0.5: seasonal_naive(filled, horizon, season)}
    yield "smoothed profile", lambda: {0.5: smoothed_profile(filled, horizon, season)}
    for peer in PEERS[args.peers]:
        yield peer, peer_maker(peer, filled, horizon, season)
    if args.peers == "all":
        yield "mean of peers", lambda: mean_of([made[name] for name in PEERS["all"]])


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = door("Forecast a panel of series beside the usual forecasters.")
    parser.add_argument("--main", type=Path, help="CSV panel; default: hermes_f1's main population")
    parser.add_argument(
        "--leading", type=Path, help="CSV panel of the same series, a leading group"
    )
    parser.add_argument("--horizon", type=int, default=52, help="steps held out, default 52")
    parser.add_argument("--season", type=int, default=52, help="steps in a season, default 52")
    return parser.parse_args(arguments)


def _leading(args: argparse.Namespace) -> Panel | None:
    if args.leading is not None:
        return read_wide(args.leading)
    if args.main is not None:
        return None
    return read_wide(need_data(args.data, "hermes_f1", "f1_fashion_forward_100_sequences.csv"))


def _described(args: argparse.Namespace, series: Panel, leading: Panel | None) -> dict[str, Any]:
    return {
        "panel": args.main.name if args.main else "hermes_f1",
        "series": series.shape[0],
        "steps": series.shape[1],
        "missing": int(np.isnan(series).sum()),
        "leading": leading is not None,
        "horizon": args.horizon,
        "season": args.season,
    }


def read_wide(path: Path) -> Panel:
    """A CSV panel as series x time; an empty cell is missing."""
    if not path.is_file():
        missing(f"{path} is not there")
    with path.open(newline="", encoding="utf-8-sig") as file:
        head, *lines = list(csv.reader(file))
    if {"trend_id", "week", "raw_signal"} <= set(head):
        return _from_long(head, lines)
    cells = [[_number(cell) for cell in line[1:]] for line in lines]
    return np.array(cells, dtype=np.float64).T


def _from_long(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Panel:
    name, week, value = (head.index(key) for key in ("trend_id", "week", "raw_signal"))
    names = {key: i for i, key in enumerate(sorted({line[name] for line in lines}))}
    weeks = {key: i for i, key in enumerate(sorted({line[week] for line in lines}))}
    panel = np.full((len(names), len(weeks)), np.nan)
    for line in lines:
        panel[names[line[name]], weeks[line[week]]] = _number(line[value])
    return panel


def _number(cell: str) -> float:
    return float(cell) if cell.strip() else float("nan")


def score(quantiles: Quantiles, truth: Panel, train: Panel, season: int) -> dict[str, float | None]:
    """MASE, pinball over p10, p50, p90 on the same scale, and the share inside the 90% band."""
    scores: dict[str, float | None] = {"mase": mase(truth, quantiles[0.5], train, season)}
    if 0.1 not in quantiles:
        return {**scores, "pinball": None, "coverage_90": None}
    scale = naive_scale(train, season)
    losses = [pinball_loss(truth, quantiles[level], level) for level in (0.1, 0.5, 0.9)]
    usable = scale > 0
    relative = np.nanmean(np.mean(losses, axis=0)[usable] / scale[usable, None])
    band = coverage(truth, quantiles[0.05], quantiles[0.95])
    return {**scores, "pinball": float(relative), "coverage_90": band}


def naive_scale(train: Panel, season: int) -> np.ndarray:
    return np.nanmean(np.abs(train[:, season:] - train[:, :-season]), axis=1)


def absolute_errors(point: Panel, truth: Panel, train: Panel, season: int) -> np.ndarray:
    scale = naive_scale(train, season)
    usable = scale > 0
    return np.nanmean(np.abs(truth - point), axis=1)[usable] / scale[usable]


def beaten_share(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Share of 2,000 paired bootstrap samples of series in which our MASE is below theirs."""
    gain = theirs - ours
    draws = np.random.default_rng(0).integers(0, gain.size, (2000, gain.size))
    return float((gain[draws].mean(axis=1) > 0).mean())


def fill_gaps(panel: Panel) -> Panel:
    """Missing values on the line between their neighbours; a series never seen is zero."""
    steps = np.arange(panel.shape[1])
    filled = np.zeros_like(panel)
    for row, values in enumerate(panel):
        seen = np.isfinite(values)
        if seen.any():
            filled[row] = np.interp(steps, steps[seen], values[seen])
    return filled


def seasonal_naive(train: Panel, horizon: int, season: int) -> Panel:
    return train[:, -season:][:, np.arange(horizon) % season]


def smoothed_profile(train: Panel, horizon: int, season: int) -> Panel:
    """Three years' profile smoothed over 3 steps, times the level of the last half season."""
    years = min(3, train.shape[1] // season)
    blocks = train[:, -years * season :].reshape(len(train), years, season)
    profile = (blocks / np.maximum(blocks.mean(axis=2, keepdims=True), 1e-12)).mean(axis=1)
    smooth = (np.roll(profile, 1, axis=1) + profile + np.roll(profile, -1, axis=1)) / 3
    half = max(1, season // 2)
    level = train[:, -half:].sum(axis=1) / np.maximum(smooth[:, -half:].sum(axis=1), 1e-12)
    return (level[:, None] * smooth)[:, np.arange(horizon) % season]


def peer_maker(name: str, train: Panel, horizon: int, season: int) -> Callable[[], Quantiles]:
    """A peer of statsforecast, its compiled parts warmed before the clock runs."""
    os.environ.setdefault("NIXTLA_ID_AS_COL", "1")
    try:
        import pandas as pd
        import statsforecast
        from statsforecast import models
    except ImportError:
        missing("statsforecast is not installed; pip install 'isotherm[bench]'")

    def frame(panel: Panel) -> Any:
        count, steps = panel.shape
        return pd.DataFrame(
            {
                "unique_id": np.repeat(np.arange(count), steps),
                "ds": np.tile(np.arange(steps), count),
                "y": panel.ravel(),
            }
        )

    def fitted(panel: Panel) -> Quantiles:
        model = getattr(models, name)(season_length=season, alias=name)
        engine = statsforecast.StatsForecast([model], freq=1, n_jobs=1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # peers warn about short seasons; scores say it all
            table = engine.forecast(df=frame(panel), h=horizon, level=[80, 90])
        columns = [name, *(f"{name}-{side}-{band}" for band in (80, 90) for side in ("lo", "hi"))]
        middle, *bands = (table[c].to_numpy().reshape(len(panel), horizon) for c in columns)
        return dict(zip((0.5, 0.1, 0.9, 0.05, 0.95), (middle, *bands), strict=True))

    fitted(train[:1])
    return lambda: fitted(train)


def mean_of(members: Sequence[Quantiles]) -> Quantiles:
    return {level: np.mean([member[level] for member in members], axis=0) for level in LEVELS}


if __name__ == "__main__":
    raise SystemExit(main())
