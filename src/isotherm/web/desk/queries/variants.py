"""Variants to begin with: what a brief proposes, as colour and cut."""

from __future__ import annotations

from typing import Any

from isotherm.web.desk.briefs import Brief
from isotherm.web.site.engine_words import said

__all__ = ["suggest_options"]

_MOST = 4


def suggest_options(brief: Brief) -> list[dict[str, Any]]:
    """First rows of the planner: colours by silhouettes, priced in the middle of the band."""
    colours = [said(one) for one in brief.attributes.get("colours", ())] or [""]
    cuts = [said(one) for one in brief.attributes.get("silhouette", ())] or [""]
    pairs = [(colour, cut) for colour in colours for cut in cuts if colour or cut]
    price = _middle_yuan(brief)
    rows = pairs[:_MOST] or [("", "")]
    return [{"colour": colour, "cut": cut, "price": price} for colour, cut in rows]


def _middle_yuan(brief: Brief) -> int | None:
    """The middle of the price band in whole yuan, ending in nine as prices do."""
    if not brief.price_low_fen or not brief.price_high_fen:
        return None
    middle = (brief.price_low_fen + brief.price_high_fen) // 200
    return max(middle // 10 * 10 - 1, 1) if middle > 20 else middle
