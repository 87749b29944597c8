"""Goods as buyers see them, a member's basket and orders."""

from __future__ import annotations

from isotherm.web.api.routes.shop import baskets, goods, orders

__all__ = ["ROUTERS"]

ROUTERS = tuple(room.router for room in (goods, baskets, orders))
