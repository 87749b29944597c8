"""The isotherm map with its legend, and the cards its places lead to."""

from __future__ import annotations

from isotherm.report.drawing.affinity import measure_affinity
from isotherm.report.drawing.isotherm_map import CANVASES, draw_map
from isotherm.report.drawing.legend import draw_circles, draw_dashes, draw_legend
from isotherm.report.findings import Findings
from isotherm.report.markup import Markup, tag
from isotherm.report.parts.section import section
from isotherm.report.parts.strata import show_strata
from isotherm.report.say import say

__all__ = ["show_map"]


def show_map(findings: Findings) -> Markup:
    """Two drawings of one map, for wide and for narrow pages; the page shows the fitting one."""
    strata, bridges = findings.leaves(), findings.rows["bridges"]
    ids = [row["stratum_id"] for row in strata]
    affinity = measure_affinity(ids, findings.memberships, bridges)
    drawn = []
    for canvas in CANVASES:
        drawing, unnamed = draw_map(strata, affinity, bridges, canvas=canvas)
        note = tag("p", say("map.unnamed", n=unnamed), class_="unnamed") if unnamed else None
        drawn.append(tag("div", drawing, note, class_=f"sheet {canvas.name}"))
    legend = _legend(findings) if strata else None
    lead = say("map.lead") if strata else None
    return section("map", *drawn, legend, show_strata(findings), lead=lead)


def _legend(findings: Findings) -> Markup:
    drawn = any((row["lift_low"] or 0) > 1 for row in findings.rows["bridges"])
    return tag(
        "p",
        tag("span", say("map.cold"), draw_legend(), say("map.warm"), class_="scale"),
        tag("span", draw_dashes(), say("map.normal")),
        tag("span", draw_circles(), say("map.size")),
        tag("span", say("map.bridges" if drawn else "map.bridges.none"), class_="arrows"),
        class_="map-legend",
    )
