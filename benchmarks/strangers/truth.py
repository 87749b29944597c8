"""What is known of a community, in one shape whoever made it, and readings scored against it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from strangers.sizes import score_need_sizes, score_strata_sizes

__all__ = ["Truth", "best_match_f1", "score", "stranger_truth", "world_truth"]

Row = Mapping[str, Any]
Sets = list[frozenset[str]]
BELONGS = 0.15  # a membership of this weight or more counts
SEEN = 0.6  # share of a phrase's pieces that must stand in a row for it to be about that


@dataclasses.dataclass(frozen=True)
class Truth:
    """Strata as sets of actors; needs, trends and pools as planted."""

    strata: Sets
    needs: list[dict[str, Any]]  # kind, phrases, ids, askers, unmet_units
    trends: list[dict[str, Any]]  # kind, note_ids, peak_at
    coordinated: frozenset[str]
    hired: frozenset[str]  # wrote for a campaign: neither right nor wrong to list
    roofs: Sets = dataclasses.field(default_factory=list)  # members of each parent stratum, if any


def stranger_truth(folder: Path) -> Truth:
    """The truth beside a stranger's ledger."""
    known = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    weights = [(s, a, w) for a, row in known["memberships"].items() for s, w in row.items()]
    needs = [
        {
            "kind": n["kind"],
            "phrases": [n["thing"]],
            "ids": set(n["ask_ids"]),
            "name": n["thing"],
            "askers": len(n["askers"]),
            "unmet_units": n["unmet_units"],
        }
        for n in known["needs"]
    ]
    trends = [
        {
            "kind": t["kind"],
            "note_ids": set(t["note_ids"]),
            "peak_at": dt.datetime.fromisoformat(t["peak_at"]),
            "name": f"{t['trend_id']} {t['manner']}",
        }
        for t in known["trends"]
    ]
    pools = frozenset(a for pool in known["coordinated"].values() for a in pool)
    roof = {row["stratum_id"]: row["parent"] for row in known["strata"]}
    hired = frozenset(known["hired"])
    return Truth(_sets(weights), needs, trends, pools, hired, _roofs(weights, roof))


def world_truth(folder: Path) -> Truth:
    """The truth beside a simulated community of our own."""
    table = {
        p.stem: pq.read_table(p).to_pylist() for p in sorted((folder / "truth").glob("*.parquet"))
    }
    weights = [(r["stratum_id"], r["actor_id"], r["weight"]) for r in table["memberships"]]
    needs = [
        {
            "kind": n["kind"],
            "phrases": list(n["queries"]),
            "ids": set(),
            "name": " ".join(n["terms"]),
            "askers": n["askers"],
            "unmet_units": n["unmet_units"] if n["kind"] != "served" else 0.0,
        }
        for n in table["needs"]
    ]
    notes: dict[str, set[str]] = {}
    for row in table["trend_notes"]:
        notes.setdefault(row["trend_id"], set()).add(row["note_id"])
    trends = [
        {
            "kind": t["kind"],
            "note_ids": notes.get(t["trend_id"], set()),
            "peak_at": t["peak_at"],
            "name": t["name"],
        }
        for t in table["trends"]
    ]
    pools = frozenset(r["actor_id"] for r in table["coordinated"])
    roof = {r["stratum_id"]: r["parent_id"] for r in table["strata"] if r["parent_id"]}
    return Truth(_sets(weights), needs, trends, pools, frozenset(), _roofs(weights, roof))


def score(truth: Truth, reading: Path) -> dict[str, Any]:
    """Every figure of one reading."""
    rows = {
        name: pq.read_table(reading / f"{name}.parquet").to_pylist()
        for name in ("memberships", "strata", "needs", "trends", "coordinated")
    }
    named = _named_sets((r["stratum_id"], r["actor_id"], r["weight"]) for r in rows["memberships"])
    found = list(named.values())
    return {
        "strata_true": len(truth.strata),
        "strata_found": len(found),
        "strata_rows": len(rows["strata"]),
        "f1": best_match_f1(truth.strata, found),
        **score_strata_sizes(truth.strata, named, rows["strata"]),
        **_score_parents(truth.roofs, rows),
        **_score_needs(truth.needs, rows["needs"]),
        **_score_trends(truth.trends, rows["trends"]),
        **_score_pools(truth, {r["actor_id"] for r in rows["coordinated"]}),
    }


