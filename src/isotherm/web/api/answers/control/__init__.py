"""What the operator reads: findings with what was decided about them, boards, readings."""

from __future__ import annotations

from isotherm.web.api.answers.control.atlas import PastOut, PlaceOut, PlacePageOut
from isotherm.web.api.answers.control.boards import ExposureOut, ForecastOut
from isotherm.web.api.answers.control.briefs import QuestionAskedOut, ShareOut
from isotherm.web.api.answers.control.integrity import GroupOut, GroupPageOut
from isotherm.web.api.answers.control.jobs import JobOut, RunOut
from isotherm.web.api.answers.control.needs import NeedOut, NeedPageOut
from isotherm.web.api.answers.control.privacy import (
    DisclosureOut,
    ExportAskedOut,
    ExportOut,
    PrivacyOut,
)
from isotherm.web.api.answers.control.today import TownTodayOut
from isotherm.web.api.answers.control.trends import TrendOut, TrendPageOut

__all__ = [
    "DisclosureOut",
    "ExportAskedOut",
    "ExportOut",
    "ExposureOut",
    "ForecastOut",
    "GroupOut",
    "GroupPageOut",
    "JobOut",
    "NeedOut",
    "NeedPageOut",
    "PastOut",
    "PlaceOut",
    "PlacePageOut",
    "PrivacyOut",
    "QuestionAskedOut",
    "RunOut",
    "ShareOut",
    "TownTodayOut",
    "TrendOut",
    "TrendPageOut",
]
