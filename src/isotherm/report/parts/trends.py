"""Trends: a curve and its forecast each, and who carries it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from isotherm.report.drawing.fan import draw_fan
from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, anchor, join, separate, tag
from isotherm.report.numbers import day, decimal, share, whole
from isotherm.report.parts.section import chip, figure, fold, line, section
from isotherm.report.parts.strata import stratum_link
from isotherm.report.say import people_say, say, say_word

__all__ = ["show_trends", "trend_rank"]

_FIRST, _FIRST_PAST = 4, 6
_TERMS = 6
_BEFORE, _AFTER = 120, 28  # days shown around the reading's day
_LATE = {"mature": 1, "fading": 2}  # stages that have passed their peak come last


def show_trends(findings: Findings) -> Markup:
    """The trends: a card for each that still rises, a line for each near or past its peak."""
    rows = sorted(findings.rows["trends"], key=trend_rank)
    if not rows:
        return section("trends", tag("p", say("trends.none"), class_="none"))
    days = _by_trend(findings, "trend_days")
    forecasts = _by_trend(findings, "trend_forecasts")
    names = findings.names()
    told = [
        (row, _told(row, names, _curve(row, days, forecasts, findings=findings))) for row in rows
    ]
    rising = [_card(row, body) for row, body in told if row["stage"] not in _LATE]
    late = [(row, body) for row, body in told if row["stage"] in _LATE]
    near = [_line_of(row, body) for row, body in late if _peaks_yet(row, findings)]
    past = [_line_of(row, body) for row, body in late if not _peaks_yet(row, findings)]
    cards = (
        fold(rising, first=_FIRST, within="div", printed=True, class_="cards trend-cards")
        if rising
        else None
    )
    none = None if rising else tag("p", say("trends.none.rising"), class_="none")
    listed = *_lines("trends.near", near), *_lines("trends.past", past)
    return section("trends", none, cards, *listed, lead=say("trends.lead"))


def trend_rank(row: Row) -> tuple[int, float, str]:
    """Where a trend stands among others; the smallest is first."""
    return _LATE.get(row["stage"], 0), -(row["reply_n_eff"] or 0.0), row["trend_id"]


def _peaks_yet(row: Row, findings: Findings) -> bool:
    """Whether the peak is more likely to come than to be over."""
    return row["peak_p50"] is not None and row["peak_p50"] >= findings.as_of


def _lines(key: str, lines: list[Markup]) -> tuple[Markup, ...]:
    if not lines:
        return ()
    listed = fold(lines, first=_FIRST_PAST, within="div", printed=True, class_="lines trend-lines")
    return tag("h3", say(key)), listed


def _by_trend(findings: Findings, table: str) -> Mapping[str, list[Row]]:
    """Rows of each trend by day, near enough to the reading's day to be seen."""
    found = defaultdict(list)
    for row in sorted(findings.rows[table], key=lambda row: (row["trend_id"], row["at"])):
        if -_BEFORE <= (row["at"] - findings.as_of).days <= _AFTER:
            found[row["trend_id"]].append(row)
    return found


def _curve(
    row: Row,
    days: Mapping[str, list[Row]],
    forecasts: Mapping[str, list[Row]],
    *,
    findings: Findings,
) -> Markup:
    own = days.get(row["trend_id"], ()), forecasts.get(row["trend_id"], ())
    drawn = draw_fan(*own, as_of=findings.as_of, detected_at=row["detected_at"])
    return drawn or tag("p", say("no.curve"), class_="none")


def _told(row: Row, names: Mapping[str, str], curve: Markup) -> Markup:
    return join(_mood(row, names), curve, _dates(row), *_life(row))


def _card(row: Row, body: Markup) -> Markup:
    chips = chip("stage", row["stage"]), chip("origin", row["origin"])
    place = anchor("trend", row["trend_id"])[0]
    heading = tag("h3", _name(row), " ", *chips)
    return tag("article", heading, body, id=place, class_="card trend-card")


def _line_of(row: Row, body: Markup) -> Markup:
    """A trend past its peak in one line: how many answered it, and what they kept."""
    kept: tuple[object, ...] = ()
    if _is_count(row):
        kept = (tag("span", say("ready.made.short"), class_="aside"),)
    elif row["kept_units"] is not None:
        kept = whole(row["kept_units"]), " ", say("pieces.kept")
    said = (
        tag("h4", _name(row)),
        tag("span", chip("stage", row["stage"]), chip("origin", row["origin"]), class_="chips"),
        tag("span", say("peak"), " ", day(row["peak_p50"]), class_="date"),
        tag("span", *kept, class_="amount"),  # empty, it still keeps its column
    )
    place = anchor("trend", row["trend_id"])[0]
    return line(said, body, id=place, class_="line trend-line")


def _name(row: Row) -> Markup:
    return people_say(row["name"] or row["trend_id"])


def _mood(row: Row, names: Mapping[str, str]) -> Markup:
    said: list[object] = [say_word(one) for one in (row["feeling"], row["occasion"]) if one]
    if row["terms"]:
        said.append(people_say(" · ".join(row["terms"][:_TERMS])))
    strata = [stratum_link(one, names) for one in (row["stratum_ids"] or [])[:4]]
    return tag("p", separate([*strata, *said]), class_="terms")


def _life(row: Row) -> tuple[Markup, ...]:
    """Who carries it and what it sold; a ready-made count knows neither."""
    if _is_count(row):
        return (tag("p", say("ready.made"), class_="meta"),)
    return _carried(row), _sold(row)


def _is_count(row: Row) -> bool:
    return row["n_notes"] is None and row["reply_n_eff"] is None


def _dates(row: Row) -> Markup:
    peak = row["peak_p50"]
    span = None
    if row["peak_p10"] and row["peak_p90"] and row["peak_p10"] < row["peak_p90"]:
        ends = f"{row['peak_p10']:%m-%d} – {row['peak_p90']:%m-%d}"
        span = tag("dd", ends, class_="under")
    return tag(
        "dl",
        None if _is_count(row) else figure("first.seen", day(row["first_seen"])),
        figure("detected", day(row["detected_at"])),
        figure("peak", day(peak), span),
        class_="figures small",
    )


def _carried(row: Row) -> Markup:
    return tag(
        "dl",
        figure("notes", whole(row["n_notes"])),
        figure("n.eff", whole(row["n_eff"])),
        figure("repliers", whole(row["reply_n_eff"])),
        figure("ordinary", share(row["ordinary_share"])),
        figure("organic", share(row["organic_share"])),
        class_="figures small",
    )


def _sold(row: Row) -> Markup:
    counts = {"asks": "asks", "carts": "carts", "orders": "orders", "kept": "kept_units"}
    told = say("funnel", **{name: whole(row[column]) for name, column in counts.items()})
    ends = ""
    if row["conversion_low"] is not None and row["conversion_high"] is not None:
        ends = f" ({decimal(row['conversion_low'], 3)}–{decimal(row['conversion_high'], 3)})"
    rate = tag("span", say("conversion"), " ", decimal(row["conversion"], 3), ends)
    return tag("p", told, tag("br"), rate, class_="meta")
