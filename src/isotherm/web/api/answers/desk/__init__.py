"""What the people of a shop read: briefs, tests, lots, what came of them."""

from __future__ import annotations

from isotherm.web.api.answers.desk.briefs import BriefOut, BriefPageOut
from isotherm.web.api.answers.desk.goods_files import GoodsFileOut, GoodsFilePageOut
from isotherm.web.api.answers.desk.loop import LoopOut
from isotherm.web.api.answers.desk.lots import ForeseenOut, LotOut
from isotherm.web.api.answers.desk.opportunities import OpportunitiesOut, ReturnsOut
from isotherm.web.api.answers.desk.today import ShopTodayOut
from isotherm.web.api.answers.desk.trials import PlanOut, TrialOut, TrialPageOut
from isotherm.web.api.answers.desk.wishes import FittingWishOut

__all__ = [
    "BriefOut",
    "BriefPageOut",
    "FittingWishOut",
    "ForeseenOut",
    "GoodsFileOut",
    "GoodsFilePageOut",
    "LoopOut",
    "LotOut",
    "OpportunitiesOut",
    "PlanOut",
    "ReturnsOut",
    "ShopTodayOut",
    "TrialOut",
    "TrialPageOut",
]
