"""The roles a demo town lets anyone take, and who is taken for each."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from isotherm.web.accounts.models import Kind, Member
from isotherm.web.readings.queries import briefs_for, groups, strata_of
from isotherm.web.site.clock import now

if TYPE_CHECKING:
    from isotherm.web.shop.models import MerchantMember

__all__ = ["Role", "Taken", "take_role"]

One = TypeVar("One")

_LOOKED_AT = 200  # members looked at for a role, the likeliest first


class Role(enum.StrEnum):
    """Who one can be in the demo."""

    READER = "reader"
    AUTHOR = "author"
    BUYER = "buyer"
    MERCHANT = "merchant"
    OPERATOR = "operator"


@dataclasses.dataclass(frozen=True)
class Taken:
    """The member taken for a role, and the page their day begins on."""

    member: Member
    url: str


def take_role(role: Role) -> Taken:
    """The member of the simulated community who fits a role best; made where there is none."""
    return _TAKE[role]()


def _reader() -> Taken:
    """Someone who bought and who is in strata."""
    buyers = _people().annotate(bought=Count("orders")).filter(shops=None, bought__gt=0)
    ranked = buyers.order_by("-bought", "pk")[:_LOOKED_AT]
    apart = groups()
    likely = [one for one in ranked if one.pk not in apart]
    found = next((one for one in likely if len(strata_of(one.pk)) > 1), None)
    return Taken(found or _first(likely) or _made(Role.READER, Kind.READER), "/")


def _author() -> Taken:
    """Someone whose notes are much replied to."""
    authors = _people().filter(kind=Kind.AUTHOR).annotate(heard=Sum("notes__reply_count"))
    return Taken(
        _first(authors.filter(heard__gt=0).order_by("-heard", "pk"))
        or _made(Role.AUTHOR, Kind.AUTHOR),
        "/studio/",
    )


def _buyer() -> Taken:
    """Someone who selects, works with a shop, and writes."""
    buyers = _people().filter(kind=Kind.BUYER).annotate(wrote=Count("notes", distinct=True))
    with_shop = buyers.filter(shops__role="buyer").order_by("-wrote", "pk")
    alone = buyers.order_by("-wrote", "pk")
    found = _first(with_shop) or _first(alone) or _made(Role.BUYER, Kind.BUYER)
    return Taken(found, "/studio/")


def _merchant() -> Taken:
    """Someone who keeps a shop with briefs waiting and goods on sale."""
    from isotherm.web.shop.models import MerchantMember

    keepers = MerchantMember.objects.filter(role="keeper", member__is_active=True)
    ranked = sorted(
        keepers.annotate(goods=Count("merchant__products")).select_related("member"),
        key=lambda one: (-len(briefs_for(one.merchant_id)), -one.goods, one.merchant_id),
    )
    keeper = _first(ranked) or _kept_shop()
    return Taken(keeper.member, reverse("desk:home", args=[keeper.merchant_id]))


def _operator() -> Taken:
    staff = Member.objects.filter(is_staff=True, is_active=True).order_by("pk")
    return Taken(_first(staff) or _made(Role.OPERATOR, Kind.READER), "/control/")


def _people() -> QuerySet[Member]:
    return Member.objects.filter(is_staff=False, is_active=True)


def _first(rows: Iterable[One]) -> One | None:
    return next(iter(rows[:1] if isinstance(rows, QuerySet) else rows), None)


def _made(role: Role, kind: Kind) -> Member:
    """Someone new for a role nobody has; the same again the next time."""
    member, _ = Member.objects.get_or_create(
        username=f"demo-{role}",
        defaults={
            "name": _NAMES[role],
            "kind": kind,
            "joined_at": now(),
            "is_staff": role is Role.OPERATOR,
        },
    )
    return member


@transaction.atomic
def _kept_shop() -> MerchantMember:
    from isotherm.web.shop.models import Merchant, MerchantMember

    member = _made(Role.MERCHANT, Kind.MERCHANT)
    shop, _ = Merchant.objects.get_or_create(
        id="demo-shop", defaults={"name": "同温小店", "lead_days": 20, "categories": []}
    )
    return MerchantMember.objects.get_or_create(
        merchant=shop, member=member, defaults={"role": "keeper"}
    )[0]


_NAMES = {
    Role.READER: "今天逛逛",
    Role.AUTHOR: "慢慢写",
    Role.BUYER: "挑五件",
    Role.MERCHANT: "小店主",
    Role.OPERATOR: "看地图的人",
}

_TAKE: dict[Role, Callable[[], Taken]] = {
    Role.READER: _reader,
    Role.AUTHOR: _author,
    Role.BUYER: _buyer,
    Role.MERCHANT: _merchant,
    Role.OPERATOR: _operator,
}
