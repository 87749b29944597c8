"""Products as a reader sees them."""

from __future__ import annotations

import dataclasses

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isotherm.web.shop.models import Merchant, Product, Sku
from isotherm.web.shop.sizes import size_place
from isotherm.web.shop.words import size_of

__all__ = ["SizeOnShelf", "by_size", "goods_of", "product_with_sizes"]

_FEW = 5  # from here on the number left is said


@dataclasses.dataclass(frozen=True)
class SizeOnShelf:
    """One size to choose."""

    sku: Sku
    size: str
    price_fen: int | None
    free: int
    words: str  # what is said of its stock

    @property
    def can_be_bought(self) -> bool:
        """Whether there is one left, at a price."""
        return self.free > 0 and self.price_fen is not None


def product_with_sizes(product_id: str) -> tuple[Product, list[SizeOnShelf]] | None:
    """A product with its sizes, the smallest first; None where there is no such product or shop."""
    product = (
        Product.objects.select_related("merchant")
        .filter(pk=product_id)
        .exclude(status=Product.Status.DRAFT)
        .first()
    )
    if product is None:
        return None
    skus = sorted(product.skus.all(), key=by_size)
    return product, [_shelf(product, sku) for sku in skus]


def goods_of(merchant: Merchant) -> QuerySet[Product]:
    """What a shop sells now, the newest first."""
    return merchant.products.on_sale().order_by("-listed_at", "pk")


def _shelf(product: Product, sku: Sku) -> SizeOnShelf:
    free = sku.on_hand - sku.reserved if product.is_on_sale else 0
    name = size_of(sku) or _("One size")
    return SizeOnShelf(sku, name, sku.sells_at_fen, free, _words(sku, free))


def _words(sku: Sku, free: int) -> str:
    """Plenty says nothing; few says how few; none says whether some may come back."""
    if free > _FEW:
        return ""
    if free > 0:
        return ngettext("%(n)s left", "%(n)s left", free) % {"n": free}
    return _("all in baskets") if sku.on_hand else _("sold out")


def by_size(sku: Sku) -> tuple[int, float, str]:
    """Where a product's size stands among its others."""
    return size_place(size_of(sku).split(" ")[-1])
