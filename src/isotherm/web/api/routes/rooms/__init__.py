"""Live tests and rooms: voting, watching, hosting."""

from __future__ import annotations

from isotherm.web.api.routes.rooms import hosting, livetests, rooms, watching

__all__ = ["ROUTERS"]

ROUTERS = tuple(room.router for room in (livetests, watching, rooms, hosting))
