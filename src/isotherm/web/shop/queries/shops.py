"""Whose shop is whose, and who may do what in it: decided here for every room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Merchant, MerchantMember
from isotherm.web.site.refusals import Refusal

__all__ = ["Role", "names_of_shops", "require_shop", "shops_kept_by", "shops_of", "stocked_shops"]

Role = Literal["keeper", "buyer"]


def require_shop(member: Member, merchant_id: str, *, role: Role = "keeper") -> Merchant:
    """The shop, for who acts for it in this role; a keeper may do all that a buyer may.

    A buyer chooses goods and hosts. What binds the shop, its money, its stock and what people
    ordered and send back are the keeper's: whatever does not say ``role="buyer"`` is theirs alone.

    Raises:
        Http404: the member does not act for this shop.
        Refusal: they buy for it, and this is for who keeps it.
    """
    people = MerchantMember.objects.filter(member=member, merchant_id=merchant_id)
    mine = people.select_related("merchant").first()
    if mine is None:
        raise Http404
    if role == "keeper" and mine.role != "keeper":
        raise Refusal(_("This is for whoever keeps the shop."), code="keeper", status=403)
    return mine.merchant


def shops_of(member: Member) -> QuerySet[Merchant]:
    """The shops a member keeps or buys for, by name."""
    return Merchant.objects.filter(people__member=member).order_by("name", "pk")


def shops_kept_by(member: Member) -> QuerySet[Merchant]:
    """The shops a member keeps, by name."""
    kept = Merchant.objects.filter(people__member=member, people__role="keeper")
    return kept.order_by("name", "pk")


def names_of_shops(*, besides: Member | None = None) -> Iterable[str]:
    """What shops are called, without those ``besides`` acts for."""
    shops = Merchant.objects.exclude(name="")
    if besides is not None:
        shops = shops.exclude(people__member=besides)
    return shops.values_list("name", flat=True)


def stocked_shops() -> QuerySet[Merchant]:
    """The shops that have goods."""
    return Merchant.objects.filter(products__isnull=False).distinct()
