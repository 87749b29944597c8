"""From a record to its trends: the whole path of a resonance."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from isotherm.inference import beta_interval
from isotherm.ledger import Record
from isotherm.schema import READING
from isotherm.text import feeling_of, name_groups, occasion_of
from isotherm.trends.candidates import Candidates, gather_candidates
from isotherm.trends.channel import Channel
from isotherm.trends.follow import follow_up
from isotherm.trends.heard import Heard, dated_notes, hear
from isotherm.trends.naming import terms_of_waves
from isotherm.trends.ordinary import ordinary_notes
from isotherm.trends.origin import origin_of
from isotherm.trends.settings import TrendSettings
from isotherm.trends.stages import stage_of, surge_day
from isotherm.trends.strata_of import place_trends
from isotherm.trends.telling import Wave
from isotherm.trends.waves import WaveFinder

__all__ = [
    "TREND_DAYS",
    "TrendsFound",
    "find_candidates",
    "find_trends",
    "judge_candidates",
    "place_trends",
]

TREND_DAYS = pa.schema(
    [
        ("trend_id", pa.string()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("repliers", pa.float64()),
        ("notes", pa.int64()),
    ]
)
"""A trend's curve: independent repliers heard for the first time, and notes, day by day.

Of a ready-made series: its value, and no notes."""


@dataclasses.dataclass(frozen=True)
class TrendsFound:
    """The trends of a reading (peaks still empty), their curves, and what was missing."""

    trends: pa.Table
    days: pa.Table
    missing: tuple[str, ...]


def find_trends(
    record: Record, *, coordinated: pa.Table, memberships: pa.Table, settings: TrendSettings
) -> TrendsFound:
    """Find what is warming up: templates of ordinary authors, answered by independent people.

    ``coordinated`` and ``memberships`` are tables of a reading. A trend is published when the
    evidence of its notes reaches log(4 n / error_rate), n being how many candidates of its source
    (template, title, tag or phrase) there were by then: the four share the error, which bounds
    the chance that anything told was usual by ``error_rate`` (Ville's inequality over
    e-processes). Most of its notes and repliers are ordinary and their own, and the record shows
    that it was not there before for as long as it is.
    """
    candidates = find_candidates(record, settings)
    found = judge_candidates(record, candidates, coordinated=coordinated, settings=settings)
    return dataclasses.replace(found, trends=place_trends(record, found.trends, memberships))


def find_candidates(record: Record, settings: TrendSettings) -> pa.Table:
    """What a trend might run on, told by what notes say alone: source, notes.

    Notes are numbered in order of time. The first part of :func:`find_trends`, for those who
    have other work to do beside it.
    """
    return gather_candidates(dated_notes(record), settings).as_table()


def judge_candidates(
    record: Record, candidates: pa.Table, *, coordinated: pa.Table, settings: TrendSettings
) -> TrendsFound:
    """Which candidates are trends; the second part of :func:`find_trends`, without strata."""
    heard = hear(record, coordinated)
    if heard is None:
        nothing = ("no dated notes with responses: no trends can be seen",)
        return TrendsFound(_empty("trends"), TREND_DAYS.empty_table(), nothing)
    ordinary, missing = ordinary_notes(heard, settings)
    # what a group writes neither carries a wave nor drowns one that it copies
    own = Candidates.of_table(candidates).without(heard.pushed, least=settings.least_authors)
    waves = _find_waves(heard, ordinary, own, settings)
    rows = [_measure(heard, wave, ordinary) for wave in waves]
    _say_words(heard, waves, rows)
    _say_what_followed(record, rows)
    origins = origin_of(record, heard, waves, rows)
    for row, origin in zip(rows, origins, strict=True):
        row.update(origin=origin, stratum_ids=[])
    return TrendsFound(_table(rows), _curves(heard, waves, rows), missing)


def _find_waves(
    heard: Heard, ordinary: NDArray[np.bool_], candidates: Candidates, settings: TrendSettings
) -> list[Wave]:
    kinds = [heard.replies]
    if heard.kind == "reply" and len(heard.all.note) > len(heard.replies.note):
        kinds.append(heard.all)
    channels = tuple(
        Channel.of(heard, k, burn_in=settings.burn_in_days, settings=settings) for k in kinds
    )
    return WaveFinder(heard, channels, ordinary, settings).find(candidates)


def _measure(heard: Heard, wave: Wave, ordinary: NDArray[np.bool_]) -> dict[str, Any]:
    """What is counted of a wave."""
    ids = heard.notes["note_id"]
    curve = wave_curve(heard, wave)
    _, by_author = np.unique(heard.author[wave.notes], return_counts=True)
    actors, weights = _repliers(heard, wave)
    seed = ids[wave.seed].as_py()
    return {
        "trend_id": "t-" + hashlib.blake2b(seed.encode(), digest_size=5).hexdigest(),
        "stage": stage_of(curve, days_since_detected=heard.last_day - wave.detected),
        "first_seen": heard.notes["at"][int(wave.notes[0])].as_py(),
        "detected_at": min(_end_of(heard, wave.detected), heard.as_of),
        "log_e": wave.log_e,
        "n_notes": len(wave.notes),
        "n_eff": float(by_author.sum() ** 2 / (by_author**2).sum()),
        "reply_n_eff": float(weights.sum()),
        "ordinary_share": float(ordinary[wave.notes].mean()),
        "organic_share": float((weights >= 1.0).mean()) if len(actors) else 0.0,
        "note_ids": ids.take(pa.array(wave.notes)).to_pylist(),
        "surge": _end_of(heard, int(heard.day[wave.notes[0]]) + surge_day(curve)),
    }


def wave_curve(heard: Heard, wave: Wave) -> NDArray[np.float64]:
    """Independent repliers a day, each counted on the day first heard; whole days from its first
    note on, and that day at the least.
    """
    rows, _ = heard.replies.of(wave.notes)
    order = rows[np.lexsort((heard.replies.day[rows], heard.replies.actor[rows]))]
    actor, day = heard.replies.actor[order], heard.replies.day[order]
    weight = heard.replies.weight[order]
    first = np.concatenate(([True], actor[1:] != actor[:-1])) if len(actor) else actor == 0
    since = int(heard.day[wave.notes[0]])
    days = np.maximum(day[first] - since, 0)
    known = max(heard.last_whole_day - since + 1, 1)
    curve = np.bincount(days, weights=weight[first], minlength=known)[:known]
    return curve.astype(np.float64)


def _repliers(heard: Heard, wave: Wave) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    rows, _ = heard.replies.of(wave.notes)
    actors, first = np.unique(heard.replies.actor[rows], return_index=True)
    return actors, heard.replies.weight[rows][first]


def _say_words(heard: Heard, waves: list[Wave], rows: list[dict[str, Any]]) -> None:
    """Name the waves by what sets their notes apart from all others."""
    columns = (heard.notes[name].to_pylist() for name in ("title", "body", "tags"))
    said = [f"{t or ''}\n{b or ''}\n{' '.join(g or [])}" for t, b, g in zip(*columns, strict=True)]
    labels = terms_of_waves(said, [wave.notes for wave in waves])
    for wave, row, terms, name in zip(waves, rows, labels, name_groups(labels), strict=True):
        own = [said[note] for note in wave.notes]
        row.update(name=name, terms=terms)
        row.update(feeling=feeling_of(own).name, occasion=occasion_of(own))


def _say_what_followed(record: Record, rows: list[dict[str, Any]]) -> None:
    pairs = [(row["trend_id"], note) for row in rows for note in row["note_ids"]]
    names, notes = zip(*pairs, strict=True) if pairs else ((), ())
    table = pa.table(
        {"trend_id": pa.array(names, pa.string()), "note_id": pa.array(notes, pa.string())}
    )
    counts = follow_up(record, table) if pairs else {}
    for row in rows:
        row.update(counts[row["trend_id"]])
        row.update(_conversion(row["kept_units"], row["reply_n_eff"]))


def _conversion(kept: int | None, repliers: float) -> dict[str, float | None]:
    """Kept pieces per independent replier, with its interval; nothing where none can be known."""
    if kept is None:
        return {"conversion": None, "conversion_low": None, "conversion_high": None}
    trials = max(repliers, kept, 1.0)
    low, high = beta_interval(kept, trials)
    return {
        "conversion": kept / trials,
        "conversion_low": float(low),
        "conversion_high": float(high),
    }


def _curves(heard: Heard, waves: list[Wave], rows: list[dict[str, Any]]) -> pa.Table:
    parts = []
    for wave, row in zip(waves, rows, strict=True):
        curve = wave_curve(heard, wave)
        since = int(heard.day[wave.notes[0]])
        notes = np.bincount(heard.day[wave.notes] - since, minlength=len(curve))[: len(curve)]
        at = [_end_of(heard, since + step - 1) for step in range(len(curve))]
        parts += [
            {"trend_id": row["trend_id"], "at": a, "repliers": float(y), "notes": int(n)}
            for a, y, n in zip(at, curve, notes, strict=True)
        ]
    table = pa.Table.from_pylist(parts, schema=TREND_DAYS)
    return table.sort_by([("trend_id", "ascending"), ("at", "ascending")])


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    schema = READING["trends"].arrow_schema()
    table = pa.Table.from_pylist(
        [{name: row.get(name) for name in schema.names} for row in rows], schema=schema
    )
    return table.sort_by("trend_id")


def _empty(name: str) -> pa.Table:
    return READING[name].arrow_schema().empty_table()


def _end_of(heard: Heard, day: int) -> dt.datetime:
    """The last microsecond of a day; of day -1, midnight of day 0 but for a microsecond."""
    return heard.zero + dt.timedelta(days=day + 1) - dt.timedelta(microseconds=1)
