"""Who wants to know when a room changes: hubs in this process, and others through Redis."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from isotherm.web.site.together import redis_client, together

__all__ = [
    "CHANNEL",
    "listen_for_wakes",
    "stop_listening",
    "wake_after_commit",
    "wake_all_here",
    "wake_here",
]

CHANNEL = "isotherm.rooms"
_listeners: dict[str, Callable[[], object]] = {}


def listen_for_wakes(room_id: str, wake: Callable[[], object]) -> None:
    """Have ``wake`` called, from any thread, when a room changes."""
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


def wake_all_here() -> None:
    """Wake the hub of this process for every room it shows."""
    for wake in list(_listeners.values()):
        wake()


def _wake(room_id: str) -> None:
    """Other processes look every tenth of a second where no Redis wakes them."""
    wake_here(room_id)
    together.ask(lambda: _publish(room_id), lambda: None)


def _publish(room_id: str) -> None:
    redis_client().publish(CHANNEL, room_id)
