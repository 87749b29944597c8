"""Briefs: a calendar of the last days to act, the first brief, and a line for each other one."""

from __future__ import annotations

from isotherm.report.findings import Findings
from isotherm.report.markup import Markup, tag
from isotherm.report.parts.brief_card import show_card, show_line
from isotherm.report.parts.calendar import show_calendar, tier_legend
from isotherm.report.parts.offers import gather_offers
from isotherm.report.parts.section import fold, section
from isotherm.report.say import say

__all__ = ["show_briefs"]

_FIRST = 6


def show_briefs(findings: Findings) -> Markup:
    """What the briefs offer, by the last day to act."""
    rows = findings.rows["briefs"]
    if not rows:
        return section("briefs", tag("p", say("briefs.none"), class_="none"))
    full = max((row["kept_units_p90"] or 0.0 for row in rows), default=1.0)
    names = findings.names()
    offers = gather_offers(rows)
    first = show_card(offers[0], names, full=full)
    others = [show_line(offer, names, full=full) for offer in offers[1:]]
    listed = fold(others, first=_FIRST, within="div", printed=True, class_="lines brief-lines")
    calendar = show_calendar(offers, as_of=findings.as_of)
    lead = say("briefs.lead")
    return section("briefs", calendar, tier_legend(), first, listed if others else None, lead=lead)
