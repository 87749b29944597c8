"""The head of the report: what was read, and in a few sentences what was found."""

from __future__ import annotations

from collections.abc import Sequence

from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, join, tag
from isotherm.report.numbers import clock, day, interval, warmth, whole
from isotherm.report.parts.section import dated, figure
from isotherm.report.parts.trends import trend_rank
from isotherm.report.say import choose, people_say, say

__all__ = ["show_header"]


def show_header(findings: Findings) -> Markup:
    """When, how much, and what came of it."""
    account = findings.facts.get("account") or {}
    read = tag(
        "dl",
        figure("asof", day(findings.as_of), tag("dd", clock(findings.as_of), class_="under")),
        figure("rows", whole(account.get("accepted"))),
        figure("rejects", whole(account.get("rejected"))),
        class_="figures read",
    )
    sentences = tag(
        "ol",
        tag("li", _strata(findings)),
        tag("li", _needs(findings)),
        tag("li", _trends(findings)),
        tag("li", _briefs(findings)),
        class_="sentences",
    )
    command = tag("code", "isotherm report READING --merchant ID --out FILE")
    inside = tag("p", say("operator", command=command), class_="operator")
    names = tag("p", say("names"), class_="names")
    title = tag("h1", say("title", day=dated(findings.as_of)))
    return tag(
        "section", title, sentences, names, read, inside, class_="part part-header", id="top"
    )


def _strata(findings: Findings) -> Markup:
    rows, names = findings.leaves(), findings.names()
    if not rows:
        return say("found.strata.none")
    largest = max(rows, key=lambda row: (row["size"] or 0, row["stratum_id"]))
    warmest = max(rows, key=lambda row: (row["temperature"] or 0, row["stratum_id"]))
    every = len(findings.rows["strata"])
    return say(
        "found.strata.nested" if every > len(rows) else "found.strata",
        n=every,
        wider=every - len(rows),
        leaves=len(rows),
        largest=people_say(names[largest["stratum_id"]]),
        low_high=interval(largest["size_low"], largest["size_high"]),
        warmest=people_say(names[warmest["stratum_id"]]),
        warmth=warmth(warmest["temperature"]),
    )


def _needs(findings: Findings) -> Markup:
    rows = findings.rows["needs"]
    if not rows:
        return say("found.needs.none")
    largest = max(rows, key=lambda row: (row["unmet_units"] or 0, row["need_id"]))
    span = interval(largest["unmet_low"], largest["unmet_high"])
    return say("found.needs", n=len(rows), name=people_say(largest["name"]), low_high=span)


def _trends(findings: Findings) -> Markup:
    rows = findings.rows["trends"]
    if not rows:
        return say("found.trends.none")
    first = min(rows, key=trend_rank)
    stage = choose("stage", first["stage"])
    return say("found.trends", n=len(rows), name=people_say(first["name"]), stage=stage)


def _briefs(findings: Findings) -> Markup:
    rows = findings.rows["briefs"]
    if not rows:
        return say("found.briefs.none")
    open_to_all = [row for row in rows if not row["merchant_id"]]
    own = [row for row in rows if row["merchant_id"]]
    told = {"found.briefs.open": open_to_all, "found.briefs.own": own}
    sentences = [_due(key, briefs) for key, briefs in told.items() if briefs]
    return join(*(join(one, " ") for one in sentences))


def _due(key: str, briefs: Sequence[Row]) -> Markup:
    """How many briefs there are, and the first day to act on one of them."""
    dates = [row["act_by"] for row in briefs if row["act_by"]]
    return say(key, n=whole(len(briefs)), day=dated(min(dates, default=None)))
