"""What waits at a desk."""

from __future__ import annotations

from ninja import Schema

from isotherm.web.api.answers.desk.lots import LotOut
from isotherm.web.api.answers.desk.trials import TrialOut
from isotherm.web.api.answers.plain import Known

__all__ = ["ShopTodayOut"]


class LowOut(Schema):
    """A product of which so few are free that it is time to cut again."""

    product_id: str
    title: str
    free: int
    reorder_at: int


class ShopTodayOut(Schema):
    """What waits at a desk."""

    briefs: int = Known("n_briefs")
    to_send: int
    returns: int
    tests: list[TrialOut]
    lots: list[LotOut]
    low: list[LowOut]
