"""What is warming up: planted rises found early, beside CUSUM, ratios, z-scores and bursts.

Streams of daily counts with weekdays and luck, some of which rise to a peak; every peer's line is
set on other null streams so that as many of them alarm falsely as it allows itself. Or, with
--world DIR, trends of a simulated community against its truth, peers told as many as we told.
The Numenta benchmark has a script of its own: nab.py.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from _door import door, missing, show
from isotherm.trends import ResonanceDetector

Floats = npt.NDArray[np.float64]
_SINCE = 60  # days: rises begin later, and nobody's alarms count earlier
_GUARD, _WINDOW = 7, 28


def plant(
    *, seed: int, streams: int, rising: int, days: int
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Counts (streams, days), and the day of each rising stream's peak; those come first."""
    rng = np.random.default_rng(seed)
    level = np.exp(rng.normal(1.6, 0.9, streams))[:, None]
    t = np.arange(days)
    mean = level * (1 + 0.25 * np.sin(2 * np.pi * (t + rng.integers(0, 7, (streams, 1))) / 7))
    peak = rng.integers(_SINCE + 50, days - 5, rising)
    width = rng.uniform(10, 20, (rising, 1))
    height = rng.uniform(3, 10, (rising, 1))
    mean[:rising] *= 1 + height * np.exp(-0.5 * ((t - peak[:, None]) / width) ** 2)
    return rng.poisson(mean * rng.gamma(5, 0.2, (streams, days))).astype(np.float64), peak


def ours(counts: Floats) -> tuple[Floats, Floats]:
    """The day each stream was told (infinite where it never was), and its evidence by day."""
    detector = ResonanceDetector(len(counts), horizon=counts.shape[1])
    zero = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    told, evidence = np.full(len(counts), np.inf), np.zeros_like(counts)
    for day in range(counts.shape[1]):
        found = detector.update(zero + dt.timedelta(days=day), counts[:, day])
        evidence[:, day] = found.log_e
        told[np.isinf(told) & found.told] = day
    return told, evidence


def _usual(counts: Floats) -> tuple[Floats, Floats]:
    """Mean and variance over 28 days that ended a week before; NaN in the first five weeks."""
    mean, variance = np.full_like(counts, np.nan), np.full_like(counts, np.nan)
    for day in range(_WINDOW + _GUARD, counts.shape[1]):
        past = counts[:, day - _WINDOW - _GUARD : day - _GUARD]
        mean[:, day], variance[:, day] = past.mean(axis=1), past.var(axis=1)
    return np.maximum(mean, 0.1), variance


def _recent(counts: Floats) -> Floats:
    sums = np.cumsum(np.pad(counts, ((0, 0), (7, 0))), axis=1)
    return (sums[:, 7:] - sums[:, :-7]) / 7


def _cumulate(steps: Floats) -> Floats:
    total, found = np.zeros(len(steps)), np.zeros_like(steps)
    for day in range(steps.shape[1]):
        total = np.maximum(total + np.nan_to_num(steps[:, day]), 0)
        found[:, day] = total
    return found


def cusum(counts: Floats) -> Floats:
    """Negative-binomial CUSUM for a doubling."""
    mean, variance = _usual(counts)
    size = np.clip(mean**2 / np.maximum(variance - mean, 1e-3), 0.2, 1e3)
    shift = (counts + size) * np.log((size + mean) / (size + 2 * mean))
    return _cumulate(counts * np.log(2) + shift)


def burst(counts: Floats) -> Floats:
    """Kleinberg's two states, told online: how much cheaper the burst (twice the rate) is."""
    mean, _ = _usual(counts)
    return _cumulate(counts * np.log(2) - mean)


def ratio(counts: Floats) -> Floats:
    return np.nan_to_num((_recent(counts) + 1) / (_usual(counts)[0] + 1))


def z_score(counts: Floats) -> Floats:
    mean, variance = _usual(counts)
    return np.nan_to_num((_recent(counts) - mean) / np.sqrt(np.maximum(variance / 7, 0.1)))


def fixed_count(counts: Floats) -> Floats:
    """The trade's way: a week's count over one line for all."""
    return _recent(counts)


