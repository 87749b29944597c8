"""What warmed since the last reading: what became of each stratum, and how warm it was then."""

from __future__ import annotations

import math

from isotherm.report.drawing.change import draw_change
from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, join, tag
from isotherm.report.numbers import share, warmth
from isotherm.report.parts.section import chip, fold, section
from isotherm.report.parts.strata import stratum_link
from isotherm.report.say import people_say, say

__all__ = ["show_warmed"]

_FIRST = 12


def show_warmed(findings: Findings) -> Markup:
    """Strata by how much warmer they are than at the last reading, then by how warm they are."""
    rows = findings.rows["lineage"]
    if not rows:
        return section("warmed", tag("p", say("warmed.none"), class_="none"))
    now = {row["stratum_id"]: row["temperature"] for row in findings.rows["strata"]}
    ranked = sorted(rows, key=lambda row: (-_warming(row, now, findings), *_key(row)))
    items = [_change(row, now, findings) for row in ranked]
    listed = fold(items, first=_FIRST, within="ul", class_="changes")
    return section("warmed", listed, lead=say("warmed.lead"))


def _key(row: Row) -> tuple[str, str]:
    return row["stratum_id"] or "", row["previous_id"] or ""


def _then(row: Row, findings: Findings) -> float | None:
    before = (findings.previous_strata or {}).get(row["previous_id"] or "")
    return None if before is None else before["temperature"]


def _warming(row: Row, now: dict[str, float | None], findings: Findings) -> float:
    """Nats the stratum warmed by, or its own warmth where then is not known; faded ones last."""
    if not row["stratum_id"]:
        return -math.inf
    warm, before = now.get(row["stratum_id"]) or 1.0, _then(row, findings) or 1.0
    return math.log(max(warm, 1e-3) / max(before, 1e-3))


def _change(row: Row, now: dict[str, float | None], findings: Findings) -> Markup:
    warm, before = now.get(row["stratum_id"] or ""), _then(row, findings)
    names = findings.names()
    if row["stratum_id"]:
        name = stratum_link(row["stratum_id"], names)
    else:
        gone = (findings.previous_strata or {}).get(row["previous_id"] or "")
        name = tag(
            "span", people_say((gone or {}).get("name") or row["previous_id"]), class_="stratum"
        )
    told = [chip("event", row["event"])]
    if row["overlap"] is not None and row["event"] not in ("born", "faded"):
        told.append(tag("span", say("overlap"), " ", share(row["overlap"]), class_="ends"))
    was = tag("span", say("then"), " ", warmth(before)) if before is not None else None
    is_now = tag("span", say("now"), " ", warmth(warm)) if warm is not None else None
    bar = draw_change(before, warm) if warm is not None else None
    words = tag("span", was, " ", is_now, class_="ends")
    return tag(
        "li",
        tag("span", join(name, *(join(" ", one) for one in told if one))),
        tag("span", bar, words, class_="change"),
    )
