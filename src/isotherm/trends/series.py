"""Trends from ready-made counts: hot lists and search indices, where there are no events."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from isotherm.ledger import Record
from isotherm.schema import READING
from isotherm.text import feeling_of, occasion_of
from isotherm.trends.resonance import ResonanceDetector
from isotherm.trends.settings import TrendSettings
from isotherm.trends.stages import stage_of

__all__ = ["SERIES_DAYS", "SeriesTrends", "find_series_trends"]

SERIES_DAYS = pa.schema(
    [("trend_id", pa.string()), ("at", pa.timestamp("us", tz="UTC")), ("value", pa.float64())]
)
"""A series' curve since its rise began: one row a day on which it was counted."""

Floats = NDArray[np.float64]
_DAY = dt.timedelta(days=1)
_DAY_US = 86_400_000_000
_GUARD = 7  # days
_YEAR = 364  # days: the same weekday a year before
_NEAR = 10  # days on either side that make the same weeks of last year
_LEAST_NEAR = 3  # counts without which last year's weeks are not known
_MOST_SEASON = 5.0
_LEAST_COUNTS = 21  # of a series before it is judged
_LATELY = 28  # days: what has been silent for longer is no row any more


@dataclasses.dataclass(frozen=True)
class SeriesTrends:
    """Series that resonate (peaks still empty), their curves, and what was missing."""

    trends: pa.Table
    days: pa.Table
    missing: tuple[str, ...]


def find_series_trends(record: Record, settings: TrendSettings) -> SeriesTrends:
    """Find which ready-made counts are rising beyond their own normal and season.

    Days are ticks of a ``ResonanceDetector``: several counts of a day are averaged, days without
    one are missing, not zero. A series with a full year behind it is expected to move as it did in
    the same weeks of last year. At most ``error_rate`` of the series told within half a year are
    false. There are no notes or repliers here: their columns stay empty.
    """
    counts = _daily(record)
    if counts is None:
        nothing = ("no dated series: no trends can be seen in ready-made counts",)
        return SeriesTrends(_table([]), SERIES_DAYS.empty_table(), nothing)
    season = counts.season(settings.half_life_days)
    detector = ResonanceDetector(
        counts.ids,
        fdr=settings.error_rate,
        half_life=settings.half_life_days,
        guard=_GUARD,
        burn_in=max(settings.burn_in_days, _LEAST_COUNTS),
    )
    told: dict[int, dict[str, Any]] = {}
    for day in range(counts.values.shape[1]):
        found = detector.update(counts.end_of(day), counts.values[:, day], season=season[:, day])
        for stream in np.flatnonzero(found.told).tolist():
            known = told.get(stream)
            new = found.told_at[stream] == np.datetime64(found.at.replace(tzinfo=None), "us")
            if new and (known is None or day - known["last"] > _LATELY):
                since = _day_of(found.since[stream], counts, day)
                log_e = float(found.log_e[stream])
                told[stream] = {"since": since, "told": day, "log_e": log_e, "last": day}
            elif known is not None and found.sounding[stream]:
                known["last"] = day
    today = counts.values.shape[1] - 1
    live = {s: how for s, how in told.items() if today - how["last"] <= _LATELY}
    rows = [counts.row(stream, how, record) for stream, how in sorted(live.items())]
    return SeriesTrends(_table(rows), counts.curves(live), _say_missing(rows))


