"""Integrity: accounts that act as one, by group; no account is named."""

from __future__ import annotations

from isotherm.report.drawing.bars import draw_interval
from isotherm.report.findings import Findings, Row
from isotherm.report.markup import Markup, join, separate, tag
from isotherm.report.numbers import share, whole
from isotherm.report.parts.section import fold, section
from isotherm.report.say import choose, say

__all__ = ["show_integrity"]

_FIRST = 3
_CERTAIN = 0.99


def show_integrity(findings: Findings) -> Markup:
    """The groups, the largest first."""
    if not findings.coordinated.num_rows:
        return section("integrity", tag("p", say("integrity.none"), class_="none"))
    groups = findings.coordinated.group_by("group_id", use_threads=False).aggregate(
        [("actor_id", "count"), ("score", "mean"), ("why", "first")]
    )
    rows = sorted(groups.to_pylist(), key=lambda row: (-row["actor_id_count"], row["group_id"]))
    full = float(rows[0]["actor_id_count"])
    listed = fold([_group(row, full) for row in rows], first=_FIRST, within="ul", class_="groups")
    told = {"groups": whole(len(rows)), "n": whole(findings.coordinated.num_rows)}
    return section("integrity", listed, lead=say("integrity.lead", **told))


def _group(row: Row, full: float) -> Markup:
    count = row["actor_id_count"]
    return tag(
        "li",
        tag("code", row["group_id"]),
        tag("span", tag("b", whole(count)), " ", say("accounts"), class_="count"),
        tag("span", draw_interval(0, count, count, full=full), class_="size"),
        tag("span", say("sure"), " ", _certainty(row["score_mean"]), class_="ends"),
        tag("span", separate(_grounds(row["why_first"])), class_="grounds"),
    )


def _certainty(score: float | None) -> str:
    """A score as a percentage; nothing is ever wholly certain."""
    return "> 99%" if (score or 0.0) > _CERTAIN else share(score)


def _grounds(why: str | None) -> list[Markup]:
    """The signs in words; a sign told of one kind of act carries the kind before a colon."""
    grounds = []
    for sign in (why or "").split("; "):
        kind, colon, what = sign.partition(": ")
        told = join(choose("sign", kind), ": ", choose("sign", what)) if colon else None
        grounds.append(told or choose("sign", sign))
    return [ground for ground in grounds if ground]
