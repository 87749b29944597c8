"""What people kept and what they sent back."""

from __future__ import annotations

from django.db.models import Count, Q

from isotherm.web.shop.models import Merchant, Outcome

__all__ = ["first_outcomes", "kept_so_far"]


def kept_so_far(merchant: Merchant) -> tuple[int, int]:
    """Pieces of a shop that were kept, of those that are known to be kept or returned."""
    told = Outcome.objects.filter(product__merchant=merchant, kept__isnull=False)
    found = told.aggregate(n=Count("pk"), kept=Count("pk", filter=Q(kept=True)))
    return found["kept"], found["n"]


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
