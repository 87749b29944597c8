"""What the pages of a desk read."""

from __future__ import annotations

from isotherm.web.desk.queries.goods_files import goods_files
from isotherm.web.desk.queries.inbox import InboxLine, brief_for, inbox
from isotherm.web.desk.queries.loop import LoopReport, loop_report
from isotherm.web.desk.queries.opportunities import OpportunityMap, opportunities
from isotherm.web.desk.queries.trail import Trail, trail_of

__all__ = [
    "InboxLine",
    "LoopReport",
    "OpportunityMap",
    "Trail",
    "brief_for",
    "goods_files",
    "inbox",
    "loop_report",
    "opportunities",
    "trail_of",
]