PEERS: dict[str, Callable[[Floats], Floats]] = {
    "nb-cusum": cusum,
    "burst (kleinberg)": burst,
    "7/28 ratio": ratio,
    "z-score": z_score,
    "fixed count": fixed_count,
}


def first_alarm(score: Floats, line: float) -> Floats:
    """The first day on which a stream's score reaches the line, after the first 60 days."""
    over = score[:, _SINCE:] >= line
    return np.where(over.any(axis=1), over.argmax(axis=1) + _SINCE, np.inf)


def judge(name: str, told: Floats, peak: npt.NDArray[np.int64], seconds: float) -> dict[str, Any]:
    """False share of what was told, share of rises found by their peak, days ahead of it."""
    rising = len(peak)
    early = told[:rising] <= peak
    lead = (peak - told[:rising])[early]
    wrong = np.isfinite(told[rising:]).sum()
    return {
        "name": name,
        "false_discovery": float(wrong / max(1, wrong + np.isfinite(told[:rising]).sum())),
        "false_streams": float(wrong / max(1, len(told) - rising)),
        "recall": float(early.mean()),
        "lead_days": float(np.median(lead)) if len(lead) else None,
        # Rises not told by their peak count as no lead at all: fair between finders.
        "lead_days_all": float(np.median(np.where(early, peak - told[:rising], 0.0))),
        "seconds": seconds,
    }


def planted_rows(args: argparse.Namespace) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    about = {"streams": args.streams, "rising": args.rising, "days": args.days}
    counts, peak = plant(seed=args.seed, **about)
    started = time.perf_counter()
    told, _ = ours(counts)
    rows = [judge("isotherm", told, peak, time.perf_counter() - started)]
    if args.peers == "none":
        return rows, {"seed": args.seed, **about}
    others, _ = plant(seed=args.seed + 1, streams=2000, rising=0, days=args.days)
    same_line = {"isotherm, line set as for peers": lambda y: ours(y)[1]}
    for name, score in (same_line | PEERS).items():
        started = time.perf_counter()
        line = float(np.quantile(score(others)[:, _SINCE:].max(axis=1), 1 - args.alarms))
        told = first_alarm(score(counts), line)
        rows.append(judge(name, told, peak, time.perf_counter() - started))
    return rows, {"seed": args.seed, "allowed_false_streams_of_peers": args.alarms, **about}


