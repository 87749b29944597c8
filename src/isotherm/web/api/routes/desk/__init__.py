"""What the people of a shop do: from a brief to its test, its lot, its goods, its orders."""

from __future__ import annotations

from isotherm.web.api.routes.desk import (
    briefs,
    exchange,
    lots,
    option_pictures,
    orders,
    products,
    stock,
    today,
    trials,
    webhooks,
)

__all__ = ["ROUTERS"]

ROUTERS = tuple(
    room.router
    for room in (
        today,
        briefs,
        trials,
        option_pictures,
        lots,
        products,
        exchange,
        stock,
        orders,
        webhooks,
    )
)
