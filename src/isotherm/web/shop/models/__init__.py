"""Goods, stock, orders and money. What may never happen is refused by the database itself."""

from __future__ import annotations

from isotherm.web.shop.models.goods import Merchant, MerchantMember, Product, Sku, StockEntry
from isotherm.web.shop.models.money import Deposit, MoneyEntry, Payment, PaymentEvent
from isotherm.web.shop.models.orders import Hold, Order, OrderLine, OrderStep, Outcome

__all__ = [
    "Deposit",
    "Hold",
    "Merchant",
    "MerchantMember",
    "MoneyEntry",
    "Order",
    "OrderLine",
    "OrderStep",
    "Outcome",
    "Payment",
    "PaymentEvent",
    "Product",
    "Sku",
    "StockEntry",
]
