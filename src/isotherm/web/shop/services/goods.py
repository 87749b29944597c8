"""Products on sale: listed, changed, taken off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from isotherm.web.shop.models import Merchant, Product, Sku
from isotherm.web.shop.neighbours import tell_search
from isotherm.web.shop.stock import receive_stock
from isotherm.web.shop.turns import one_turn
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import many_lines, one_line

__all__ = [
    "LONGEST_CATEGORY",
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "MOST_FEN",
    "edit_product",
    "list_product",
    "take_off_sale",
]

MOST_FEN = 100_000_000
LONGEST_TITLE, LONGEST_TEXT, LONGEST_CATEGORY = 200, 5000, 60


@one_turn
def list_product(
    merchant: Merchant,
    *,
    title: str,
    price_fen: int,
    sizes: Mapping[str, int],
    description: str = "",
    category: str = "",
    attributes: Mapping[str, Any] | None = None,
    brief_id: str = "",
    option_id: str = "",
    deposit_fen: int | None = None,
    picture: str = "",
) -> Product:
    """Put a style on sale in sizes with their pieces; with a deposit as presale of what is made."""
    title, description, category = _words_of(title, description, category)
    _require_prices(price_fen, deposit_fen)
    if not sizes or any(units < 0 or not size.strip() for size, units in sizes.items()):
        raise Refusal(_("Please give each size and its pieces."), code="sizes", status=422)
    product = Product.objects.create(
        merchant=merchant,
        title=title,
        description=description,
        category=category,
        listed_at=now(),
        price_fen=price_fen,
        attributes=dict(attributes or {}),
        status=Product.Status.LISTED if deposit_fen is None else Product.Status.PRESALE,
        deposit_fen=deposit_fen,
        brief_id=brief_id,
        option_id=option_id,
        picture=picture,
    )
    _lay_out(product, sizes)
    tell_search(product)
    return product


@one_turn
def edit_product(
    merchant: Merchant, product_id: str, *, title: str, description: str, price_fen: int
) -> Product:
    """Change what a product says and costs; orders placed keep their price."""
    product = _own(merchant, product_id)
    product.title, product.description, _category = _words_of(title, description)
    _require_prices(price_fen, product.deposit_fen)
    product.price_fen = price_fen
    product.save(update_fields=["title", "description", "price_fen"])
    product.skus.update(price_fen=price_fen)
    tell_search(product)
    return product


@one_turn
def take_off_sale(merchant: Merchant, product_id: str) -> Product:
    """It is not sold any more; what was ordered is still sent."""
    product = _own(merchant, product_id)
    product.status = Product.Status.GONE
    product.save(update_fields=["status"])
    tell_search(product)
    return product


def _lay_out(product: Product, sizes: Mapping[str, int]) -> None:
    """The sizes of a new product, with the pieces that are there."""
    for size, units in sizes.items():
        options = {"size": size}
        sku = Sku.objects.create(product=product, options=options, price_fen=product.price_fen)
        if units:
            receive_stock(sku, units=units, reference=f"listed:{product.pk}")


def _own(merchant: Merchant, product_id: str) -> Product:
    product = (
        Product.objects.select_for_update(no_key=True)
        .filter(pk=product_id, merchant=merchant)
        .first()
    )
    if product is None:
        raise Refusal(_("This product is not there."), code="unknown", status=404)
    return product


def _words_of(title: str, description: str, category: str = "") -> tuple[str, str, str]:
    """What a product says, as it is kept; refused where it has no title or is too long."""
    asked = _("Please give a title of up to 200 characters.")
    return (
        one_line(title, LONGEST_TITLE, name=_("The title"), required=asked),
        many_lines(description, LONGEST_TEXT, name=_("The description")),
        one_line(category, LONGEST_CATEGORY, name=_("The category")),
    )


def _require_prices(price_fen: int, deposit_fen: int | None) -> None:
    """Refuse a price or a deposit that makes no sense."""
    if not 0 < price_fen <= MOST_FEN:
        raise Refusal(_("Please give a price above zero."), code="price", status=422)
    if deposit_fen is not None and not 0 < deposit_fen < price_fen:
        words = _("The deposit must be above zero and below the price.")
        raise Refusal(words, code="deposit", status=422)
