"""Who wants to know when a room changes: hubs in this process, and others through Redis."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction

__all__ = ["CHANNEL", "listen_for_wakes", "stop_listening", "wake_after_commit", "wake_here"]

CHANNEL = "isotherm.rooms"
_listeners: dict[str, Callable[[], object]] = {}


def listen_for_wakes(room_id: str, wake: Callable[[], object]) -> None:
    """Have ``wake`` called, from any thread, when this process changes a room."""
    _listeners[room_id] = wake


def stop_listening(room_id: str) -> None:
    """Call nobody for this room any more."""
    _listeners.pop(room_id, None)


def wake_after_commit(room_id: str) -> None:
    """Wake whoever shows a room, once what was written can be read."""
    transaction.on_commit(lambda: _wake(room_id))


def wake_here(room_id: str) -> None:
    """Wake the hub of this process."""
    wake = _listeners.get(room_id)
    if wake is not None:
        wake()


def _wake(room_id: str) -> None:
    wake_here(room_id)
    if settings.REDIS_URL:
        _tell_others(room_id)


def _tell_others(room_id: str) -> None:
    """Other processes look every tenth of a second anyway: an absent Redis costs only that."""
    import redis

    try:
        _redis(settings.REDIS_URL).publish(CHANNEL, room_id)
    except redis.RedisError:
        return


@functools.lru_cache(maxsize=1)
def _redis(url: str) -> Any:
    import redis

    return redis.Redis.from_url(url, socket_timeout=0.2, socket_connect_timeout=0.2)
