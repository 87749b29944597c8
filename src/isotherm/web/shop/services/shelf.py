"""What a shop says of the pieces on its shelf."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from isotherm.web.shop.models import Merchant, Sku
from isotherm.web.shop.stock import count_stock, receive_stock
from isotherm.web.shop.turns import one_turn
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["change_stock"]

_CHANGES = {"receive": receive_stock, "count": count_stock}
_LONGEST_WORDS = 120


@one_turn
def change_stock(
    merchant: Merchant, sku_id: str, *, act: str, units: int, words: str, door: str
) -> Sku:
    """Pieces arrived (``receive``), or the shelf was counted and found otherwise (``count``).

    A count needs words, the reason; an arrival may have a delivery note, else the ``door`` it was
    told at stands in the ledger.
    """
    sku = Sku.objects.filter(product__merchant=merchant, pk=sku_id).first()
    if sku is None:
        raise Http404
    change = _CHANGES.get(act)
    if change is None:
        raise Refusal(_("Please say whether pieces arrived or were counted."), status=422)
    why = _("Please say why.") if act == "count" else ""
    noted = one_line(words, _LONGEST_WORDS, required=why)
    change(sku, units=units, reference=noted or door)
    sku.refresh_from_db()
    return sku
