"""Trends and forecasts of a reading, from ready-made counts, with notes and without."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from isotherm.ledger import Record
from isotherm.reading.plan import Inputs
from isotherm.reading.settings import ReadingSettings
from isotherm.reading.steps import candidates, forecast, trends
from isotherm.schema import READING

ZERO = dt.datetime(2024, 1, 1, 3, tzinfo=dt.UTC)
DAYS = 120


def series(*, rising=True):
    """Three search indices counted nine days in ten; the first doubles in the last weeks."""
    rng = np.random.default_rng(1)
    mean = np.full((3, DAYS), 200.0)
    if rising:
        mean[0, 95:] *= 2.0
    counts = rng.poisson(mean)
    return [
        {"series_id": f"s{s}", "at": ZERO + dt.timedelta(days=day), "value": float(counts[s, day]),
         "name": f"春天{s}", "tags": ["亮色"]}
        for s in range(3) for day in range(DAYS) if day % 10
    ]  # fmt: skip


def resonance():
    """Everyday notes, and fifteen on one template that many people answer."""
    rng = np.random.default_rng(2)
    signs = list("的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自")
    notes, replies = [], []
    for number in range(315):
        warm = number >= 300
        day = 60 + (number - 300) * 0.8 if warm else float(rng.uniform(0, DAYS - 5))
        said = "".join(rng.choice(signs, 4 if warm else 20))
        text = f"今年春天想穿一件亮色的西装去上班{said}" if warm else said
        at = ZERO + dt.timedelta(days=day)
        notes.append({"note_id": f"n{number}", "author_id": f"a{number}", "at": at, "body": text})
        for actor in rng.choice(900, 25 if warm else rng.poisson(2.0), replace=False).tolist():
            replies.append(
                {"reply_id": f"r{len(replies)}", "note_id": f"n{number}", "actor_id": f"b{actor}",
                 "at": at + dt.timedelta(days=float(rng.exponential(1.0))), "text": "好看"}
            )  # fmt: skip
    return {"notes": notes, "replies": replies}


def read(tables):
    record = Record.from_rows(tables, as_of=ZERO + dt.timedelta(days=DAYS))
    empty = {
        name: READING[name].arrow_schema().empty_table() for name in ("coordinated", "memberships")
    }
    shared = candidates.STEP.run(Inputs(record, empty, {}, ReadingSettings(), 0)).tables
    first = trends.STEP.run(Inputs(record, empty | dict(shared), {}, ReadingSettings(), 0))
    found = empty | dict(first.tables)
    then = forecast.STEP.run(Inputs(record, found, {}, ReadingSettings(), 0))
    return first, then


@pytest.fixture(scope="module", name="both")
def notes_and_series():
    return read(resonance() | {"series": series()})


def test_a_ledger_of_counts_alone_has_trends_and_forecasts():
    first, then = read({"series": series()})
    (row,) = then.tables["trends"].to_pylist()
    assert (row["name"], row["terms"], row["note_ids"]) == ("春天0", ["亮色"], [])
    assert row["peak_p10"] <= row["peak_p50"] <= row["peak_p90"]
    assert then.tables["trends"].schema == READING["trends"].arrow_schema()
    ahead = then.tables["trend_forecasts"].to_pylist()
    assert len(ahead) == forecast.HORIZON_DAYS
    assert all(day["p10"] <= day["p50"] <= day["p90"] for day in ahead)
    assert 150 < ahead[0]["p50"] < 600
    assert any("notes" in line for line in first.missing)


def test_counts_that_do_not_rise_are_no_trends():
    first, _ = read({"series": series(rising=False)})
    assert first.tables["trends_found"].num_rows == 0


def test_trends_of_notes_and_of_counts_stand_side_by_side(both):
    first, then = both
    rows = then.tables["trends"].to_pylist()
    assert [row["trend_id"] for row in rows] == sorted(row["trend_id"] for row in rows)
    assert sorted(bool(row["note_ids"]) for row in rows) == [False, True]
    days = first.tables["trend_days"].to_pylist()
    order = [(day["trend_id"], day["at"]) for day in days]
    assert order == sorted(order)
    assert len(then.tables["trend_forecasts"]) == 2 * forecast.HORIZON_DAYS


def test_counts_change_nothing_of_the_trends_of_notes(both):
    alone, _ = read(resonance())
    (row,) = alone.tables["trends_found"].to_pylist()
    assert row in both[0].tables["trends_found"].to_pylist()


def test_a_day_that_was_not_counted_is_as_the_one_before(both):
    days = both[0].tables["trend_days"]
    (name,) = [r["trend_id"] for r in both[1].tables["trends"].to_pylist() if not r["note_ids"]]
    own = days.filter([row == name for row in days["trend_id"].to_pylist()])
    known = {row["at"].date(): row["repliers"] for row in own.to_pylist()}
    curve = forecast._day_by_day(own)
    first, last = min(known), max(known)
    assert len(curve) == (last - first).days + 1 > len(known)
    for step, value in enumerate(curve.tolist()):
        day = first + dt.timedelta(days=step)
        while day not in known:
            day -= dt.timedelta(days=1)
        assert value == known[day]
