"""The page for one merchant: a calendar and the briefs it may see, nothing of the operator's."""

from __future__ import annotations

from collections.abc import Sequence

from isotherm.report.document import build_document
from isotherm.report.findings import Row
from isotherm.report.handout import Handout
from isotherm.report.markup import Markup, tag
from isotherm.report.numbers import day, whole
from isotherm.report.parts.briefs import show_handed
from isotherm.report.parts.section import dated
from isotherm.report.say import LANGUAGES, say, say_in

__all__ = ["build_merchant_page"]


def build_merchant_page(handout: Handout) -> str:
    """The whole HTML document; it needs nothing besides itself."""
    told = {"merchant": handout.merchant_id, "day": day(handout.as_of)}
    return build_document(
        [_head(handout), show_handed(handout)],
        titles={lang: say_in(lang, "own.title", **told) for lang in LANGUAGES},
        links=(),
        foot=say("own.made.by", version=handout.version),
    )


def _head(handout: Handout) -> Markup:
    """How many briefs there are of either kind, and by when to act on the first."""
    told = {"own.found": handout.own, "own.open": handout.open_to_all}
    lines = [tag("li", _due(key, briefs)) for key, briefs in told.items() if briefs]
    title = say("own.title", merchant=handout.merchant_id, day=dated(handout.as_of))
    return tag(
        "section",
        tag("h1", title),
        tag("ol", *lines or [tag("li", say("own.none"))], class_="sentences"),
        tag("p", say("own.about"), class_="names"),
        class_="part part-header",
        id="top",
    )


def _due(key: str, briefs: Sequence[Row]) -> Markup:
    dates = [row["act_by"] for row in briefs if row["act_by"]]
    return say(key, n=whole(len(briefs)), day=dated(min(dates, default=None)))
