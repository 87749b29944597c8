"""Locks of the shop, always in one order: member, shop, sizes by id, order, payment."""

from __future__ import annotations

from isotherm.web.shop.models import Merchant, Order, OrderLine
from isotherm.web.shop.stock import lock_skus

__all__ = ["lock_order_and_stock", "lock_shop"]


def lock_shop(merchant: Merchant) -> None:
    """Let what binds a shop come one after another, inside a transaction."""
    list(Merchant.objects.select_for_update(no_key=True).filter(pk=merchant.pk).values_list("pk"))


def lock_order_and_stock(order_id: str) -> Order:
    """Hold an order and the sizes in it until the transaction ends."""
    skus = OrderLine.objects.filter(order_id=order_id, sku__isnull=False)
    lock_skus(list(skus.values_list("sku_id", flat=True)))
    return Order.objects.select_for_update(no_key=True).get(pk=order_id)
