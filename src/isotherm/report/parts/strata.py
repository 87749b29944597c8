"""Strata as lines that unfold: where a place on the map leads."""

from __future__ import annotations

from collections.abc import Mapping

from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, anchor, join, separate, tag
from isotherm.report.numbers import decimal, interval, share, warmth, whole
from isotherm.report.parts.section import figure, fold, line
from isotherm.report.say import people_say, say

__all__ = ["show_strata", "stratum_link"]

_FIRST = 6
_TERMS = 8
_STANDARDS = 2


def show_strata(findings: Findings) -> Markup:
    """A line for each stratum, the largest first, with those it holds right after it."""
    rows = _nested(findings.children(), "")
    if not rows:
        return tag("p", say("strata.none"), class_="none")
    heading = tag("h3", say("strata"), id="strata")
    lines = [_line_of(row, findings) for row in rows]
    return join(heading, fold(lines, first=_FIRST, within="div", class_="lines strata-lines"))


def _nested(children: Mapping[str, list[Row]], within: str) -> list[Row]:
    return [
        row
        for child in children.get(within, ())
        for row in (child, *_nested(children, child["stratum_id"]))
    ]


def stratum_link(stratum_id: str | None, names: Mapping[str, str]) -> Markup:
    """A stratum's name, leading to its card; no stratum means everyone."""
    if not stratum_id:
        return tag("span", say("everyone"), class_="stratum")
    if stratum_id not in names:
        return tag("span", stratum_id, class_="stratum")
    address = anchor("stratum", stratum_id)[1]
    return tag("a", people_say(names[stratum_id]), href=address, class_="stratum")


def _line_of(row: Row, findings: Findings) -> Markup:
    """A stratum in one line: its name, its people, how warm it is; the rest unfolds."""
    place, _ = anchor("stratum", row["stratum_id"])
    said = (
        tag("h4", people_say(findings.names()[row["stratum_id"]])),
        tag("span", people_say(_terms(row)), class_="terms"),
        tag("span", whole(row["size"]), " ", say("persons"), class_="amount"),
        tag("span", warmth(row["temperature"]), class_=_feel(row["temperature"])),
    )
    kind = "line stratum-line held" if row["parent_id"] else "line stratum-line"
    return line(said, _card(row, findings), id=place, class_=kind)


def _terms(row: Row) -> str:
    return " · ".join((row["terms"] or [])[:_TERMS])


def _card(row: Row, findings: Findings) -> Markup:
    names = findings.names()
    within = _line("within", [stratum_link(row["parent_id"], names)]) if row["parent_id"] else None
    inside = [
        stratum_link(child["stratum_id"], names)
        for child in findings.children().get(row["stratum_id"], ())
    ]
    return join(
        tag(
            "dl",
            figure("people", whole(row["size"]), _under(row)),
            figure("unmet", share(row["unmet_share"])),
            figure("stability", decimal(row["stability"])),
            class_="figures",
        ),
        within,
        _line("holds", inside, most=len(inside)) if inside else None,
        *_links(row["stratum_id"], findings, names),
    )


def _under(row: Row) -> Markup:
    return tag("dd", interval(row["size_low"], row["size_high"]), class_="under")


def _feel(temperature: float | None) -> str:
    if temperature is None or 0.9 <= temperature <= 1.1:
        return "warmth"
    return "warmth warm" if temperature > 1.1 else "warmth cool"


def _links(stratum_id: str, findings: Findings, names: Mapping[str, str]) -> list[Markup]:
    rows = findings.rows
    needs = [
        _to("need", row["need_id"], row["name"])
        for row in rows["needs"]
        if row["stratum_id"] == stratum_id
    ]
    trends = [
        _to("trend", row["trend_id"], row["name"])
        for row in rows["trends"]
        if stratum_id in (row["stratum_ids"] or ())
    ]
    bridges = [
        stratum_link(row["to_stratum"], names)
        for row in rows["bridges"]
        if row["from_stratum"] == stratum_id and (row["lift_low"] or 0) > 1
    ]
    standards = _standards(stratum_id, findings)
    lines = {"needs": needs, "trends": trends, "bridges": bridges, "standards": standards}
    return [_line(f"its.{name}", found) for name, found in lines.items() if found]


def _standards(stratum_id: str, findings: Findings) -> list[Markup]:
    """The goods most surely a standard of the circle, one a category."""
    best: dict[str, Row] = {}
    for row in findings.rows["standards"]:
        if row["stratum_id"] == stratum_id:
            category = row["category"] or ""
            if category not in best or _surely(row) > _surely(best[category]):
                best[category] = row
    surest = sorted(best.values(), key=lambda row: (-_surely(row), row["category"] or ""))
    return [join(_goods(row), " ", share(row["share"])) for row in surest[:_STANDARDS]]


def _goods(row: Row) -> Markup:
    title = row.get("title")
    return people_say(title) if title else tag("code", row["product_id"])


def _surely(row: Row) -> float:
    return row["share_low"] or 0.0


def _to(kind: str, identity: str, name: str | None) -> Markup:
    return tag("a", people_say(name or identity), href=anchor(kind, identity)[1])


def _line(key: str, found: list[Markup], *, most: int = 6) -> Markup:
    return tag("p", tag("b", say(key)), " ", separate(found[:most]), class_="said")
