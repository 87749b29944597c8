"""The operations of the API, a file for each room."""

from __future__ import annotations

from ninja import Router

from isotherm.web.api.routes import community, control, desk, rooms, shop

__all__ = ["ROUTERS"]

ROUTERS: tuple[Router, ...] = (
    community.router,
    shop.router,
    rooms.router,
    desk.router,
    control.router,
)