@dataclasses.dataclass(frozen=True)
class _Daily:
    """Series by day; NaN where nothing was counted."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    tags: tuple[list[str], ...]
    zero: dt.datetime  # midnight (UTC) of day 0
    values: Floats  # (series, days)
    as_of: dt.datetime

    def end_of(self, day: int) -> dt.datetime:
        """The last microsecond of a day."""
        return self.zero + (day + 1) * _DAY - dt.timedelta(microseconds=1)

    def season(self, half_life: float) -> Floats:
        """How much higher than over the past weeks the same weeks of last year were; else 1.

        Everything it rests on lies more than 11 months back.
        """
        before = _same_weeks(self.values)
        kept = 0.5 ** (1.0 / half_life)
        level = np.zeros((2, len(self.ids)))
        found = np.ones_like(self.values)
        for day in range(_YEAR, self.values.shape[1]):
            past = before[:, day - _GUARD - 1]
            there = ~np.isnan(past)
            level = level * kept + np.stack((np.where(there, past, 0.0), there))
            # A full half-life of last year's weeks must be known before they are believed.
            known = (level[1] >= half_life / 2) & (level[0] > 0) & ~np.isnan(before[:, day])
            usual = level[0] / np.maximum(level[1], 1e-12)
            ratio = before[:, day] / np.where(known, usual, 1.0)
            found[:, day] = np.where(known, np.clip(ratio, 1 / _MOST_SEASON, _MOST_SEASON), 1.0)
        return found

    def row(self, stream: int, how: dict[str, Any], record: Record) -> dict[str, Any]:
        """One row of ``trends``."""
        curve = np.nan_to_num(self._curve(stream, how["since"]))
        began = self.zero + how["since"] * _DAY
        today = self.values.shape[1] - 1
        names = {_trend_id(self.ids[stream]), self.ids[stream], self.names[stream]}
        said = [" ".join([self.names[stream], *self.tags[stream]])]
        return {
            "trend_id": _trend_id(self.ids[stream]),
            "name": self.names[stream],
            "terms": self.tags[stream],
            "stratum_ids": [],
            "origin": "made" if _pushed(record, names, self.end_of(how["told"])) else "found",
            "stage": stage_of(curve, days_since_detected=today - how["told"]),
            "first_seen": began,
            "detected_at": min(self.end_of(how["told"]), self.as_of),
            "log_e": how["log_e"],
            "feeling": feeling_of(said).name,
            "occasion": occasion_of(said),
            "note_ids": [],
        }

    def curves(self, told: dict[int, dict[str, Any]]) -> pa.Table:
        """The days of the series that were told (SERIES_DAYS)."""
        rows = [
            {
                "trend_id": _trend_id(self.ids[stream]),
                "at": self.end_of(how["since"] + step - 1),
                "value": value,
            }
            for stream, how in told.items()
            for step, value in enumerate(self.values[stream, how["since"] :].tolist())
            if not np.isnan(value)
        ]
        table = pa.Table.from_pylist(rows, schema=SERIES_DAYS)
        return table.sort_by([("trend_id", "ascending"), ("at", "ascending")])

    def _curve(self, stream: int, since: int) -> Floats:
        """Values since a day; a missing one repeats the one before."""
        values = self.values[stream, since:]
        there = np.maximum.accumulate(np.where(np.isnan(values), 0, np.arange(len(values))))
        return values[there]


def _daily(record: Record) -> _Daily | None:
    series = record.table("series")
    chosen = series.filter(series["at"].notnull() & series.value.notnull() & (series.value >= 0))
    rows = record.collect(chosen, order_by=("series_id", "at"))
    if rows.num_rows == 0:
        return None
    ids = sorted(set(rows["series_id"].to_pylist()))
    place = {name: number for number, name in enumerate(ids)}
    stream = np.array([place[name] for name in rows["series_id"].to_pylist()])
    moment = rows["at"].cast(pa.int64()).to_numpy() // _DAY_US
    first = int(moment.min())
    days = int(moment.max()) - first + 1
    flat = stream * days + (moment - first)
    size = len(ids) * days
    number = np.bincount(flat, minlength=size)
    total = np.bincount(flat, weights=rows["value"].to_numpy(), minlength=size)
    values = np.where(number > 0, total / np.maximum(number, 1), np.nan)
    said = dict(zip(rows["series_id"].to_pylist(), rows.to_pylist(), strict=True))
    return _Daily(
        ids=tuple(ids),
        names=tuple(said[name]["name"] or name for name in ids),
        tags=tuple(said[name]["tags"] or [] for name in ids),
        zero=dt.datetime.fromtimestamp(first * 86_400, tz=dt.UTC),
        values=values.reshape(len(ids), days),
        as_of=record.as_of,
    )


def _same_weeks(values: Floats) -> Floats:
    """For each day the mean of three weeks around it a year before, NaN where too little is."""
    there = ~np.isnan(values)
    sums = np.cumsum(np.pad(np.where(there, values, 0.0), ((0, 0), (1, 0))), axis=1)
    counts = np.cumsum(np.pad(there, ((0, 0), (1, 0))), axis=1)
    days = values.shape[1]
    middle = np.arange(days) - _YEAR
    low, high = np.clip(middle - _NEAR, 0, days), np.clip(middle + _NEAR + 1, 0, days)
    number = counts[:, high] - counts[:, low]
    enough = (number >= _LEAST_NEAR) & (middle >= _NEAR)
    return np.where(enough, (sums[:, high] - sums[:, low]) / np.maximum(number, 1), np.nan)


def _day_of(moment: np.datetime64, counts: _Daily, day: int) -> int:
    """The number of the day of a moment; of none, ``day``."""
    if np.isnat(moment):
        return day
    zero = np.datetime64(counts.zero.replace(tzinfo=None), "us")
    return int((moment - zero) // np.timedelta64(1, "D"))


def _pushed(record: Record, names: set[str], until: dt.datetime) -> bool:
    """Whether the operator named, briefed or boosted it before it was told."""
    pushes = record.table("pushes")
    early = pushes.filter(pushes["at"].notnull() & (pushes["at"] <= until))
    subjects = record.collect(early.select("subject_id"), order_by=("subject_id",))["subject_id"]
    return not names.isdisjoint(subjects.to_pylist())


def _trend_id(series_id: str) -> str:
    return "t-" + hashlib.blake2b(f"series\n{series_id}".encode(), digest_size=5).hexdigest()


def _say_missing(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    if not rows:
        return ()
    return ("trends of ready-made series know no notes, repliers or orders",)


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    schema = READING["trends"].arrow_schema()
    table = pa.Table.from_pylist(
        [{name: row.get(name) for name in schema.names} for row in rows], schema=schema
    )
    return table.sort_by("trend_id")
