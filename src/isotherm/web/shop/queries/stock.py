"""What lies on a shop's shelf."""

from __future__ import annotations

import dataclasses

from isotherm.web.shop.models import Merchant, Product, Sku
from isotherm.web.shop.words import size_of

__all__ = ["StockRow", "stock_of"]


@dataclasses.dataclass(frozen=True)
class StockRow:
    """One size of one product."""

    sku: Sku
    product: Product
    size: str
    on_hand: int
    reserved: int

    @property
    def free(self) -> int:
        """Pieces that can still be sold."""
        return self.on_hand - self.reserved


def stock_of(merchant: Merchant) -> list[StockRow]:
    """Every size of the shop's products, newest product first."""
    skus = Sku.objects.filter(product__merchant=merchant).select_related("product")
    return [
        StockRow(sku, sku.product, size_of(sku), sku.on_hand, sku.reserved)
        for sku in skus.order_by("-product__listed_at", "product_id", "pk")
    ]
