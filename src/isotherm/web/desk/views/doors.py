"""Who stands at which desk, and the frame of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from isotherm.web.accounts.asking import member_of
from isotherm.web.shop.models import Merchant
from isotherm.web.shop.queries.shops import Role
from isotherm.web.site.numbers import whole
from isotherm.web.site.refusals import Refusal

__all__ = ["A_PAGE", "desk_page", "pieces", "shop_of"]

A_PAGE = 30  # things on a page of the desk
_MOST_PIECES = 9_999_999


def shop_of(request: HttpRequest, merchant_id: str, *, role: Role = "keeper") -> Merchant:
    """The shop whose desk is asked for; 404 for everyone who does not act for it."""
    from isotherm.web.shop.queries import require_shop

    return require_shop(member_of(request), merchant_id, role=role)


def desk_page(
    request: HttpRequest,
    template: str,
    merchant: Merchant,
    told: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of the desk."""
    shown = {"merchant": merchant, **(told or {})}
    return render(request, f"desk/{template}.html", shown, status=status)


def pieces(request: HttpRequest) -> int:
    """How many pieces a form says."""
    units = whole(request.POST.get("units", ""), least=0, most=_MOST_PIECES)
    if units is None:
        raise Refusal(_("Please give a whole number."), code="units", status=422)
    return units
