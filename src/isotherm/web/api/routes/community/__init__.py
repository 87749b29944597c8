"""The feed, notes, replies, wishes, people, strata, search."""

from __future__ import annotations

from isotherm.web.api.routes.community import (
    feed,
    notes,
    notices,
    people,
    reactions,
    replies,
    search,
    strata,
    wishes,
)

__all__ = ["ROUTERS"]

ROUTERS = tuple(
    room.router
    for room in (feed, notes, reactions, replies, wishes, people, strata, search, notices)
)
