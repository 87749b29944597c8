"""Forecast: where each trend lives, how it goes on, day by day, and when its best day comes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.forecast import forecast_wave, wave_bank
from isotherm.reading.plan import Inputs, Made, Step
from isotherm.schema import READING
from isotherm.trends import place_trends

__all__ = ["HORIZON_DAYS", "STEP"]

HORIZON_DAYS = 28
_DAY_US = 86_400_000_000


def _run(inputs: Inputs) -> Made:
    trends, days = inputs.tables["trends_found"], inputs.tables["trend_days"]
    bank = wave_bank((), seed=inputs.seed, settings=inputs.settings.forecast)
    rows: list[dict[str, Any]] = []
    peaks: dict[str, list[dt.datetime]] = {}
    began = trends["first_seen"].to_pylist()
    for trend, seen in zip(trends["trend_id"].to_pylist(), began, strict=True):
        own = days.filter(pc.equal(days["trend_id"], trend))
        counts = np.rint(_day_by_day(own))
        last = own["at"][-1].as_py()
        ahead = forecast_wave(counts, HORIZON_DAYS, past=bank, seed=inputs.seed)
        rows += _rows(trend, last, ahead)
        at = (ahead.peak_day_p10, ahead.peak_day_p50, ahead.peak_day_p90)
        # a day is told by its beginning; its noon is surely in it
        noons = [last + dt.timedelta(days=day, hours=12) for day in at]
        peaks[trend] = [max(noon, seen) for noon in noons]
    trends = place_trends(inputs.record, trends, inputs.tables["memberships"])
    forecasts = pa.Table.from_pylist(rows, schema=READING["trend_forecasts"].arrow_schema())
    return Made({"trends": _with_peaks(trends, peaks), "trend_forecasts": forecasts})


def _day_by_day(days: pa.Table) -> npt.NDArray[np.float64]:
    """A trend's curve; a day that was not counted is as the one before."""
    at = days["at"].cast(pa.int64()).to_numpy() // _DAY_US
    counted = np.zeros(int(at[-1] - at[0]) + 1, dtype=np.int64)
    counted[at - at[0]] = np.arange(len(at))
    found: npt.NDArray[np.float64] = days["repliers"].to_numpy()[np.maximum.accumulate(counted)]
    return found


def _rows(trend: str, last: dt.datetime, ahead: Any) -> list[dict[str, Any]]:
    return [
        {
            "trend_id": trend,
            "at": last + dt.timedelta(days=step + 1),
            "p10": float(ahead.p10[step]),
            "p50": float(ahead.p50[step]),
            "p90": float(ahead.p90[step]),
        }
        for step in range(HORIZON_DAYS)
    ]


def _with_peaks(trends: pa.Table, peaks: dict[str, list[dt.datetime]]) -> pa.Table:
    for place, column in enumerate(("peak_p10", "peak_p50", "peak_p90")):
        values = [peaks[trend][place] for trend in trends["trend_id"].to_pylist()]
        field = trends.schema.field(column)
        array = pa.array(values, field.type)
        trends = trends.set_column(trends.column_names.index(column), field, array)
    return trends


STEP = Step(
    "forecast",
    "how high, until when",
    ("trends_found", "trend_days", "memberships"),
    ("trends", "trend_forecasts"),
    _run,
)
