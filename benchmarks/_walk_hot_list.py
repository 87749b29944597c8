"""The hot list beside what people search for: what trended, and how forecasts after onset scored.

Fashion and lifestyle alone. Titles are never shown, for they name people: shown are words that
stand in at least ten topics and that shoppers use in at least ten queries.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from _walk_figures import Walk, rows_of, table
from isotherm.forecast import forecast_wave, score_forecasts, wave_bank
from isotherm.sources import LIFESTYLE, ImportOptions, import_source
from isotherm.text import count_terms

__all__ = ["walk_hot_list"]

_TOLD = ("时尚", "美妆", "生活记录", "家居", "美食", "旅游", "运动健身", "电商")
_PERSONS = {"明星", "综艺", "电视剧", "电影", "音乐", "体育", "CP"}
_FEWEST = 10
_SEEN, _AHEAD = 3, 3  # hours seen after onset, hours told ahead
_UNIT = 1_000.0  # the list's own figure in thousands
_SPLIT = 2025.4  # waves before this moment teach, later ones are forecast

Wave = tuple[float, NDArray[np.float64]]


def walk_hot_list(data: Path, scratch: Path) -> Walk:
    hot_list = data / "weibo_hot_hourly" / "hot_to_2025.parquet"
    import_source("weibo-hot", [hot_list], scratch, options=ImportOptions(categories=LIFESTYLE))
    notes = [n for n in rows_of(scratch, "notes") if not _PERSONS.intersection(n["tags"] or ())]
    trended = _trended(notes, _queries(data / "taobao_queries" / "train.query.txt.gz"))
    kept = {note["note_id"] for note in notes}
    waves = _waves([row for row in rows_of(scratch, "series") if row["series_id"] in kept])
    scored = _scored(waves)
    counted = (
        f"{len(notes):,} fashion and lifestyle topics, {len(waves):,} of them on the list for "
    )
    counted += f"{_SEEN + _AHEAD} hours or more without a gap.\n\n"
    return Walk([*trended, *scored], counted + _page(trended, scored))


def _queries(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n").partition("\t")[2] for line in lines]


def _trended(notes: list[dict[str, Any]], queries: list[str]) -> list[dict[str, Any]]:
    """Shoppers' words by the topics that hold them: their month, and how far it stands out."""
    asked = count_terms(queries)
    often = dict(zip(asked.terms, asked.counts.sum(axis=0).tolist(), strict=True))
    words = {word: n for word, n in often.items() if n >= _FEWEST and not word.isdigit()}
    months: dict[str, Counter[str]] = defaultdict(Counter)
    told = [note for note in notes if set(_TOLD).intersection(note["tags"] or ())]
    every = Counter(f"{note['at']:%Y-%m}" for note in told)
    spoken = count_terms([note["title"] for note in told])
    for place, column in zip(*spoken.counts.nonzero(), strict=True):
        if spoken.terms[column] in words:
            months[spoken.terms[column]][f"{told[place]['at']:%Y-%m}"] += 1
    rows = []
    for word, counts in months.items():
        total = sum(counts.values())
        if total < _FEWEST:
            continue
        lift = {m: _lift(n, total * every[m] / len(told)) for m, n in sorted(counts.items())}
        month = max(lift, key=lambda m: lift[m] * counts[m] ** 0.5)
        rows.append(
            {
                "name": word,
                "topics": total,
                "queries": int(words[word]),
                "month": month,
                "in_month": counts[month],
                "lift": round(lift[month], 1),
            }
        )
    return sorted(rows, key=lambda row: (-row["lift"], row["name"]))[:15]


def _lift(seen: int, expected: float) -> float:
    """How many times as often as if the word were equally common in every month, shrunk to 1."""
    return (seen + 0.5) / (expected + 0.5)


def _waves(series: list[dict[str, Any]]) -> list[Wave]:
    """The hours of each topic from its first, until the first gap; and when it began."""
    hours: dict[str, dict[int, float]] = defaultdict(dict)
    for row in series:
        hours[row["series_id"]][int(row["at"].timestamp()) // 3600] = row["value"] / _UNIT
    waves: list[Wave] = []
    for held in hours.values():
        first = hour = min(held)
        values = []
        while hour in held:
            values.append(held[hour])
            hour += 1
        if len(values) >= _SEEN + _AHEAD:
            waves.append((1970 + first / 8766, np.array(values)))
    return sorted(waves, key=lambda wave: (wave[0], wave[1].tolist()))


def _scored(waves: list[Wave]) -> list[dict[str, Any]]:
    """Forecasts of later waves, learnt from earlier ones; beside the last value carried on."""
    past = [values for begun, values in waves if begun < _SPLIT]
    later = [values for begun, values in waves if begun >= _SPLIT]
    bank = wave_bank(past, seed=0)
    ours, plain, truth = [], [], []
    ratios = np.array([v[_SEEN : _SEEN + _AHEAD] / max(v[_SEEN - 1], 1e-9) for v in past])
    spread = np.quantile(ratios, (0.1, 0.5, 0.9), axis=0).T
    for values in later:
        ahead = forecast_wave(values[:_SEEN], _AHEAD, past=bank, seed=0)
        ours.append(np.stack([ahead.p10, ahead.p50, ahead.p90], axis=1))
        plain.append(spread * values[_SEEN - 1])
        truth.append(values[_SEEN : _SEEN + _AHEAD])
    seen = np.concatenate(truth)
    carried = np.concatenate([np.repeat(v[_SEEN - 1], _AHEAD) for v in later])
    rows = {
        "wave forecast": np.concatenate(ours),
        "last value x earlier ratios": np.concatenate(plain),
        "last value": np.stack([carried] * 3, axis=1),
    }
    counted = {"waves": len(later), "past": len(past)}
    return [_score(name, issued, seen) | counted for name, issued in rows.items()]


def _score(name: str, issued: NDArray[np.float64], seen: NDArray[np.float64]) -> dict[str, Any]:
    scores = score_forecasts(issued, seen)
    return {
        "name": name,
        "pinball": float(scores.pinball.mean()),
        "coverage_80": float(scores.covered.mean()),
        "median_error": float(np.median(np.abs(issued[:, 1] - seen) / seen)),
    }


def _page(trended: list[dict[str, Any]], scored: list[dict[str, Any]]) -> str:
    keys = ("name", "topics", "queries", "month", "in_month", "lift")
    words = [tuple(row[key] for key in keys) for row in trended]
    columns = ("word", "topics", "queries", "its month", "topics then", "times its usual share")
    forecasts = [
        (r["name"], r["waves"], r["pinball"], r["coverage_80"], r["median_error"]) for r in scored
    ]
    heads = ("forecast", "waves", "pinball (thousands)", "80% band held", "median relative error")
    past = scored[0]["past"]
    return (
        f"{table(columns, words)}\n\nAfter {_SEEN} hours, the next {_AHEAD} told ahead "
        f"({past} earlier waves to learn from):\n\n{table(heads, forecasts)}"
    )
