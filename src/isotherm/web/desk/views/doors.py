"""Who stands at which desk, and the frame of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Merchant

__all__ = ["desk_page", "me", "page_of", "shop_of"]

_A_PAGE = 30


def me(request: HttpRequest) -> Member:
    """Who asks; the views behind this are for members."""
    return cast(Member, request.user)


def shop_of(request: HttpRequest, merchant_id: str) -> Merchant:
    """The shop whose desk is asked for; 404 for everyone it does not belong to."""
    from isotherm.web.shop.queries import require_shop

    return require_shop(me(request), merchant_id)


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


def page_of(request: HttpRequest, things: Any, *, size: int = _A_PAGE) -> Page[Any]:
    """The page of a list that was asked for; the nearest one where there is no such page."""
    return Paginator(things, size).get_page(request.GET.get("page"))
