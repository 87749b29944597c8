"""Needs as a ranked list: how much goes unmet, for how many, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from isotherm.report.drawing.bars import draw_interval, draw_shares
from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, anchor, join, separate, tag
from isotherm.report.numbers import interval, money, share, whole
from isotherm.report.parts.section import chip, fold, section
from isotherm.report.parts.strata import stratum_link
from isotherm.report.say import choose, people_say, say, say_word

__all__ = ["show_needs"]

_FIRST = 5
_WORDS = 4
_TERMS = 6
_PAIR = 2
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
    spoken = _spoken(findings.rows["briefs"])
    items = [_need(row, names, spoken, full=full) for row in rows]
    listed = fold(items, first=_FIRST, within="ol", printed=True, class_="ranked")
    return section("needs", listed, lead=say("needs.lead"))


def _need(
    row: Row, names: Mapping[str, str], spoken: Mapping[str, Sequence[str]], *, full: float
) -> Markup:
    place, _ = anchor("need", row["need_id"])
    return tag(
        "li",
        tag("div", _title(row), _terms(row, spoken), _meta(row, names), class_="what"),
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
    name = people_say(row["name"] or row["need_id"])
    return tag("h3", name, " ", chip("kind", row["kind"]), sensitive)


def _terms(row: Row, spoken: Mapping[str, Sequence[str]]) -> Markup | None:
    """What else people call it: as its brief says it, else its terms as far as they are words.

    Terms of a script without spaces are pairs of characters; one that shares a character with the
    name is mostly a seam between two words.
    """
    name = row["name"] or ""
    told = spoken.get(row["need_id"]) or [one for one in row["terms"] or () if _whole(one, name)]
    others = [one for one in told if one not in name][:_TERMS]
    return tag("p", people_say(" · ".join(others)), class_="terms") if others else None


def _whole(term: str, name: str) -> bool:
    return len(term) > _PAIR or term.isascii() or set(term).isdisjoint(name)


def _spoken(briefs: Sequence[Row]) -> dict[str, list[str]]:
    """The words that many share for each need that there is a brief on."""
    return {
        row["subject_id"]: [*(row["name"] or "").split("·"), *(row["aliases"] or ())]
        for row in briefs
        if row["subject_kind"] == "need" and row["subject_id"]
    }


def _meta(row: Row, names: Mapping[str, str]) -> Markup:
    said = [stratum_link(row["stratum_id"], names), *_asked_for(row)]
    if row["supply"] is not None:
        fitting = say("supply", n=whole(row["supply"])) if row["supply"] else say("supply.none")
        said.append(fitting)
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
    if len(told) == 1:
        cause = tag("b", choose("why", told[0][0]))
        return tag("div", tag("span", say("why"), class_="key"), cause, class_="measure why alone")
    bar = draw_shares([(f"why-{cause}", part) for cause, part in told])
    words = [
        tag("span", tag("i", class_=f"dot why-{cause}"), choose("why", cause), " ", share(part))
        for cause, part in told[:3]
    ]
    legend = tag("span", *words, class_="legend")
    return tag("div", tag("span", say("why"), class_="key"), bar, legend, class_="measure why")
