"""What can be done in the shop, one transaction each."""

from __future__ import annotations

from isotherm.web.shop.locks import lock_shop
from isotherm.web.shop.services.checkout import checkout
from isotherm.web.shop.services.deposits import refund_deposit, take_deposit
from isotherm.web.shop.services.goods import (
    edit_product,
    list_product,
    take_off_sale,
)
from isotherm.web.shop.services.holds import hold, release, sweep_holds
from isotherm.web.shop.services.orders import (
    cancel_line_of,
    cancel_order,
    confirm_delivery,
    ship_line,
    sweep_orders,
)
from isotherm.web.shop.services.presale import ask_balance
from isotherm.web.shop.services.returns import (
    accept_return,
    ask_return,
    close_kept,
    keep,
    refuse_return,
)
from isotherm.web.shop.services.shelf import change_stock
from isotherm.web.shop.stock import count_stock, receive_stock

__all__ = [
    "accept_return",
    "ask_balance",
    "ask_return",
    "cancel_line_of",
    "cancel_order",
    "change_stock",
    "checkout",
    "close_kept",
    "confirm_delivery",
    "count_stock",
    "edit_product",
    "hold",
    "keep",
    "list_product",
    "lock_shop",
    "receive_stock",
    "refund_deposit",
    "refuse_return",
    "release",
    "ship_line",
    "sweep_holds",
    "sweep_orders",
    "take_deposit",
    "take_off_sale",
]
