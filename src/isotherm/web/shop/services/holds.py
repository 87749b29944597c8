"""Holds: pieces kept for someone's basket for a quarter of an hour."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import lock_member
from isotherm.web.shop.models import Hold, Sku, StockEntry
from isotherm.web.shop.neighbours import tell_of_cart
from isotherm.web.shop.sources import SOURCES
from isotherm.web.shop.stock import give_back, lock_skus, try_reserve
from isotherm.web.shop.turns import one_turn
from isotherm.web.shop.words import sku_name
from isotherm.web.site.clock import now
from isotherm.web.site.ids import new_id
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import as_id

__all__ = ["BASKET", "HOLD_FOR", "MOST_PIECES", "hold", "release", "reserve", "sweep_holds"]

HOLD_FOR = dt.timedelta(minutes=15)
MOST_PIECES = 3  # of one size in one basket
MOST_LINES = 20  # in one basket
BASKET = (Hold.State.ACTIVE, Hold.State.EXPIRED)  # states of a line that is in the basket


@one_turn
def hold(
    member: Member,
    sku_id: str,
    *,
    quantity: int,
    source_kind: str = "direct",
    source_id: str = "",
) -> Hold:
    """Keep so many pieces of a size in the member's basket; asked again, the basket has the same.

    Refused where too few are free. Holds of others whose time is over are let go first.
    """
    if not 1 <= quantity <= MOST_PIECES:
        words = _("You can have 1 to %(most)s pieces of one size.")
        raise Refusal(words % {"most": MOST_PIECES}, code="quantity", status=422)
    lock_member(member)
    sku = _buyable(member, sku_id)
    held = Hold.objects.filter(member=member, sku=sku, state__in=BASKET).first()
    if held is None:
        return _begin(member, sku, quantity, source=_source(source_kind, source_id))
    if held.state == Hold.State.ACTIVE and held.expires_at <= now():
        _expire(held)
    return _resize(held, sku, quantity)


@one_turn
def release(member: Member, hold_id: str) -> None:
    """Take a line out of the member's basket; its pieces are free again."""
    lock_member(member)
    held = Hold.objects.filter(pk=hold_id, member=member, state__in=BASKET).first()
    if held is None:
        raise Refusal(_("This is no longer in your basket."), code="gone", status=404)
    lock_skus([held.sku_id])
    if _move(held, Hold.State.ACTIVE, Hold.State.RELEASED):
        give_back(
            held.sku_id, held.quantity, kind=StockEntry.Kind.RELEASED, reference=f"hold:{held.pk}"
        )
    else:
        _move(held, Hold.State.EXPIRED, Hold.State.RELEASED)


def reserve(sku: Sku, units: int, *, reference: str) -> None:
    """Promise pieces; where too few are free, let go what others held too long and try again."""
    if try_reserve(sku.pk, units, reference=reference):
        return
    if _expire_all(sku.pk) and try_reserve(sku.pk, units, reference=reference):
        return
    sku.refresh_from_db(fields=["on_hand", "reserved"])
    raise Refusal(_too_few(sku), code="sold_out" if sku.on_hand == sku.reserved else "too_few")


def sweep_holds() -> int:
    """Let go every hold whose time is over; the number let go."""
    late = Hold.objects.filter(state=Hold.State.ACTIVE, expires_at__lte=now())
    sku_ids = late.order_by("sku_id").values_list("sku_id", flat=True).distinct()
    return sum(_sweep_sku(sku_id) for sku_id in list(sku_ids))


@one_turn
def _sweep_sku(sku_id: str) -> int:
    return _expire_all(sku_id)


def _begin(member: Member, sku: Sku, quantity: int, *, source: tuple[str, str]) -> Hold:
    if Hold.objects.filter(member=member, state__in=BASKET).count() >= MOST_LINES:
        raise Refusal(_("Your basket is full. Please check out first."), code="basket_full")
    held_id, at = new_id(), now()
    reserve(sku, quantity, reference=f"hold:{held_id}")
    tell_of_cart(member, sku.product_id)
    return Hold.objects.create(
        id=held_id,
        member=member,
        sku=sku,
        quantity=quantity,
        at=at,
        expires_at=at + HOLD_FOR,
        source_kind=source[0],
        source_id=source[1],
    )


def _resize(held: Hold, sku: Sku, quantity: int) -> Hold:
    """More or fewer pieces on a line; an expired line is held anew. Time is not added otherwise."""
    reference = f"hold:{held.pk}"
    had = held.quantity if held.state == Hold.State.ACTIVE else 0
    if quantity > had:
        reserve(sku, quantity - had, reference=reference)
    elif quantity < had:
        give_back(sku.pk, had - quantity, kind=StockEntry.Kind.RELEASED, reference=reference)
    if not had:
        held.expires_at, held.state = now() + HOLD_FOR, Hold.State.ACTIVE
    held.quantity = quantity
    held.save(update_fields=["quantity", "expires_at", "state"])
    return held


def _expire_all(sku_id: str) -> int:
    """Let go the holds on a size whose time is over."""
    late = Hold.objects.filter(sku_id=sku_id, state=Hold.State.ACTIVE, expires_at__lte=now())
    if not late.exists():
        return 0
    lock_skus([sku_id])
    return sum(_expire(held) for held in late.order_by("pk"))


def _expire(held: Hold) -> bool:
    """The line stays in the basket, its pieces do not."""
    lock_skus([held.sku_id])
    if not _move(held, Hold.State.ACTIVE, Hold.State.EXPIRED):
        return False
    give_back(held.sku_id, held.quantity, kind=StockEntry.Kind.EXPIRED, reference=f"hold:{held.pk}")
    return True


def _move(held: Hold, before: Hold.State, after: Hold.State) -> bool:
    """Change a hold's state where it still is what we believe; say whether it was."""
    moved = Hold.objects.filter(pk=held.pk, state=before).update(state=after)
    held.state = after if moved else held.state
    return bool(moved)


def _buyable(member: Member, sku_id: str) -> Sku:
    from isotherm.web.shop.queries import shops_of  # which reads what is held

    sku = Sku.objects.select_related("product").filter(pk=sku_id).first()
    if sku is None:
        raise Refusal(_("This size is not on sale."), code="unknown", status=404)
    if not sku.product.is_on_sale:
        words = _("%(item)s is no longer on sale.") % {"item": sku_name(sku)}
        raise Refusal(words, code="not_listed")
    if shops_of(member).filter(pk=sku.product.merchant_id).exists():
        # what is bought here tells everybody how much is wanted and kept
        words = _("These are goods of your own shop; its people cannot buy them here.")
        raise Refusal(words, code="own_shop", status=403)
    return sku


def _too_few(sku: Sku) -> str:
    left = sku.on_hand - sku.reserved
    if left <= 0:
        return _("%(item)s is sold out.") % {"item": sku_name(sku)}
    words = _("Of %(item)s only %(left)s are left.")
    return words % {"item": sku_name(sku), "left": left}


def _source(kind: str, source_id: str) -> tuple[str, str]:
    """Where they found it, as far as it makes sense."""
    known = kind in SOURCES and as_id(source_id) == source_id
    return (kind, source_id) if known else ("direct", "")