def world_rows(folder: Path, peers: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    from isotherm.engines import open_engine
    from isotherm.ledger import open_record, read_ledger
    from isotherm.schema import READING
    from isotherm.trends import TrendSettings, find_trends
    from isotherm.trust import find_coordinated

    truth = _truth(folder)
    with tempfile.TemporaryDirectory() as scratch:
        read_ledger(folder / "ledger", Path(scratch), now=dt.datetime.now(dt.UTC))
        engine = open_engine("duckdb")
        record = open_record(Path(scratch), engine)
        started = time.perf_counter()
        found = find_trends(
            record,
            coordinated=find_coordinated(record),
            memberships=READING["memberships"].arrow_schema().empty_table(),
            settings=TrendSettings(),
        ).trends.to_pylist()
        seconds = time.perf_counter() - started
        said = [(set(row["note_ids"]), row["detected_at"]) for row in found]
        rows = [_judge_world("isotherm", said, truth) | {"seconds": seconds}]
        if peers != "none":
            rows += _world_peers(record, truth, most=max(len(found), 1))
        engine.close()
    return rows, {"organic": sum(wave["organic"] for wave in truth), "waves": len(truth)}


def _truth(folder: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    if not (folder / "truth" / "trends.parquet").exists():
        missing(f"{folder} holds no world with truth/trends.parquet")
    waves = pq.read_table(folder / "truth" / "trends.parquet").to_pylist()
    notes: dict[str, set[str]] = {wave["trend_id"]: set() for wave in waves}
    for row in pq.read_table(folder / "truth" / "trend_notes.parquet").to_pylist():
        notes[row["trend_id"]].add(row["note_id"])
    return [
        {"notes": notes[w["trend_id"]], "organic": w["kind"] == "organic", "peak": w["peak_at"]}
        for w in waves
    ]


def _judge_world(
    name: str, said: list[tuple[set[str], dt.datetime]], truth: list[dict[str, Any]]
) -> dict[str, Any]:
    """What was said is right where most of its notes are of one organic wave."""
    leads: dict[int, float] = {}
    wrong = 0
    for notes, at in said:
        best = max(range(len(truth)), key=lambda n: len(notes & truth[n]["notes"]))
        wave = truth[best]
        if not wave["organic"] or 2 * len(notes & wave["notes"]) <= len(notes):
            wrong += 1
            continue
        lead = (wave["peak"] - at).total_seconds() / 86_400
        leads[best] = max(leads.get(best, -np.inf), lead)
    organic = sum(wave["organic"] for wave in truth)
    return {
        "name": name,
        "told": len(said),
        "false_discovery": wrong / max(1, len(said)),
        "recall": len(leads) / max(1, organic),
        "lead_days": float(np.median(list(leads.values()))) if leads else None,
    }


def _world_peers(record: Any, truth: list[dict[str, Any]], *, most: int) -> list[dict[str, Any]]:
    """Peers on the daily replies of every tag, each told its ``most`` highest scores."""
    notes = record.collect(record.table("notes"), order_by=("note_id",)).to_pylist()
    replies = record.collect(record.table("replies"), order_by=("reply_id",)).to_pylist()
    tagged: dict[str, set[str]] = {}
    for note in notes:
        for tag in note["tags"] or ():
            tagged.setdefault(tag, set()).add(note["note_id"])
    tags = sorted(tag for tag, own in tagged.items() if 5 <= len(own) <= len(notes) / 20)
    zero = min(note["at"] for note in notes if note["at"])
    days = (record.as_of - zero).days + 1
    of_note: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        for note in tagged[tag]:
            of_note.setdefault(note, []).append(number)
    counts = np.zeros((len(tags), days))
    for reply in replies:
        for number in of_note.get(reply["note_id"], ()):
            counts[number, max((reply["at"] - zero).days, 0)] += 1
    written = {note["note_id"]: note["at"] for note in notes}
    rows = []
    for name, score in PEERS.items():
        values = score(counts)
        highest = values[:, _SINCE:].max(axis=1)
        line = float(np.sort(highest)[-min(most, len(tags))])
        told = first_alarm(values, max(line, 1e-9))
        said = []
        for number in np.flatnonzero(np.isfinite(told))[:most].tolist():
            at = zero + dt.timedelta(days=float(told[number]) + 1)
            near = {n for n in tagged[tags[number]] if abs((written[n] - at).days) <= 45}
            said.append((near or tagged[tags[number]], at))
        rows.append(_judge_world(name, said, truth))
    return [*rows, _trade_rule(record, notes, truth)]


def _trade_rule(
    record: Any, notes: list[dict[str, Any]], truth: list[dict[str, Any]]
) -> dict[str, Any]:
    """Notes of authors under 10,000 followers with over 1,000 likes, each told when it has them."""
    actors = record.collect(record.table("actors"), order_by=("actor_id",)).to_pylist()
    small = {a["actor_id"] for a in actors if (a["followers"] or 0) < 10_000}
    own = {note["note_id"] for note in notes if note["author_id"] in small}
    reactions = record.table("reactions")
    likes = record.collect(reactions.filter(reactions.kind == "like"), order_by=("at", "note_id"))
    counted: dict[str, int] = {}
    said = []
    for note, at, count in zip(
        *(likes[name].to_pylist() for name in ("note_id", "at", "count")), strict=True
    ):
        before = counted.get(note, 0)
        counted[note] = before + (count or 1)
        if note in own and before <= 1000 < counted[note]:
            said.append(({note}, at))
    return _judge_world("followers < 10,000, likes > 1,000", said, truth)


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--world", type=Path, help="folder made by isotherm world")
    parser.add_argument("--streams", type=int, default=600)
    parser.add_argument("--rising", type=int, default=60, help="streams that rise to a peak")
    parser.add_argument("--days", type=int, default=200)
    parser.add_argument(
        "--alarms", type=float, default=0.005, help="share of null streams a peer may tell"
    )
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rows, data = world_rows(args.world, args.peers) if args.world else planted_rows(args)
    show(args, rows=rows, data=data)


if __name__ == "__main__":
    main()