def _score_parents(roofs: Sets, rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Wider strata found beside those planted: each as the members of all its strata."""
    roof = {r["stratum_id"]: r["parent_id"] for r in rows["strata"] if r["parent_id"]}
    weights = [(r["stratum_id"], r["actor_id"], r["weight"]) for r in rows["memberships"]]
    found = _roofs(weights, roof)
    best = [max((_f1(own, one) for one in roofs), default=0.0) for own in found]
    return {
        "parents_true": len(roofs),
        "parents_found": len(found),
        "parents_match": float(np.mean(best)) if best else None,
    }


def _roofs(weights: Iterable[tuple[str, str, float]], roof: Mapping[str, str]) -> Sets:
    """Members of parents of two strata or more: whoever belongs to one of them."""
    own = list(weights)
    present = Counter(roof[stratum] for stratum in {row[0] for row in own} if roof.get(stratum))
    return _sets((roof[s], a, w) for s, a, w in own if present.get(roof.get(s, ""), 0) >= 2)


def best_match_f1(true: Sets, found: Sets) -> float | None:
    """Mean best F1 of each true set and of each found set, averaged; None without truth."""
    if not true:
        return None
    if not found:
        return 0.0
    table = np.array([[_f1(a, b) for b in found] for a in true])
    return float((table.max(axis=1).mean() + table.max(axis=0).mean()) / 2)


def _f1(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _sets(weights: Iterable[tuple[str, str, float]]) -> Sets:
    return list(_named_sets(weights).values())


def _named_sets(weights: Iterable[tuple[str, str, float]]) -> dict[str, frozenset[str]]:
    sets: dict[str, set[str]] = {}
    for stratum, actor, weight in weights:
        if weight >= BELONGS:
            sets.setdefault(stratum, set()).add(actor)
    return {key: frozenset(sets[key]) for key in sorted(sets)}


def _score_needs(needs: Sequence[Row], rows: Sequence[Row]) -> dict[str, Any]:
    ranked = sorted(rows, key=lambda r: (-(r["unmet_units"] or 0.0), r["need_id"]))
    about = [which_need(row, needs) for row in ranked]
    open_kinds = [needs[n]["kind"] if n is not None else "" for n in about]
    none_good = {i for i, n in enumerate(needs) if n["kind"] == "none_good"}
    absent = {i for i, n in enumerate(needs) if n["kind"] == "absent"}
    first = open_kinds[:10]
    return {
        "need_rows": len(rows),
        "precision@10": sum(k in {"absent", "none_good"} for k in first) / max(len(first), 1)
        if needs
        else None,
        "none_good_in_30": len(none_good & set(about[:30])) / len(none_good) if none_good else None,
        "absent_recall": len(absent & set(about)) / len(absent) if absent else None,
        **score_need_sizes(needs, ranked, about),
    }


def which_need(row: Row, needs: Sequence[Row]) -> int | None:
    """The need a row is about: by the asks it names, else by its words."""
    evidence = row["evidence"] or []
    hits = [sum(e in need["ids"] for e in evidence) for need in needs]
    if hits and max(hits) >= max(1, 0.5 * len(evidence)):
        return int(np.argmax(hits))
    text = " ".join([row["name"] or "", *(row["terms"] or [])]).lower()
    seen = [max(_share(phrase, text) for phrase in need["phrases"]) for need in needs]
    if seen and max(seen) >= SEEN:
        return int(np.argmax(seen))
    return None


def _share(phrase: str, text: str) -> float:
    phrase = phrase.lower()
    if phrase.isascii():
        pieces = phrase.split()
        words = set(text.split())
        return sum(p in words for p in pieces) / len(pieces)
    solid = "".join(phrase.split())
    pieces = [solid[i : i + 2] for i in range(len(solid) - 1)]
    return sum(p in text for p in pieces) / max(len(pieces), 1)


def _score_trends(trends: Sequence[Row], rows: Sequence[Row]) -> dict[str, Any]:
    about = [which_trend(row, trends) for row in rows]
    organic = [i for i, t in enumerate(trends) if t["kind"] == "organic"]
    leads = []
    for number in organic:
        seen = [r["detected_at"] for r, n in zip(rows, about, strict=True) if n == number]
        if seen:
            leads.append((trends[number]["peak_at"] - min(seen)).total_seconds() / 86_400)
    kinds = [trends[n]["kind"] if n is not None else "none" for n in about]
    return {
        "trend_rows": len(rows),
        "trend_recall": len(leads) / len(organic) if organic else None,
        "false_discovery": sum(k != "organic" for k in kinds) / len(rows) if rows else 0.0,
        "lead_days": float(np.median(leads)) if leads else None,
        "trend_kinds": dict(Counter(kinds)),
    }


def which_trend(row: Row, trends: Sequence[Row]) -> int | None:
    """The planted rise that most of a row's notes belong to."""
    notes = row["note_ids"] or []
    hits = [sum(n in trend["note_ids"] for n in notes) for trend in trends]
    if hits and max(hits) > 0.5 * len(notes):
        return int(np.argmax(hits))
    return None


def _score_pools(truth: Truth, named: set[str]) -> dict[str, Any]:
    named = named - truth.hired
    right = len(named & truth.coordinated)
    return {
        "coordinated_named": len(named),
        "coordinated_precision": right / len(named) if named else None,
        "coordinated_recall": right / len(truth.coordinated) if truth.coordinated else None,
    }
