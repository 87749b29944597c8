"""One socket from knock to end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from isotherm.web.rooms.hub.acts import do_act, read_act, too_fast
from isotherm.web.rooms.hub.door import let_in, same_origin
from isotherm.web.rooms.hub.hall import Hall, hall_of
from isotherm.web.rooms.hub.limits import LIMITS
from isotherm.web.rooms.hub.pool import POOLS
from isotherm.web.rooms.hub.seat import Closed, Seat

__all__ = ["answer_socket"]

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


async def answer_socket(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Refuse before accepting, or seat and serve until either side ends it."""
    await receive()
    guest = await POOLS.knock(let_in, scope) if same_origin(scope) else None
    if guest is None or not hall_of(guest.room_id).admit(guest.member.pk):
        await send({"type": "websocket.close", "code": 1008})
        return
    hall, seat = hall_of(guest.room_id), Seat(guest, send)
    try:
        await send({"type": "websocket.accept"})
        await hall.enter(seat)
        await _serve(hall, seat, receive)
    except Closed as end:
        with contextlib.suppress(OSError):
            await send({"type": "websocket.close", "code": end.code, "reason": end.reason})
    except OSError:
        return  # the other side was gone before we were done
    finally:
        hall.leave(seat)


async def _serve(hall: Hall, seat: Seat, receive: Receive) -> None:
    """Listen and deliver side by side until one of them ends."""
    tasks = [
        asyncio.create_task(_listen(hall, seat, receive)),
        asyncio.create_task(seat.deliver(hall.frames)),
    ]
    try:
        done, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _listen(hall: Hall, seat: Seat, receive: Receive) -> None:
    """Do what is sent, one after another; what is too much is told, then ends the socket.

    Raises:
        Closed: a message too long, of bytes, or far too many.
    """
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        text = message.get("text")
        if text is None:
            raise Closed(1003, "text only")
        if len(text.encode(errors="replace")) > LIMITS.longest_message:
            raise Closed(1009, "too long")
        over = hall.over_limit(seat.guest.member.pk)
        if over is None:
            seat.tell(await POOLS.act(do_act, seat.guest, read_act(text) or {}))
        elif over.excess > LIMITS.excess:
            raise Closed(1008, "too fast")
        elif over.excess == 1:
            seat.tell(too_fast(seat.guest, read_act(text)))
