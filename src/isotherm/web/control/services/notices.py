"""Telling a shop's people something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from isotherm.web.shop.models import MerchantMember

__all__ = ["tell_shops"]


def tell_shops(merchant_ids: Iterable[str], kind: str, *, about: dict[str, Any]) -> None:
    """A notice to everyone who acts for these shops, each leading to the shop's own desk."""
    people = MerchantMember.objects.filter(merchant_id__in=list(merchant_ids))
    for merchant_id, member_id in people.values_list("merchant_id", "member_id").order_by("id"):
        _notify(member_id, kind, about=about, url=f"/desk/{merchant_id}/")


def _notify(member_id: str, kind: str, *, about: dict[str, Any], url: str) -> None:
    from isotherm.web.community.notices import notify

    notify(member_id, kind, about=about, url=url)
