"""The forecast ledger: every forecast issued, scored when its day has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from isotherm.forecast import score_forecasts
from isotherm.reading.plan import Inputs, Made, Step
from isotherm.schema import READING

__all__ = ["STEP"]


def _run(inputs: Inputs) -> Made:
    earlier = inputs.previous["forecast_ledger"].to_pylist() if inputs.previous else []
    came = {
        (row["trend_id"], row["at"].date()): row["repliers"]
        for row in inputs.tables["trend_days"].to_pylist()
        if row["at"] <= inputs.as_of
    }
    rows = [_score(row, came, inputs.as_of) for row in earlier]
    issued = {(row["subject_id"], row["issued_at"]) for row in rows}
    rows += [
        row
        for row in _issue(inputs.tables["trend_forecasts"], inputs.as_of)
        if (row["subject_id"], row["issued_at"]) not in issued
    ]
    schema = READING["forecast_ledger"].arrow_schema()
    return Made({"forecast_ledger": pa.Table.from_pylist(rows, schema=schema)})


def _issue(forecasts: pa.Table, as_of: dt.datetime) -> list[dict[str, Any]]:
    """A row for each forecast of this reading; its outcome is still to come."""
    return [
        {
            "issued_at": as_of,
            "subject_id": row["trend_id"],
            "horizon": (row["at"].date() - as_of.date()).days,
            "p10": row["p10"],
            "p50": row["p50"],
            "p90": row["p90"],
        }
        for row in forecasts.to_pylist()
    ]


def _score(
    row: dict[str, Any], came: Mapping[tuple[str, dt.date], float], as_of: dt.datetime
) -> dict[str, Any]:
    """Score a forecast whose whole day lies before ``as_of``; a scored one stays as it is."""
    day = row["issued_at"].date() + dt.timedelta(days=row["horizon"])
    outcome = came.get((row["subject_id"], day))
    if row["scored_at"] is not None or outcome is None:
        return row
    scores = score_forecasts([[row["p10"], row["p50"], row["p90"]]], np.array([outcome]))
    return row | {
        "outcome": outcome,
        "scored_at": as_of,
        "pinball": float(scores.pinball[0]),
        "covered": bool(scores.covered[0]),
    }


STEP = Step(
    "forecast_ledger",
    "how earlier forecasts did",
    ("trend_days", "trend_forecasts"),
    ("forecast_ledger",),
    _run,
)
