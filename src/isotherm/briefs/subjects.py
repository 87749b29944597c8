"""A subject: the need or the trend a brief is about, with what it takes to write it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping, Sequence, Set
from typing import Any, Literal

import numpy as np
import orjson
import pyarrow as pa

__all__ = ["Borrowed", "Subject", "pieces_per_asker", "subjects_of_needs", "subjects_of_trends"]

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
    reviewed: bool = False
    """Whether a person looked at it and let merchants be told of what is sensitive in it."""
    supply: int | None = None
    filled: float | None = None
    """Upper end of the share of askers who were served."""
    feeling: str = ""
    occasion: str = ""
    stage: str = ""
    peaks: tuple[dt.datetime | None, dt.datetime | None, dt.datetime | None] = (None, None, None)
    half_to_come: dt.datetime | None = None
    """Of a trend, when half of those who will still answer have answered."""


@dataclasses.dataclass(frozen=True)
class Borrowed:
    """What the size of a trend may lean on where its own sales say nothing yet."""

    pieces_per_asker: float = 0.0
    """Kept pieces that one who asks would be worth if served, as the needs tell it."""
    pieces_per_cart: float = 0.0
    """Kept pieces for each cart of the community."""
    attributed: Literal["known", "unknown"] = "known"
    """Whether orders say which note they came from: if not, none is no sign of no sales."""


@dataclasses.dataclass(frozen=True)
class _Ahead:
    """Independent repliers over the days to come, and when half of them have come."""

    people: tuple[float, float, float]
    half: dt.datetime


def subjects_of_needs(needs: pa.Table, passed: Set[str] = frozenset()) -> list[Subject]:
    """The needs that may be shown: those that need no review, and those that ``passed`` one."""
    found = []
    for row in needs.to_pylist():
        subject = _of_need(row)
        if row["review"] == "none":
            found.append(subject)
        elif subject.subject_id in passed:
            found.append(dataclasses.replace(subject, reviewed=True))
    return found


def subjects_of_trends(
    trends: pa.Table, forecasts: pa.Table, *, as_of: dt.datetime, borrowed: Borrowed | None = None
) -> list[Subject]:
    """The trends that are not over, with the pieces their days to come would keep.

    A trend whose own sales say nothing yet leans on what is ``borrowed``: a young one whose people
    ask for goods nobody offers cannot have sold any, nor can sales be seen that no order tells of.
    """
    rows = [row for row in trends.to_pylist() if row["stage"] != "fading"]
    usual = _usual_conversion(trends.to_pylist())
    ahead = _repliers_ahead(forecasts, as_of)
    found = []
    for row in rows:
        conversion = _conversion(row, usual, borrowed or Borrowed())
        to_come = ahead.get(row["trend_id"])
        kept = _kept_of_trend(row, to_come.people if to_come else None, conversion)
        found.append(_of_trend(row, kept, to_come.half if to_come else None))
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


def _of_trend(
    row: Mapping[str, Any], kept: tuple[float, float, float], half_to_come: dt.datetime | None
) -> Subject:
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
        half_to_come=half_to_come,
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
    row: Mapping[str, Any], usual: tuple[float, float] | None, borrowed: Borrowed
) -> tuple[float, float] | None:
    """The middle and the log spread of kept pieces a replier.

    Its own where it sold. Else, while it is young or where no order tells of its note, what its
    people ask for and put in carts comes to, or the middle one of the community's trends, three
    times as high or as low; else the conversions its own interval allows.
    """
    rate, low, high = row["conversion"], row["conversion_low"], row["conversion_high"]
    if rate and high is not None:
        return rate, math.log(max(high, rate) / max(low or 0.0, rate / 30)) / (2 * _Z95)
    unseen = rate is None or high is None or borrowed.attributed == "unknown"
    wanted = (row["asks"] or 0) * borrowed.pieces_per_asker
    wanted += (row["carts"] or 0) * borrowed.pieces_per_cart
    people = max(row["reply_n_eff"] or 0.0, 1.0)
    if wanted > 0 and (unseen or row["stage"] in _YOUNG):
        return min(wanted / people, 1.0), _WIDE
    if unseen:
        return usual
    return (high / 4, _WIDE) if high > 0 else None


def _usual_conversion(rows: Sequence[Mapping[str, Any]]) -> tuple[float, float] | None:
    """The community's own middle conversion, with a wide spread."""
    known = [row["conversion"] for row in rows if row["conversion"]]
    return (float(np.median(known)), _WIDE) if known else None


def _repliers_ahead(forecasts: pa.Table, as_of: dt.datetime) -> dict[str, _Ahead]:
    """Independent repliers over the days to come, low, middle and high, by trend."""
    days: dict[str, dict[dt.datetime, tuple[float, ...]]] = {}
    for row in forecasts.to_pylist():
        if row["at"] > as_of:
            counts = tuple(max(row[name] or 0.0, 0.0) for name in ("p10", "p50", "p90"))
            days.setdefault(row["trend_id"], {})[row["at"]] = counts
    return {trend: _sum_ahead(own) for trend, own in days.items()}


def _sum_ahead(days: Mapping[dt.datetime, tuple[float, ...]]) -> _Ahead:
    order = sorted(days)
    counts = np.array([days[at] for at in order])
    low, middle, high = (float(total) for total in counts.sum(axis=0))
    upto = np.cumsum(counts[:, 1])
    return _Ahead((low, middle, high), order[int(np.argmax(upto >= middle / 2))])
