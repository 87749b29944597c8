"""Where an order stands as a whole follows from its lines."""

from __future__ import annotations

from isotherm.web.shop.models import Order, OrderLine

__all__ = ["settle"]

_S = OrderLine.State
_OVER = {_S.KEPT, _S.RETURNED, _S.CANCELLED}
_TO_PAY = {_S.PLACED, _S.BALANCE_DUE}


def settle(order: Order) -> None:
    """Write the state that the lines add up to."""
    state = _state_of(
        {OrderLine.State(state) for state in order.lines.values_list("state", flat=True)}
    )
    Order.objects.filter(pk=order.pk).exclude(state=state).update(state=state)
    order.state = state


def _state_of(lines: set[OrderLine.State]) -> Order.State:
    if lines == {_S.CANCELLED}:
        return Order.State.CANCELLED
    if lines <= _OVER:
        return Order.State.CLOSED
    return Order.State.PLACED if lines & _TO_PAY else Order.State.PAID
