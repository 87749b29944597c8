"""What people kept and what they sent back."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from isotherm.web.shop.models import Merchant, MerchantMember, Outcome

__all__ = ["first_outcomes", "from_strangers", "kept_so_far"]


def from_strangers(told: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """Those of people who have no part in it: not the shop's own, not accounts that act as one."""
    from isotherm.web.readings.queries import groups

    shop = OuterRef("product__merchant")
    own = MerchantMember.objects.filter(merchant=shop, member=OuterRef("member"))
    return told.filter(~Exists(own)).exclude(member__in=list(groups()))


def kept_so_far(merchant: Merchant) -> tuple[int, int]:
    """Pieces of a shop that were kept, of those that are known to be kept or returned."""
    told = Outcome.objects.filter(product__merchant=merchant, kept__isnull=False)
    pieces = told.annotate(pieces=Coalesce("line__quantity", 1))
    found = pieces.aggregate(n=Sum("pieces"), kept=Sum("pieces", filter=Q(kept=True)))
    return found["kept"] or 0, found["n"] or 0


def first_outcomes(merchant: Merchant) -> list[tuple[str, str, bool]]:
    """Who decided on which size and sent it back: the first decision of each person on each."""
    told = Outcome.objects.filter(
        product__merchant=merchant, kept__isnull=False, member__isnull=False, line__isnull=False
    ).order_by("at", "pk")
    seen: set[tuple[str, str]] = set()
    found = []
    for member_id, options, kept in told.values_list("member_id", "line__sku__options", "kept"):
        size = str((options or {}).get("size", "")) if isinstance(options, dict) else ""
        if member_id and size and (member_id, size) not in seen:
            seen.add((member_id, size))
            found.append((member_id, size, not kept))
    return found
