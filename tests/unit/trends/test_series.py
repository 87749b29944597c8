"""Trends from ready-made counts."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from isotherm.ledger import Record
from isotherm.schema import READING
from isotherm.trends import SERIES_DAYS, TrendSettings, find_series_trends

ZERO = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
SETTINGS = TrendSettings()


def rows_of(counts, *, kept=1.0, seed=0):
    """Ledger rows of counts (series x days), each kept with a probability."""
    there = np.random.default_rng(seed).random(counts.shape) < kept
    return [
        {"series_id": f"s{s}", "at": ZERO + dt.timedelta(days=int(d), hours=3),
         "value": float(counts[s, d]), "name": f"名{s}", "tags": ["衣"]}
        for s, d in zip(*np.nonzero(there), strict=True)
    ]  # fmt: skip


def indices(seed, *, series=20, days=200, rising=(), begin=170, swing=0.0):
    rng = np.random.default_rng(seed)
    t = np.arange(days)
    wave = 1 + swing * np.exp(-(((t % 364 - 345) / 15) ** 2))
    mean = np.exp(rng.normal(4, 1, series))[:, None] * wave * (1 + 0.2 * (t % 7 > 4))
    for one in rising:
        mean[one, begin:] *= 2.0
    return rng.poisson(mean * rng.gamma(20, 0.05, (series, days))).astype(float)


def read(counts, *, as_of=None, **how):
    return find_series_trends(Record.from_rows({"series": rows_of(counts, **how)}, as_of=as_of),
                              SETTINGS)  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return read(indices(1, rising=(3, 7)), kept=0.9)


def test_rising_series_are_told_and_no_others(found):
    rows = found.trends.to_pylist()
    assert sorted(row["name"] for row in rows) == ["名3", "名7"]
    begin = ZERO + dt.timedelta(days=170)
    for row in rows:
        assert abs(row["first_seen"] - begin) < dt.timedelta(days=4)
        assert begin < row["detected_at"] < begin + dt.timedelta(days=21)
        assert row["terms"] == ["衣"]
        assert row["origin"] == "found"
        assert row["n_notes"] is None


def test_rows_keep_to_the_schema(found):
    assert found.trends.schema == READING["trends"].arrow_schema()
    assert found.days.schema == SERIES_DAYS
    assert set(found.days["trend_id"].to_pylist()) == set(found.trends["trend_id"].to_pylist())
    assert found.missing


def test_as_of_the_moment_of_detection_shows_it_and_the_day_before_does_not(found):
    counts = indices(1, rising=(3, 7))
    for row in found.trends.to_pylist():
        at = row["detected_at"]
        then = read(counts, kept=0.9, as_of=at).trends.to_pylist()
        before = read(counts, kept=0.9, as_of=at - dt.timedelta(days=1)).trends.to_pylist()
        assert [r["detected_at"] for r in then if r["trend_id"] == row["trend_id"]] == [at]
        assert row["trend_id"] not in {r["trend_id"] for r in before}


@pytest.mark.parametrize("seed", range(3))
def test_steady_series_are_not_told(seed):
    assert read(indices(20 + seed)).trends.num_rows == 0


def test_a_season_is_no_trend_once_a_year_is_known_but_is_one_without_it():
    counts = indices(2, days=720, swing=2.0, series=14)
    assert read(counts).trends.num_rows <= 1
    assert read(counts[:, -180:]).trends.num_rows >= 3


def test_missing_days_are_not_zero():
    counts = indices(4, rising=(2,))
    counts[:, ::3] = np.where(np.arange(20)[:, None] == 2, counts[:, ::3], 0.0)
    holes = [r for r in rows_of(counts) if r["value"] > 0 or r["series_id"] == "s2"]
    told = find_series_trends(Record.from_rows({"series": holes}), SETTINGS).trends
    assert told["name"].to_pylist() == ["名2"]


def test_several_counts_a_day_are_averaged_and_order_does_not_matter():
    rows = rows_of(indices(1, rising=(3, 7)))
    twice = rows + [r | {"at": r["at"] + dt.timedelta(hours=5)} for r in rows]
    one = find_series_trends(Record.from_rows({"series": rows}), SETTINGS).trends
    two = find_series_trends(Record.from_rows({"series": twice[::-1]}), SETTINGS).trends
    assert one.drop_columns("detected_at").equals(two.drop_columns("detected_at"))


def test_a_push_before_it_was_told_makes_it_made():
    rows = rows_of(indices(1, rising=(3, 7)))
    push = {"push_id": "p", "subject_id": "s3", "at": ZERO + dt.timedelta(days=160),
            "kind": "boosted"}  # fmt: skip
    told = find_series_trends(Record.from_rows({"series": rows, "pushes": [push]}), SETTINGS)
    assert {r["name"]: r["origin"] for r in told.trends.to_pylist()} == {
        "名3": "made",
        "名7": "found",
    }


def test_no_series_are_said():
    record = Record.from_rows({"notes": [{"note_id": "n", "author_id": "a", "at": ZERO}]})
    none = find_series_trends(record, SETTINGS)
    assert none.trends.num_rows == 0
    assert none.missing
