"""What there is in the shop, read only."""

from __future__ import annotations

from isotherm.web.shop.queries.baskets import Basket, BasketLine, basket_of
from isotherm.web.shop.queries.fit import FitEvidence, fit_evidence
from isotherm.web.shop.queries.goods import SizeOnShelf, goods_of, product_with_sizes
from isotherm.web.shop.queries.orders import OrderPage, order_page, orders_of
from isotherm.web.shop.queries.shelves import Shelf, line_to_cancel, lines_of, lines_on_shelf
from isotherm.web.shop.queries.shops import require_shop, shops_kept_by, shops_of, stocked_shops
from isotherm.web.shop.worn import is_worn_by_size

__all__ = [
    "Basket",
    "BasketLine",
    "FitEvidence",
    "OrderPage",
    "Shelf",
    "SizeOnShelf",
    "basket_of",
    "fit_evidence",
    "goods_of",
    "is_worn_by_size",
    "line_to_cancel",
    "lines_of",
    "lines_on_shelf",
    "order_page",
    "orders_of",
    "product_with_sizes",
    "require_shop",
    "shops_kept_by",
    "shops_of",
    "stocked_shops",
]
