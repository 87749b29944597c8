"""Goods, baskets, orders and shops."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.plain import Known
from isotherm.web.shop.models import Payment, Product, Sku
from isotherm.web.shop.payments import provider_named
from isotherm.web.shop.queries import is_worn_by_size

__all__ = [
    "FitOut",
    "HoldOut",
    "LineOut",
    "OrderOut",
    "OrderPageOut",
    "OwnProductOut",
    "PaymentOut",
    "ProductOut",
    "ShopOut",
    "SkuOut",
    "StockOut",
]


class SkuOut(Schema):
    """A size or colour of a product and how many can be bought now."""

    sku_id: str = Known("pk")
    options: dict[str, Any]
    price_fen: int | None
    free: int

    @staticmethod
    def resolve_free(sku: Sku) -> int:
        """What is not promised."""
        return sku.on_hand - sku.reserved


class StockOut(SkuOut):
    """A size on the shelf."""

    product_id: str
    on_hand: int
    reserved: int


class ProductOut(Schema):
    """A style on sale."""

    product_id: str = Known("pk")
    merchant_id: str | None
    title: str
    description: str
    category: str
    price_fen: int | None
    deposit_fen: int | None
    status: str
    worn_by_size: bool  # how it fits is asked and told
    attributes: dict[str, Any]
    skus: list[SkuOut]

    @staticmethod
    def resolve_worn_by_size(product: Product) -> bool:
        """By its kind, else by having sizes."""
        return is_worn_by_size(product)


class OwnProductOut(ProductOut):
    """A style of one's own shop, on sale or not, and what it answers."""

    listed_at: dt.datetime | None
    brief_id: str
    option_id: str


class FitOut(Schema):
    """How a product fitted: bodies like mine, else everybody's; people and shares in eighths."""

    like_mine: bool
    people: int
    kept_share: float | None
    kept_low: float | None
    kept_high: float | None
    small: float | None
    true: float | None
    large: float | None


class ShopOut(Schema):
    """A shop."""

    merchant_id: str = Known("pk")
    name: str
    about: str
    categories: list[Any]
    lead_days: int | None


class HoldOut(Schema):
    """Pieces kept in a basket until a moment."""

    hold_id: str = Known("pk")
    sku_id: str
    quantity: int
    expires_at: dt.datetime
    state: str


class LineOut(Schema):
    """Pieces of one product in an order.

    Where a part of a line goes back, the pieces that stay are a line of their own, ``part_of`` it.
    """

    line_id: str = Known("pk")
    order_id: str
    part_of: str | None = Known("part_of_id")
    product_id: str | None
    sku_id: str | None
    quantity: int | None
    price_fen: int | None
    state: str
    source_kind: str
    source_id: str


class OrderOut(Schema):
    """What someone bought at once."""

    order_id: str = Known("pk")
    at: dt.datetime | None
    state: str
    total_fen: int
    lines: list[LineOut]


class StepOut(Schema):
    """One step of an order's way."""

    kind: str
    words: str
    pieces: int
    at: dt.datetime


class OrderPageOut(OrderOut):
    """One order with its way so far, what is to be paid now, and whether it can be called off.

    ``kept_until``: then its pieces are let go if nothing was paid. ``payment_failed``: the last
    attempt to pay what is due came to nothing; another can be begun.
    """

    steps: list[StepOut]
    due_fen: int
    kept_until: dt.datetime | None
    payment_failed: bool
    can_be_cancelled: bool


class PaymentOut(Schema):
    """A payment that was begun: where the buyer pays."""

    payment_id: str = Known("pk")
    order_id: str
    provider: str
    amount_fen: int
    state: str
    url: str

    @staticmethod
    def resolve_url(payment: Payment) -> str:
        """The provider's page."""
        return provider_named(payment.provider).pay_url(payment)
