"""What operators read and decide."""

from __future__ import annotations

from isotherm.web.api.routes.control import (
    atlas,
    boards,
    briefs,
    exports,
    jobs,
    needs,
    privacy,
    readings,
    today,
    trends,
)

__all__ = ["ROUTERS"]

ROUTERS = tuple(
    room.router
    for room in (today, atlas, trends, needs, briefs, boards, privacy, jobs, readings, exports)
)
