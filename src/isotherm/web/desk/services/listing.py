"""From a lot to the shop: its product on sale, or sold ahead, and the wishes it answers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from isotherm.web.desk.briefs import by_size
from isotherm.web.desk.models import Lot
from isotherm.web.desk.queries.wishes import fitting_wishes
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.site.pictures import copy_picture
from isotherm.web.site.refusals import Refusal

__all__ = ["answer_fitting_wishes", "list_lot"]

_MOST_WISHES = 500


def list_lot(
    merchant: Merchant,
    lot_id: str,
    *,
    title: str,
    description: str,
    category: str,
    price_fen: int,
    deposit_fen: int | None = None,
) -> Product:
    """Put a lot into the shop, once: with its pieces when they are here, as presale before.

    Listed again it stays the product it is. Before the pieces arrive a deposit is needed, below
    the price; once they are here none may be asked.
    """
    with transaction.atomic():
        lot = Lot.objects.select_for_update().filter(merchant=merchant, pk=lot_id).first()
        if lot is None:
            raise Http404
        if lot.product is None:
            _check(lot, price_fen=price_fen, deposit_fen=deposit_fen)
            words = {"title": title, "description": description, "category": category}
            lot.product = _product_of(
                merchant, lot, **words, price_fen=price_fen, deposit_fen=deposit_fen
            )
            lot.sold_ahead = deposit_fen is not None
            lot.save(update_fields=["product", "sold_ahead"])
        return lot.product


def answer_fitting_wishes(merchant: Merchant, product_id: str, *, wish_ids: Sequence[str]) -> int:
    """Tell those who wished for it that this is what they wished for; how many were still open.

    Wishes for something else stay as they are: one shop could answer all of a town.
    """
    from isotherm.web.community.services import answer_wishes

    product = Product.objects.filter(merchant=merchant, pk=product_id).first()
    if product is None:
        raise Http404
    if not product.is_on_sale:
        raise Refusal(_("It is not on sale; a wish is answered by something one can buy."))
    if not wish_ids or len(wish_ids) > _MOST_WISHES:
        raise Refusal(_("Please choose the wishes it answers."), code="wishes", status=422)
    fitting = {one.wish.pk for one in fitting_wishes(product)}
    return answer_wishes(product, [wish_id for wish_id in wish_ids if wish_id in fitting])


def _product_of(
    merchant: Merchant,
    lot: Lot,
    *,
    title: str,
    description: str,
    category: str,
    price_fen: int,
    deposit_fen: int | None,
) -> Product:
    """A product made of what was voted on and cut; it keeps its picture whatever the test does."""
    from isotherm.web.shop.services import list_product

    option = lot.option
    voted_on = option.picture.name if option else ""
    return list_product(
        merchant,
        title=title,
        description=description,
        category=category,
        price_fen=price_fen,
        attributes=dict(option.attributes) if option else {},
        sizes=by_size(lot.size_curve),
        brief_id=lot.brief_id,
        option_id=lot.option_id or "",
        picture=copy_picture(voted_on, "products") if voted_on else "",
        deposit_fen=deposit_fen,
    )


def _check(lot: Lot, *, price_fen: int, deposit_fen: int | None) -> None:
    if price_fen <= 0:
        raise Refusal(_("Please give it a price."), code="price", status=422)
    here = lot.state == Lot.State.ARRIVED
    if here and deposit_fen is not None:
        raise Refusal(_("The pieces are here; no deposit is needed."), code="deposit", status=422)
    if not here and deposit_fen is None:
        told = _("The pieces are not here yet; sell ahead with a deposit, or wait until they are.")
        raise Refusal(told, code="deposit")
    if deposit_fen is not None and not 0 < deposit_fen < price_fen:
        raise Refusal(_("A deposit is below the price."), code="deposit", status=422)
