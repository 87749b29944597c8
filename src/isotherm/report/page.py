"""The operator's page: every part of the report in its order."""

from __future__ import annotations

from isotherm.report.document import build_document
from isotherm.report.findings import Findings
from isotherm.report.numbers import day
from isotherm.report.parts.account import show_account
from isotherm.report.parts.briefs import show_briefs
from isotherm.report.parts.forecasts import show_forecasts
from isotherm.report.parts.header import show_header
from isotherm.report.parts.integrity import show_integrity
from isotherm.report.parts.map import show_map
from isotherm.report.parts.needs import show_needs
from isotherm.report.parts.trends import show_trends
from isotherm.report.parts.warmed import show_warmed
from isotherm.report.say import LANGUAGES, say, say_in

__all__ = ["build_page"]

_PARTS = (
    show_header,
    show_briefs,
    show_map,
    show_needs,
    show_trends,
    show_warmed,
    show_integrity,
    show_forecasts,
    show_account,
)
_LINKS = ("briefs", "map", "needs", "trends", "warmed", "integrity", "forecasts", "account")


def build_page(findings: Findings) -> str:
    """The whole HTML document; it needs nothing besides itself."""
    return build_document(
        [show(findings) for show in _PARTS],
        titles={lang: say_in(lang, "title", day=day(findings.as_of)) for lang in LANGUAGES},
        links=_LINKS,
        foot=say(
            "made.by",
            version=findings.version,
            hash=str(findings.facts.get("input_hash", ""))[:12],
        ),
    )
