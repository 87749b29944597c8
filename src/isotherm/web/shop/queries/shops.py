"""Whose shop is whose."""

from __future__ import annotations

from django.http import Http404

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Merchant

__all__ = ["require_shop", "shops_of"]


def require_shop(member: Member, merchant_id: str) -> Merchant:
    """The shop, where the member keeps it or buys for it; not there for anybody else."""
    shop = Merchant.objects.filter(pk=merchant_id, people__member=member).first()
    if shop is None:
        raise Http404
    return shop


def shops_of(member: Member) -> list[Merchant]:
    """The shops a member acts for, by name."""
    return list(Merchant.objects.filter(people__member=member).order_by("name", "pk"))
