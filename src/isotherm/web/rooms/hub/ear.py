"""What other processes say through Redis: that a room has changed."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from django.conf import settings

from isotherm.web.rooms.hub.limits import LIMITS
from isotherm.web.rooms.wakes import CHANNEL, wake_all_here, wake_here
from isotherm.web.site.together import TIMEOUT_S

if TYPE_CHECKING:
    from redis.asyncio.client import PubSub

__all__ = ["EAR", "Ear"]

_SILENCE_S = 1.0  # after which it is asked whether Redis is still there
_AGAIN_S = 1.0  # between two attempts to reach it
_log = logging.getLogger("isotherm.rooms")


class Ear:
    """One process's line to Redis, open while any room is shown."""

    def __init__(self) -> None:
        """Nothing is heard yet."""
        self._task: asyncio.Task[None] | None = None
        self._since: float | None = None

    @property
    def hears_all(self) -> bool:
        """Whether no change of a room can be missed for long."""
        heard_for = -1.0 if self._since is None else time.monotonic() - self._since
        return heard_for >= LIMITS.trust_wakes_after_s

    def open(self) -> None:
        """Listen from now on, where there is a Redis."""
        if settings.REDIS_URL and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._listen())

    def close(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _listen(self) -> None:
        from redis import RedisError
        from redis.asyncio import Redis

        client = Redis.from_url(
            settings.REDIS_URL,
            retry=None,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
        )
        try:
            while True:
                try:
                    async with client.pubsub() as line:
                        await self._hear(line)
                except (RedisError, OSError, TimeoutError) as error:
                    _log.debug("no word from Redis: %s", error)
                self._since = None
                wake_all_here()  # from now on they look by themselves
                await asyncio.sleep(_AGAIN_S)
        finally:
            self._since = None
            await client.aclose()

    async def _hear(self, line: PubSub) -> None:
        """Pass on what is said until the line breaks or nothing answers any more."""
        await line.subscribe(CHANNEL)
        asked = False
        while True:
            told = await line.get_message(timeout=_SILENCE_S)
            if told is None and asked:
                return
            asked = told is None
            if asked:
                await line.ping()
            elif told is not None and told["type"] == "message":
                wake_here(told["data"].decode(errors="replace"))
            elif self._since is None:
                self._since = time.monotonic()


EAR = Ear()
