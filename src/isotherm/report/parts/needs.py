"""Needs as a ranked list: how much goes unmet, for how many, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping

from isotherm.report.drawing.bars import draw_interval, draw_shares
from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, anchor, join, separate, tag
from isotherm.report.numbers import interval, money, share, whole
from isotherm.report.parts.section import chip, fold, section
from isotherm.report.parts.strata import stratum_link
from isotherm.report.say import choose, say, say_word

__all__ = ["show_needs"]

_FIRST = 15
_WORDS = 4
_CAUSES = ("fit", "price", "style", "quality", "absent")


def show_needs(findings: Findings) -> Markup:
    """The needs, those with most unmet kept pieces first."""
    rows = sorted(
        findings.rows["needs"], key=lambda row: (-(row["unmet_units"] or 0), row["need_id"])
    )
    if not rows:
        return section("needs", tag("p", say("needs.none"), class_="none"))
    full = max((row["unmet_high"] or row["unmet_units"] or 0 for row in rows), default=1.0)
    names = findings.names()
    items = [_need(row, names, full=full) for row in rows]
    listed = fold(items, first=_FIRST, within="ol", class_="ranked")
    return section("needs", listed, lead=say("needs.lead"))


def _need(row: Row, names: Mapping[str, str], *, full: float) -> Markup:
    place, _ = anchor("need", row["need_id"])
    return tag(
        "li",
        tag("div", _title(row), _terms(row), _meta(row, names), class_="what"),
        _measure("unmet.units", whole(row["unmet_units"]), _unmet(row, full), "units"),
        _measure("askers", whole(row["askers"]), _ends(row, "askers"), "askers"),
        _measure("satisfied", share(row["satisfied_share"]), _satisfied(row), "satisfied"),
        _why(row),
        id=place,
        class_="need",
    )


def _title(row: Row) -> Markup:
    sensitive = None
    if row["review"] == "needed":
        sensitive = tag("span", say("sensitive"), class_="chip sensitive")
    return tag("h3", row["name"] or row["need_id"], " ", chip("kind", row["kind"]), sensitive)


def _terms(row: Row) -> Markup | None:
    """Terms that are no more than a piece of the name say nothing new."""
    name = row["name"] or ""
    terms = [term for term in row["terms"] or () if term not in name][:6]
    return tag("p", " · ".join(terms), class_="terms") if terms else None


def _meta(row: Row, names: Mapping[str, str]) -> Markup:
    said = [stratum_link(row["stratum_id"], names), *_asked_for(row)]
    if row["supply"] is not None:
        said.append(say("supply", n=whole(row["supply"])))
    if row["price_low_fen"] is not None or row["price_high_fen"] is not None:
        said.append(join(money(row["price_low_fen"], row["price_high_fen"])))
    return tag("p", separate(said), class_="meta")


def _asked_for(row: Row) -> list[Markup]:
    """What the asking names: items, colours, occasions, in the order of the attributes."""
    asked = json.loads(row["attributes"] or "{}")
    words = (value if isinstance(value, list) else [value] for value in asked.values())
    return [say_word(str(word)) for listed in words for word in listed][:_WORDS]


def _measure(key: str, value: str, under: Markup, kind: str) -> Markup:
    name = tag("span", say(key), class_="key")
    return tag("div", name, tag("b", value), under, class_=f"measure {kind}")


def _unmet(row: Row, full: float) -> Markup:
    low, middle, high = (row[name] or 0.0 for name in ("unmet_low", "unmet_units", "unmet_high"))
    return join(_ends(row, "unmet"), draw_interval(low, middle, high, full=full))


def _ends(row: Row, name: str) -> Markup:
    return tag("span", interval(row[f"{name}_low"], row[f"{name}_high"]), class_="ends")


def _satisfied(row: Row) -> Markup:
    low, high = share(row["satisfied_low"]), share(row["satisfied_high"])
    return tag("span", f"{low}–{high}", class_="ends")


def _why(row: Row) -> Markup:
    why = json.loads(row["why"] or "{}")
    causes = [(cause, float(why.get(cause) or 0)) for cause in _CAUSES]
    told = sorted((one for one in causes if one[1] > 0), key=lambda one: -one[1])
    if not told:
        return tag("div", tag("span", say("why.none"), class_="key"), class_="measure why")
    bar = draw_shares([(f"why-{cause}", part) for cause, part in told])
    words = [
        tag("span", tag("i", class_=f"dot why-{cause}"), choose("why", cause), " ", share(part))
        for cause, part in told[:3]
    ]
    legend = tag("span", *words, class_="legend")
    return tag("div", tag("span", say("why"), class_="key"), bar, legend, class_="measure why")
