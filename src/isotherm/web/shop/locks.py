"""Locks of the shop, always in one order: member, sizes by id, order, payment."""

from __future__ import annotations

from isotherm.web.shop.models import Order, OrderLine
from isotherm.web.shop.stock import lock_skus

__all__ = ["lock_order_and_stock"]


def lock_order_and_stock(order_id: str) -> Order:
    """Hold an order and the sizes in it until the transaction ends."""
    skus = OrderLine.objects.filter(order_id=order_id, sku__isnull=False)
    lock_skus(list(skus.values_list("sku_id", flat=True)))
    return Order.objects.select_for_update(no_key=True).get(pk=order_id)
