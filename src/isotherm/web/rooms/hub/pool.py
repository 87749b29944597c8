"""The few threads in which the hub asks the database, so that its loop never waits."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections

__all__ = ["POOLS", "Pools"]

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


class Pools:
    """What people do, what rooms look at and who knocks wait for one another in no queue."""

    def __init__(self) -> None:
        """SQLite lets one write at a time; writers in a queue wait less than in its lock."""
        embedded = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
        self._acts = ThreadPoolExecutor(1 if embedded else 4, thread_name_prefix="room-acts")
        self._looks = ThreadPoolExecutor(2, thread_name_prefix="room-looks")
        self._knocks = ThreadPoolExecutor(2, thread_name_prefix="room-knocks")

    async def act(
        self, do: Callable[Arguments, Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Answer:
        """Do something that writes."""
        return await _run(self._acts, functools.partial(do, *args, **kwargs))

    async def look(
        self, ask: Callable[Arguments, Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Answer:
        """Look something up for a room."""
        return await _run(self._looks, functools.partial(ask, *args, **kwargs))

    async def knock(
        self, ask: Callable[Arguments, Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Answer:
        """Look up who wants to come in."""
        return await _run(self._knocks, functools.partial(ask, *args, **kwargs))


async def _run(pool: ThreadPoolExecutor, ask: Callable[[], Answer]) -> Answer:
    return await asyncio.get_running_loop().run_in_executor(pool, _with_connection, ask)


def _with_connection(ask: Callable[[], Answer]) -> Answer:
    close_old_connections()
    try:
        return ask()
    finally:
        close_old_connections()


POOLS = Pools()
