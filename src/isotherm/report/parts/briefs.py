"""Briefs: a calendar of the last days to act, then a card each."""

from __future__ import annotations

import json
from collections.abc import Mapping

from isotherm.report.drawing.bars import draw_interval
from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, anchor, join, separate, tag
from isotherm.report.numbers import day, interval, money, share, whole
from isotherm.report.parts.calendar import show_calendar, tier_class, tier_legend
from isotherm.report.parts.offers import Offer, gather_offers
from isotherm.report.parts.section import figure, fold, section
from isotherm.report.parts.strata import stratum_link
from isotherm.report.say import choose, say, say_word

__all__ = ["show_briefs"]

_FIRST = 8
_MOST_DATES = 6


def show_briefs(findings: Findings) -> Markup:
    """What the briefs offer, by the last day to act."""
    rows = findings.rows["briefs"]
    if not rows:
        return section("briefs", tag("p", say("briefs.none"), class_="none"))
    full = max((row["kept_units_p90"] or 0.0 for row in rows), default=1.0)
    names = findings.names()
    offers = gather_offers(rows)
    cards = [_card(offer, names, full=full) for offer in offers]
    listed = fold(cards, first=_FIRST, within="div", class_="cards brief-cards")
    calendar = show_calendar(offers, as_of=findings.as_of)
    return section("briefs", tier_legend(), calendar, listed, lead=say("briefs.lead"))


def _card(offer: Offer, names: Mapping[str, str], *, full: float) -> Markup:
    row = offer.lead
    return tag(
        "article",
        _title(offer),
        tag("p", row["feeling"], class_="feeling") if row["feeling"] else None,
        _for_whom(row, names),
        _merchants(offer),
        _numbers(row, full=full),
        _goods(row),
        *_lists(row),
        _fine_print(row),
        id=anchor("brief", row["brief_id"])[0],
        class_=f"card brief-card {tier_class(row['tier'])}",
    )


def _title(offer: Offer) -> Markup:
    row, until = offer.lead, tag("b", day(offer.act_by))
    when = tag(
        "p",
        tag("b", choose("tier", row["tier"])),
        tag("span", say("act.by"), " ", until),
        class_="when",
    )
    aliases = tag("span", separate(row["aliases"] or []), class_="ends") if row["aliases"] else None
    return join(when, tag("h3", row["name"] or row["brief_id"], " ", aliases))


def _for_whom(row: Row, names: Mapping[str, str]) -> Markup:
    strata = [stratum_link(one, names) for one in row["stratum_ids"] or []]
    said: list[object] = [*strata] or [stratum_link(None, names)]
    if row["occasion"]:
        said.append(row["occasion"])
    said.append(choose("origin", row["origin"]))
    if not row["merchant_id"]:
        said.append(say("open"))
    return tag("p", separate(said), class_="meta")


def _merchants(offer: Offer) -> Markup | None:
    """How many merchants have a brief of their own, and by when each kind must act."""
    if not offer.merchants():
        return None
    dates = [
        tag("span", tag("b", tier, class_=tier_class(tier)), f" {at:%m-%d} ×{count:,}")
        for tier, at, count in offer.tiers()
    ]
    told = say("matched", n=whole(offer.merchants()))
    return tag("p", told, " ", separate(dates[:_MOST_DATES]), class_="merchants")


def _numbers(row: Row, *, full: float) -> Markup:
    low, middle, high = (row[f"kept_units_{name}"] for name in ("p10", "p50", "p90"))
    bar = None
    if low is not None and middle is not None and high is not None:
        bar = draw_interval(low, middle, high, full=full)
    kept = join(whole(middle), " ", tag("span", interval(low, high), class_="ends"), bar)
    return join(
        tag("dl", figure("kept", kept), class_="figures small wide"),
        tag(
            "dl",
            figure("audience", whole(row["audience"])),
            figure("first.lot", whole(row["first_lot"])),
            figure("price", money(row["price_low_fen"], row["price_high_fen"])),
            _when(row),
            class_="figures small",
        ),
    )


def _when(row: Row) -> Markup:
    """The day of its peak, or the season of what has none."""
    if row["peak_p50"]:
        peak = tag("dd", _span(row, "peak_p10", "peak_p90"), class_="under")
        return figure("peak", day(row["peak_p50"]), peak)
    return figure("season", _span(row, "season_from", "season_to") or "—")


def _span(row: Row, first: str, last: str) -> str:
    if not row[first] or not row[last]:
        return ""
    return f"{row[first]:%m-%d} – {row[last]:%m-%d}"


def _goods(row: Row) -> Markup | None:
    wanted = _read_map(row["attributes"])
    sizes = _read_map(row["size_curve"])
    said = [say_word(word) for _, value in sorted(wanted.items()) for word in _flat(value)]
    line = tag("p", separate(said), class_="terms") if said else None
    if not sizes:
        return line
    shares = separate([join(size, " ", share(_number(part))) for size, part in sizes.items()])
    return join(line, tag("p", tag("b", say("size.curve")), " ", shares, class_="line"))


def _lists(row: Row) -> list[Markup]:
    missing = [row["missing_today"]] if row["missing_today"] else []
    told = {
        "missing.today": missing,
        "variants": row["variants"] or [],
        "hooks": row["note_hooks"] or [],
        "do.nots": row["do_nots"] or [],
        "evidence": row["evidence"] or [],
    }
    return [
        tag("p", tag("b", say(key)), " ", separate(lines), class_="line")
        for key, lines in told.items()
        if lines
    ]


def _fine_print(row: Row) -> Markup:
    said = [join(say("readiness"), " ", whole(row["readiness"]))]
    if row["peak_p50"] and row["season_from"] and row["season_to"]:
        said.append(join(say("season"), " ", _span(row, "season_from", "season_to")))
    if row["confidence"] is not None:
        said.append(join(say("confidence"), " ", share(row["confidence"])))
    if row["expires"]:
        said.append(join(say("expires"), " ", day(row["expires"])))
    return tag("p", separate(said), class_="meta")


def _read_map(text: str | None) -> dict[str, object]:
    found = json.loads(text or "{}")
    return found if isinstance(found, dict) else {}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _flat(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [] if value is None else [str(value)]
