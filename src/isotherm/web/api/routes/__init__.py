"""The operations of the API, a file for each thing one can do something with."""

from __future__ import annotations

from ninja import Router

from isotherm.web.api.routes import me, studio
from isotherm.web.api.routes.community import ROUTERS as COMMUNITY
from isotherm.web.api.routes.control import ROUTERS as CONTROL
from isotherm.web.api.routes.desk import ROUTERS as DESK
from isotherm.web.api.routes.rooms import ROUTERS as ROOMS
from isotherm.web.api.routes.shop import ROUTERS as SHOP

__all__ = ["ROUTERS"]

ROUTERS: tuple[Router, ...] = (
    *COMMUNITY,
    me.router,
    *SHOP,
    *ROOMS,
    studio.router,
    *DESK,
    *CONTROL,
)
