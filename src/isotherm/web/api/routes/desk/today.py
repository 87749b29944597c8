"""One's shops, what waits there today, and where goods are missing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from isotherm.web.api.access import caller
from isotherm.web.api.answers.desk import OpportunitiesOut, ShopTodayOut
from isotherm.web.api.answers.shop import ShopOut
from isotherm.web.api.fields import Id
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, shop_of
from isotherm.web.desk.queries import opportunities
from isotherm.web.desk.queries.today import todays
from isotherm.web.shop.queries import shops_of

__all__ = ["router"]

router = Router(tags=["desk"])


@router.get("/shops", response={200: list[ShopOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_shops(request: HttpRequest) -> Any:
    """The shops you keep or buy for."""
    return shops_of(caller(request))


@router.get("/shops/{merchant_id}/today", response={200: ShopTodayOut, **PROBLEMS}, auth=READ)
def read_today(request: HttpRequest, merchant_id: Id) -> Any:
    """What waits at the desk."""
    return todays(shop_of(request, merchant_id, role="buyer"))


@router.get(
    "/shops/{merchant_id}/opportunities", response={200: OpportunitiesOut, **PROBLEMS}, auth=READ
)
def read_opportunities(request: HttpRequest, merchant_id: Id) -> Any:
    """Strata by kinds of goods: where pieces are missing, with intervals."""
    return opportunities(shop_of(request, merchant_id, role="buyer"))
