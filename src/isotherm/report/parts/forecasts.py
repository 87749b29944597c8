"""The forecast ledger: what was foretold, and what came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from isotherm.report.drawing.coverage import draw_coverage
from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, tag
from isotherm.report.numbers import decimal, share, whole
from isotherm.report.parts.section import figure, section
from isotherm.report.say import say

__all__ = ["show_forecasts"]

_BANDS = ((0, 3), (4, 7), (8, 14), (15, 28), (29, 10**6))


def show_forecasts(findings: Findings) -> Markup:
    """How many came due, how often the interval held, by days ahead."""
    rows = findings.rows["forecast_ledger"]
    if not rows:
        return section("forecasts", tag("p", say("forecasts.none"), class_="none"))
    scored = [row for row in rows if row["scored_at"] is not None]
    lead = say("forecasts.lead", scored=whole(len(scored)), n=whole(len(rows) - len(scored)))
    if not scored:
        return section("forecasts", tag("p", say("unscored"), class_="none"), lead=lead)
    figures = tag(
        "dl",
        figure("coverage", share(_covered(scored)), tag("dd", say("aim"), class_="under")),
        figure("pinball", decimal(_mean([row["pinball"] for row in scored]))),
        class_="figures",
    )
    return section("forecasts", figures, _table(scored), lead=lead)


def _covered(rows: Sequence[Row]) -> float | None:
    told = [float(row["covered"]) for row in rows if row["covered"] is not None]
    return _mean(told)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _table(scored: Sequence[Row]) -> Markup:
    by_band = defaultdict(list)
    for row in scored:
        by_band[next(band for band in _BANDS if (row["horizon"] or 1) <= band[1])].append(row)
    head = tag("tr", *(tag("th", say(key)) for key in ("horizon", "scored", "coverage")), tag("th"))
    body = [_line(band, by_band[band]) for band in _BANDS if band in by_band]
    return tag("table", tag("thead", head), tag("tbody", *body))


def _line(band: tuple[int, int], rows: Sequence[Row]) -> Markup:
    held = _covered(rows)
    ahead = f"{band[0]}–{band[1]}" if band[1] < 10**6 else f"≥ {band[0]}"
    return tag(
        "tr",
        tag("td", ahead),
        tag("td", whole(len(rows)), class_="number"),
        tag("td", share(held), class_="number"),
        tag("td", draw_coverage(held) if held is not None else None),
    )
