"""Which shop is asked for, and whether who asks may stand at its desk."""

from __future__ import annotations

from django.http import HttpRequest

from isotherm.web.api.access import Scope, caller
from isotherm.web.shop.models import Merchant
from isotherm.web.shop.queries import require_shop
from isotherm.web.shop.queries.shops import Role

__all__ = ["READ", "WRITE", "shop_of"]

READ, WRITE = Scope("shop:read"), Scope("shop:write")


def shop_of(request: HttpRequest, merchant_id: str, *, role: Role = "keeper") -> Merchant:
    """The shop, for who acts for it in this role; 404 for everybody else."""
    return require_shop(caller(request), merchant_id, role=role)
