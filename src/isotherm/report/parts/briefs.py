"""Briefs: a calendar of the last days to act, the first brief, and a line for each other one."""

from __future__ import annotations

from collections.abc import Sequence

from isotherm.report.findings import Findings
from isotherm.report.handout import Handout
from isotherm.report.markup import Markup, tag
from isotherm.report.parts.brief_card import Strata, show_card, show_line
from isotherm.report.parts.calendar import show_calendar, tier_legend
from isotherm.report.parts.offers import Offer, gather_offers
from isotherm.report.parts.section import fold, section
from isotherm.report.say import say

__all__ = ["show_briefs", "show_handed"]

_FIRST = 6


def show_briefs(findings: Findings) -> Markup:
    """What all the briefs offer, by the last day to act: the operator's view."""
    offers, names = gather_offers(findings.rows["briefs"]), findings.names()
    if not offers:
        return section("briefs", tag("p", say("briefs.none"), class_="none"))
    full = _scale(offers)
    first, others = show_card(offers[0], names, full=full), _lines(offers[1:], names, full=full)
    days = show_calendar(offers, as_of=findings.as_of)
    return section("briefs", days, tier_legend(), first, others, lead=say("briefs.lead"))


def show_handed(handout: Handout) -> Markup:
    """What one merchant may see, its own first: neither strata nor other merchants."""
    own, to_all = gather_offers(handout.own), gather_offers(handout.open_to_all)
    offers = [*own, *to_all]
    if not offers:
        return section("briefs", tag("p", say("briefs.none"), class_="none"))
    full, body = _scale(offers), list[object]()
    for key, group in (("own.yours", own), ("open", to_all)):
        cards = [show_card(offer, None, full=full) for offer in group if offer is offers[0]]
        heading = tag("h3", say(key), class_="whose") if group else None
        body += [heading, *cards, _lines(group[len(cards) :], None, full=full)]
    days = show_calendar(gather_offers([*handout.own, *handout.open_to_all]), as_of=handout.as_of)
    return section("briefs", days, tier_legend(), *body, lead=say("own.lead"))


def _scale(offers: Sequence[Offer]) -> float:
    """Where the scale of kept pieces ends."""
    return max((row["kept_units_p90"] or 0.0 for one in offers for row in one.briefs), default=1.0)


def _lines(offers: Sequence[Offer], strata: Strata, *, full: float) -> Markup | None:
    if not offers:
        return None
    lines = [show_line(offer, strata, full=full) for offer in offers]
    return fold(lines, first=_FIRST, within="div", printed=True, class_="lines brief-lines")
