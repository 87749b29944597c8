"""The account: what was missing and what could not be read.

What each step took is in reading.json alone: equal tables give equal reports.
"""

from __future__ import annotations

from isotherm.report.findings import Findings
from isotherm.report.markup import Markup, join, tag
from isotherm.report.numbers import whole
from isotherm.report.parts.section import section
from isotherm.report.say import choose, say, say_lacking

__all__ = ["show_account"]

_MOST_CODES = 30


def show_account(findings: Findings) -> Markup:
    """What a reader must know to weigh the rest."""
    return section("account", _missing(findings), _rejected(findings))


def _missing(findings: Findings) -> Markup:
    lines = list(findings.facts.get("missing") or ())
    told = tag("ul", *(tag("li", say_lacking(line)) for line in lines)) if lines else None
    return join(tag("h3", say("missing")), told or tag("p", say("missing.none"), class_="none"))


def _rejected(findings: Findings) -> Markup:
    heading = tag("h3", say("rejected"))
    if not findings.rejects.num_rows:
        return join(heading, tag("p", say("rejected.none"), class_="none"))
    groups = findings.rejects.group_by("code", use_threads=False).aggregate(
        [("code", "count"), ("file", "first"), ("column", "first")]
    )
    rows = sorted(groups.to_pylist(), key=lambda row: (-row["code_count"], row["code"] or ""))
    head = tag("tr", tag("th", say("code")), *_right("count"), tag("th", say("example")))
    body = [
        tag(
            "tr",
            tag("td", choose("reject", row["code"])),
            tag("td", whole(row["code_count"]), class_="number"),
            tag("td", _example(row)),
        )
        for row in rows[:_MOST_CODES]
    ]
    return join(heading, tag("table", tag("thead", head), tag("tbody", *body)))


def _right(*keys: str) -> list[Markup]:
    """Heads of columns of numbers."""
    return [tag("th", say(key), class_="number") for key in keys]


def _example(row: dict[str, object]) -> str:
    """Where the first such row stands; what was expected is told by ``isotherm check``."""
    return " · ".join(str(row[key]) for key in ("file_first", "column_first") if row[key])
