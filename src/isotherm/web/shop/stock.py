"""Stock moves: each a guarded update and an entry in the ledger, in one transaction.

Nothing is sold twice because pieces are promised by one statement that the database carries out
only where enough are free; reading first and writing afterwards would promise a piece to everyone
who read it.
"""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _

from isotherm.web.shop.models import Sku, StockEntry
from isotherm.web.shop.turns import one_turn
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = [
    "count_stock",
    "give_back",
    "lock_skus",
    "receive_stock",
    "restock",
    "send",
    "try_reserve",
]

MOST_UNITS = 1_000_000
_MOST_ON_SHELF = 2**31 - 1  # a record may bring as many; the database counts no further
_LONGEST_REFERENCE = 160


def lock_skus(sku_ids: list[str]) -> None:
    """Hold these sizes until the transaction ends, always in the same order."""
    chosen = Sku.objects.select_for_update(no_key=True).filter(pk__in=sku_ids)
    list(chosen.order_by("pk").values_list("pk"))


def try_reserve(sku_id: str, units: int, *, reference: str) -> bool:
    """Promise pieces where that many are free; say whether it could be done."""
    free = Sku.objects.filter(pk=sku_id, on_hand__gte=F("reserved") + units)
    if not free.update(reserved=F("reserved") + units):
        return False
    _write(sku_id, StockEntry.Kind.HELD, reserved=units, reference=reference)
    return True


def give_back(sku_id: str, units: int, *, kind: StockEntry.Kind, reference: str) -> None:
    """Promised pieces are free again."""
    Sku.objects.filter(pk=sku_id).update(reserved=F("reserved") - units)
    _write(sku_id, kind, reserved=-units, reference=reference)


def send(sku_id: str, units: int, *, reference: str) -> None:
    """Promised pieces leave the shelf."""
    Sku.objects.filter(pk=sku_id).update(
        on_hand=F("on_hand") - units, reserved=F("reserved") - units
    )
    _write(sku_id, StockEntry.Kind.SENT, on_hand=-units, reserved=-units, reference=reference)


def restock(sku_id: str, units: int, *, reference: str) -> None:
    """Pieces that were sent back lie on the shelf again."""
    _add(sku_id, units)
    _write(sku_id, StockEntry.Kind.RETURNED, on_hand=units, reference=reference)


@one_turn
def receive_stock(sku: Sku, *, units: int, reference: str) -> None:
    """Pieces arrived: they lie on the shelf from now on."""
    if not 0 < units <= MOST_UNITS:
        raise Refusal(
            _("How many pieces arrived? Please give a whole number above zero."), status=422
        )
    noted = one_line(reference, _LONGEST_REFERENCE, name=_("The remark"))
    _add(sku.pk, units)
    _write(sku.pk, StockEntry.Kind.RECEIVED, on_hand=units, reference=noted)


@one_turn
def count_stock(sku: Sku, *, units: int, reference: str) -> None:
    """The shelf was counted: so many lie there. Fewer than are promised is refused."""
    if not 0 <= units <= MOST_UNITS:
        raise Refusal(_("How many pieces are there? Please give a whole number."), status=422)
    noted = one_line(reference, _LONGEST_REFERENCE, name=_("The remark"))
    lock_skus([sku.pk])
    found = Sku.objects.get(pk=sku.pk)
    if units < found.reserved:
        words = _("%(reserved)s pieces are promised to buyers; there cannot be fewer on the shelf.")
        raise Refusal(words % {"reserved": found.reserved}, code="promised")
    if units == found.on_hand:
        return
    Sku.objects.filter(pk=sku.pk).update(on_hand=units)
    change = units - found.on_hand
    _write(sku.pk, StockEntry.Kind.COUNTED, on_hand=change, reference=noted)


def _add(sku_id: str, units: int) -> None:
    """More pieces on the shelf, as far as they can be counted."""
    room = Sku.objects.filter(pk=sku_id, on_hand__lte=_MOST_ON_SHELF - units)
    if not room.update(on_hand=F("on_hand") + units):
        words = _("No more than %(most)s pieces of one size can be counted.")
        raise Refusal(words % {"most": _MOST_ON_SHELF}, code="too_many", status=422)


def _write(
    sku_id: str, kind: StockEntry.Kind, *, on_hand: int = 0, reserved: int = 0, reference: str
) -> None:
    StockEntry.objects.create(
        sku_id=sku_id,
        at=now(),
        kind=kind,
        on_hand_change=on_hand,
        reserved_change=reserved,
        reference=reference,
    )
