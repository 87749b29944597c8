"""One brief: all that it says, and the same in one line."""

from __future__ import annotations

import json
from collections.abc import Mapping

from isotherm.report.drawing.bars import draw_interval
from isotherm.report.findings import Row
from isotherm.report.markup import Markup, anchor, join, separate, tag
from isotherm.report.numbers import day, interval, money, share, whole
from isotherm.report.parts.calendar import tier_class
from isotherm.report.parts.offers import Offer
from isotherm.report.parts.section import dated, figure, line
from isotherm.report.parts.strata import stratum_link
from isotherm.report.say import choose, people_say, say, say_again, say_word
from isotherm.text import sensitive_topics

__all__ = ["Strata", "show_card", "show_line"]

Strata = Mapping[str, str] | None  # names by id; None: a merchant reads it, who is told none

_MOST_DATES = 6


def show_card(offer: Offer, strata: Strata, *, full: float) -> Markup:
    """A brief with all it says; ``full`` ends the scale of kept pieces."""
    row = offer.lead
    return tag(
        "article",
        tag("p", _tier(row), _act_by(row), class_="when"),
        tag("h3", _name(row), " ", _aliases(row)),
        _told(offer, strata, full=full),
        id=anchor("brief", row["brief_id"])[0],
        class_=f"card brief-card {tier_class(row['tier'])}",
    )


def show_line(offer: Offer, strata: Strata, *, full: float) -> Markup:
    """A brief in one line: what, by when, how much; all the rest unfolds, and is printed."""
    row = offer.lead
    said = (
        tag("h3", _name(row)),
        tag("span", _tier(row), " ", _act_by(row), class_="date"),
        tag("span", whole(row["kept_units_p50"]), " ", say("pieces"), class_="amount"),
    )
    return line(
        said,
        join(
            tag("p", _aliases(row), class_="meta") if row["aliases"] else None,
            _told(offer, strata, full=full),
        ),
        id=anchor("brief", row["brief_id"])[0],
        class_=f"line brief-line {tier_class(row['tier'])}",
        data_print="",
    )


def _told(offer: Offer, strata: Strata, *, full: float) -> Markup:
    row = offer.lead
    return tag(
        "div",
        tag(
            "div",
            tag("p", say_again(row["feeling"]), class_="feeling") if row["feeling"] else None,
            _for_whom(row, strata),
            None if strata is None else _merchants(offer),
            _numbers(row, full=full),
            _goods(row),
        ),
        tag("div", *_lists(row), _fine_print(row)),
        class_="brief",
    )


def _name(row: Row) -> Markup:
    return people_say(row["name"] or row["brief_id"])


def _aliases(row: Row) -> Markup | None:
    said = " · ".join(row["aliases"] or [])
    return tag("span", people_say(said), class_="ends") if said else None


def _tier(row: Row) -> Markup:
    return tag("b", choose("tier", row["tier"]))


def _act_by(row: Row) -> Markup:
    return tag("span", say("act.by"), " ", tag("b", dated(row["act_by"])))


def _for_whom(row: Row, strata: Strata) -> Markup:
    """Whose it is, and how it grew; which strata only where the operator reads it."""
    said: list[object] = []
    if strata is not None:
        said += [_stratum(one, strata) for one in row["stratum_ids"] or [None]]
    if row["occasion"]:
        said.append(say_again(row["occasion"]))
    said.append(choose("origin", row["origin"]))
    if not row["merchant_id"]:
        said.append(say("open"))
    elif strata is None:
        said.append(say("own.yours"))
    return tag("p", separate(said), class_="meta")


def _stratum(one: str | None, names: Mapping[str, str]) -> Markup:
    """A stratum; one with a sensitive name goes by its number, for briefs are talked about."""
    sensitive = sensitive_topics(names.get(one or "", ""))
    return stratum_link(one, {} if sensitive else names)


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
        _lot_told(row),
    )


def _lot_told(row: Row) -> Markup | None:
    """Why the first lot is not what will be kept."""
    lot, kept = row["first_lot"], row["kept_units_p50"]
    if lot is None or kept is None or lot == kept:
        return None
    return tag("p", say("lot.above") if lot > kept else say("lot.below"), class_="meta")


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
    return join(line, tag("p", tag("b", say("size.curve")), " ", shares, class_="said"))


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
        tag(
            "p", tag("b", say(key)), " ", separate([say_again(one) for one in lines]), class_="said"
        )
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
        said.append(join(say("expires"), " ", dated(row["expires"])))
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
