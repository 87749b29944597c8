"""What a member leaves in the shop: pieces held, orders not paid, deposits."""

from __future__ import annotations

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Deposit, Hold, Order
from isotherm.web.shop.services import cancel_order, refund_deposit, release

__all__ = ["wind_up"]


def wind_up(member: Member) -> None:
    """Let pieces go, call off what is not paid, give deposits back; done again, nothing is left.

    Called off, an order sends back by itself what is paid for it later.
    """
    for hold_id in member.holds.filter(state=Hold.State.ACTIVE).values_list("pk", flat=True):
        release(member, hold_id)
    unpaid = member.orders.filter(state=Order.State.PLACED, imported=False)
    for order_id in unpaid.values_list("pk", flat=True):
        cancel_order(member, order_id)
    staked = member.deposits.exclude(state=Deposit.State.REFUNDED)
    for reference in staked.values_list("reference", flat=True):
        refund_deposit(member, reference=reference)
