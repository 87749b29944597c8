"""What the processes of a town remember together: in Redis where there is one.

Nothing in Redis is needed: the database is the truth. Where Redis is gone, every process counts and
remembers for itself, so limits are still kept, each process its own, and no page waits or fails.
"""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings

if TYPE_CHECKING:
    import redis

__all__ = ["ALONE_S", "TIMEOUT_S", "Together", "redis_client", "together"]

Answer = TypeVar("Answer")
ALONE_S = 3.0  # how long a Redis that did not answer is left alone
TIMEOUT_S = 0.5  # after which it is said not to answer: a page waits for it once, if at all

_log = logging.getLogger("isotherm.redis")


class Together:
    """Asks Redis, and for a while after it did not answer only this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Redis is asked first."""
        self._clock = clock
        self._alone_until = 0.0
        self._is_gone = False

    def ask(self, shared: Callable[[], Answer], alone: Callable[[], Answer]) -> Answer:
        """What Redis says; ``alone`` says it where there is no Redis or it does not answer."""
        if not settings.REDIS_URL or self._clock() < self._alone_until:
            return alone()
        import redis

        try:
            answer = shared()
        except redis.RedisError as error:
            self._leave_alone(error)
            return alone()
        if self._is_gone:
            self._is_gone = False
            _log.warning("Redis answers again")
        return answer

    def _leave_alone(self, error: Exception) -> None:
        self._alone_until = self._clock() + ALONE_S
        if not self._is_gone:
            _log.warning("Redis does not answer (%s): this process goes on alone", error)
        self._is_gone = True


together = Together()


@functools.cache
def redis_client() -> redis.Redis:
    """A client of the town's Redis for all threads of a process."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # Tried a second time at once: a Redis that was started anew has forgotten its connections.
    return redis.Redis.from_url(
        settings.REDIS_URL,
        retry=Retry(NoBackoff(), 1),
        socket_timeout=TIMEOUT_S,
        socket_connect_timeout=TIMEOUT_S,
    )
