"""A subject: the need or the trend a brief is about, with what it takes to write it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

__all__ = ["Subject", "pieces_per_asker", "subjects_of_needs", "subjects_of_trends"]

_Z90 = 1.2816  # a normal's 10% and 90% quantiles, in standard deviations
_Z95 = 1.6449
_YOUNG = ("emerging", "growing")  # before goods can have followed
_WIDE = math.log(3.0) / _Z90  # a borrowed conversion may be three times as high or as low


@dataclasses.dataclass(frozen=True)
class Subject:
    """A need or a trend in one form. ``words`` find goods and are never shown."""

    kind: str
    subject_id: str
    origin: str
    strata: tuple[str, ...]
    words: tuple[str, ...]
    people: float
    kept: tuple[float, float, float]
    """Kept pieces, 10%, 50% and 90%."""
    log_e: float
    evidence: tuple[str, ...]
    """Ids of the asks or notes it rests on."""
    faults: Mapping[str, float]
    supply: int | None = None
    filled: float | None = None
    """Upper end of the share of askers who were served."""
    feeling: str = ""
    occasion: str = ""
    stage: str = ""
    peaks: tuple[dt.datetime | None, dt.datetime | None, dt.datetime | None] = (None, None, None)


def subjects_of_needs(needs: pa.Table) -> list[Subject]:
    """The needs that may be shown: those that no review holds back."""
    return [_of_need(row) for row in needs.to_pylist() if row["review"] == "none"]


def subjects_of_trends(
    trends: pa.Table, forecasts: pa.Table, *, as_of: dt.datetime, pieces_per_asker: float = 0.0
) -> list[Subject]:
    """The trends that are not over, with the pieces their days to come would keep.

    ``pieces_per_asker`` is what one who asks would keep if served, as the needs tell it: a young
    trend whose people ask for goods nobody offers yet cannot have sold any.
    """
    rows = [row for row in trends.to_pylist() if row["stage"] != "fading"]
    usual = _usual_conversion(trends.to_pylist())
    ahead = _repliers_ahead(forecasts, as_of)
    found = []
    for row in rows:
        conversion = _conversion(row, usual, pieces_per_asker)
        kept = _kept_of_trend(row, ahead.get(row["trend_id"]), conversion)
        found.append(_of_trend(row, kept))
    return found


def pieces_per_asker(needs: pa.Table) -> float:
    """Kept pieces that one more asker served is worth, the middle one of the needs; 0 without."""
    rows = needs.select(["unmet_units", "askers"]).to_pylist()
    shares = [(row["unmet_units"] or 0.0) / row["askers"] for row in rows if row["askers"]]
    return float(np.median(shares)) if shares else 0.0


def _of_need(row: Mapping[str, Any]) -> Subject:
    middle, narrow = row["unmet_units"] or 0.0, _Z90 / _Z95
    low = middle - narrow * (middle - (row["unmet_low"] or 0.0))
    high = middle + narrow * ((row["unmet_high"] or 2 * middle) - middle)
    return Subject(
        kind="need",
        subject_id=row["need_id"],
        origin="found",
        strata=(row["stratum_id"],) if row["stratum_id"] else (),
        words=(row["name"] or "", *(row["terms"] or ())),
        people=row["askers"] or 0.0,
        kept=(max(low, 0.0), middle, max(high, middle)),
        log_e=row["log_e"] or 0.0,
        evidence=tuple(row["evidence"] or ()),
        faults=orjson.loads(row["why"] or "{}"),
        supply=row["supply"],
        filled=row["satisfied_high"],
    )


def _of_trend(row: Mapping[str, Any], kept: tuple[float, float, float]) -> Subject:
    return Subject(
        kind="trend",
        subject_id=row["trend_id"],
        origin=row["origin"] or "found",
        strata=tuple(row["stratum_ids"] or ()),
        words=(row["name"] or "", *(row["terms"] or ())),
        people=row["reply_n_eff"] or 0.0,
        kept=kept,
        log_e=row["log_e"] or 0.0,
        evidence=tuple(row["note_ids"] or ()),
        faults={},
        feeling=row["feeling"] or "",
        occasion=row["occasion"] or "",
        stage=row["stage"] or "",
        peaks=(row["peak_p10"], row["peak_p50"], row["peak_p90"]),
    )


def _kept_of_trend(
    row: Mapping[str, Any],
    ahead: tuple[float, float, float] | None,
    conversion: tuple[float, float] | None,
) -> tuple[float, float, float]:
    """Repliers to come times conversion, both read as lognormal; days rise and fall together."""
    people = ahead or _as_wide_as_known(row["reply_n_eff"] or 0.0)
    if people[1] <= 0 or conversion is None:
        return (0.0, 0.0, 0.0)
    spread = math.log(max(people[2], people[1]) / max(min(people[0], people[1]), 1e-3)) / (2 * _Z90)
    sigma = math.hypot(spread, conversion[1])
    middle = people[1] * conversion[0]
    return tuple(middle * math.exp(z * sigma) for z in (-_Z90, 0.0, _Z90))  # type: ignore[return-value]  # three of them


def _as_wide_as_known(so_far: float) -> tuple[float, float, float]:
    """Without a forecast: as many again as so far, a third or three times that."""
    return (so_far / 3, so_far, so_far * 3)


def _conversion(
    row: Mapping[str, Any], usual: tuple[float, float] | None, pieces_per_asker: float
) -> tuple[float, float] | None:
    """The middle and the log spread of kept pieces a replier.

    A trend without any conversion borrows the middle one of its community, three times as high or
    as low. One that never sold has the conversions its own interval allows; but while it is young,
    what its people ask for counts, for one cannot buy what is not there yet.
    """
    rate, low, high = row["conversion"], row["conversion_low"], row["conversion_high"]
    if rate is None or high is None:
        return usual
    if rate > 0:
        return rate, math.log(max(high, rate) / max(low or 0.0, rate / 30)) / (2 * _Z95)
    asked = min((row["asks"] or 0) / max(row["reply_n_eff"] or 0.0, 1.0), 1.0)
    if row["stage"] in _YOUNG and asked * pieces_per_asker > 0:
        return asked * pieces_per_asker, _WIDE
    return (high / 4, _WIDE) if high > 0 else None


def _usual_conversion(rows: Sequence[Mapping[str, Any]]) -> tuple[float, float] | None:
    """The community's own middle conversion, with a wide spread."""
    known = [row["conversion"] for row in rows if row["conversion"]]
    return (float(np.median(known)), _WIDE) if known else None


def _repliers_ahead(
    forecasts: pa.Table, as_of: dt.datetime
) -> dict[str, tuple[float, float, float]]:
    """Independent repliers over the days to come, low, middle and high, by trend."""
    sums: dict[str, list[float]] = {}
    for row in forecasts.to_pylist():
        if row["at"] > as_of:
            total = sums.setdefault(row["trend_id"], [0.0, 0.0, 0.0])
            for place, name in enumerate(("p10", "p50", "p90")):
                total[place] += max(row[name] or 0.0, 0.0)
    return {trend: (low, middle, high) for trend, (low, middle, high) in sums.items()}
