"""What two readings of one community publish, row for row beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

__all__ = ["compare_readings"]

Row = Mapping[str, Any]
Tables = Mapping[str, list[dict[str, Any]]]
_READ = ("strata", "memberships", "needs", "trends", "briefs")
_SAME = 0.5  # share of the smaller row's ids that both must name


def compare_readings(before: Path, after: Path) -> dict[str, Any]:
    """What is lost and new among needs, trends and briefs, and which sizes left their intervals."""
    old, new = _tables(before), _tables(after)
    home = _match(_members(old), _members(new))
    needs = _match(_asks(old), _asks(new), home=home)
    trends = _match(_notes(old), _notes(new))
    subjects = needs | trends
    told = {
        (subjects.get(b["subject_id"], f"lost {b['subject_id']}"), b["merchant_id"])
        for b in old["briefs"]
    }
    telling = {(b["subject_id"], b["merchant_id"]) for b in new["briefs"]}
    about, now = ({subject for subject, _ in pairs} for pairs in (told, telling))
    return {
        **_counts("needs", old["needs"], new["needs"], needs),
        **_counts("trends", old["trends"], new["trends"], trends),
        "subjects": len(about),
        "subjects_lost": len(about - now),
        "subjects_new": len(now - about),
        "briefs": len(old["briefs"]),
        "briefs_moved": len(told - telling),
        "units_inside": _inside(old["needs"], new["needs"], needs, "unmet_units", "unmet"),
        "askers_inside": _inside(old["needs"], new["needs"], needs, "askers", "askers"),
        "strata_inside": _inside(old["strata"], new["strata"], home, "size", "size"),
        "lost": _names(old, subjects),
        "new": _names(new, {there: here for here, there in subjects.items()}),
    }


def _tables(reading: Path) -> Tables:
    return {name: pq.read_table(reading / f"{name}.parquet").to_pylist() for name in _READ}


def _members(tables: Tables) -> dict[str, tuple[str, frozenset[str]]]:
    """Of each stratum that has members: no home of its own, and who belongs."""
    sets: dict[str, set[str]] = {}
    for row in tables["memberships"]:
        sets.setdefault(row["stratum_id"], set()).add(row["actor_id"])
    return {key: ("", frozenset(ids)) for key, ids in sorted(sets.items())}


def _asks(tables: Tables) -> dict[str, tuple[str, frozenset[str]]]:
    rows = tables["needs"]
    return {r["need_id"]: (r["stratum_id"] or "", frozenset(r["evidence"] or ())) for r in rows}


def _notes(tables: Tables) -> dict[str, tuple[str, frozenset[str]]]:
    return {r["trend_id"]: ("", frozenset(r["note_ids"] or ())) for r in tables["trends"]}


def _match(
    old: Mapping[str, tuple[str, frozenset[str]]],
    new: Mapping[str, tuple[str, frozenset[str]]],
    *,
    home: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Each old row's new one: the nearest by ids named, in the same home, each used once."""
    places = {"": "", **(home or {})}
    pairs = [
        (-len(a & b) / min(len(a), len(b)), -len(a & b), one, other)
        for one, (where, a) in old.items()
        for other, (there, b) in new.items()
        if places.get(where) == there and len(a & b) >= _SAME * min(len(a), len(b)) > 0
    ]
    found: dict[str, str] = {}
    for _, _, one, other in sorted(pairs):
        if one not in found and other not in found.values():
            found[one] = other
    return found


def _counts(
    name: str, old: Sequence[Row], new: Sequence[Row], matched: Mapping[str, str]
) -> dict[str, int]:
    return {
        name: len(old),
        f"{name}_lost": len(old) - len(matched),
        f"{name}_new": len(new) - len(matched),
    }


def _inside(
    old: Sequence[Row], new: Sequence[Row], matched: Mapping[str, str], value: str, ends: str
) -> float | None:
    """Share of matched rows whose new size lies inside the old interval."""
    key = next(k for k in ("need_id", "stratum_id") if old and k in old[0]) if old else ""
    later = {row[key]: row for row in new} if old else {}
    pairs = [(row, later[matched[row[key]]]) for row in old if row[key] in matched]
    held = [
        r[f"{ends}_low"] <= then[value] <= r[f"{ends}_high"]
        for r, then in pairs
        if r[value] is not None and then[value] is not None and r[f"{ends}_low"] is not None
    ]
    return sum(held) / len(held) if held else None


def _names(tables: Tables, matched: Mapping[str, str]) -> list[str]:
    """What has no partner in the other reading, by name."""
    named = [(r["need_id"], f"need {r['name']}") for r in tables["needs"]]
    named += [(r["trend_id"], f"trend {r['name']}") for r in tables["trends"]]
    return [name for key, name in named if key not in matched]
