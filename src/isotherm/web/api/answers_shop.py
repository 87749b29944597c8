"""Goods, orders and what a shop keeps, as the API says them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.shop.models import Hold, Order, OrderLine, Product, Sku

__all__ = ["HoldOut", "LineOut", "OrderOut", "ProductOut", "SkuOut"]


class SkuOut(Schema):
    """A size or colour of a product and how many can be bought now."""

    sku_id: str
    options: dict[str, Any]
    price_fen: int | None
    free: int

    @staticmethod
    def of(sku: Sku) -> dict[str, Any]:
        """A sku as plain values."""
        return {
            "sku_id": sku.pk,
            "options": sku.options,
            "price_fen": sku.price_fen,
            "free": sku.on_hand - sku.reserved,
        }


class ProductOut(Schema):
    """A style on sale."""

    product_id: str
    merchant_id: str | None
    title: str
    description: str
    category: str
    price_fen: int | None
    status: str
    attributes: dict[str, Any]
    skus: list[SkuOut]

    @staticmethod
    def of(product: Product) -> dict[str, Any]:
        """A product whose ``skus`` are at hand, as plain values."""
        return {
            "product_id": product.pk,
            "merchant_id": product.merchant_id,
            "title": product.title,
            "description": product.description,
            "category": product.category,
            "price_fen": product.price_fen,
            "status": product.status,
            "attributes": product.attributes,
            "skus": [SkuOut.of(sku) for sku in product.skus.all()],
        }


class HoldOut(Schema):
    """Pieces kept in a basket until a moment."""

    hold_id: str
    sku_id: str
    quantity: int
    expires_at: dt.datetime
    state: str

    @staticmethod
    def of(held: Hold) -> dict[str, Any]:
        """A hold as plain values."""
        return {
            "hold_id": held.pk,
            "sku_id": held.sku_id,
            "quantity": held.quantity,
            "expires_at": held.expires_at,
            "state": held.state,
        }


class LineOut(Schema):
    """Pieces of one product in an order."""

    line_id: str
    order_id: str
    product_id: str | None
    sku_id: str | None
    quantity: int | None
    price_fen: int | None
    state: str
    source_kind: str
    source_id: str

    @staticmethod
    def of(line: OrderLine) -> dict[str, Any]:
        """A line as plain values."""
        return {
            "line_id": line.pk,
            "order_id": line.order_id,
            "product_id": line.product_id,
            "sku_id": line.sku_id,
            "quantity": line.quantity,
            "price_fen": line.price_fen,
            "state": line.state,
            "source_kind": line.source_kind,
            "source_id": line.source_id,
        }


class OrderOut(Schema):
    """What someone bought at once."""

    order_id: str
    at: dt.datetime | None
    state: str
    total_fen: int
    lines: list[LineOut]

    @staticmethod
    def of(order: Order) -> dict[str, Any]:
        """An order whose ``lines`` are at hand, as plain values."""
        return {
            "order_id": order.pk,
            "at": order.at,
            "state": order.state,
            "total_fen": order.total_fen,
            "lines": [LineOut.of(line) for line in order.lines.all()],
        }
