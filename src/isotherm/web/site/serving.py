"""One process of the pages: a server that takes its visitors from a socket it was given."""

from __future__ import annotations

import asyncio
import logging
import socket

import uvicorn

from isotherm.web.site.endings import do_last_acts

__all__ = ["serve_pages"]

_LARGEST_FRAME = 4_096  # bytes of a message to a room; longer ones end the socket
_GRACE_S = 3


class _Server(uvicorn.Server):
    """Sends its sockets to come again, and after a grace leaves who is still being answered."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End; that the slowest are cut off then is meant, and no error."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)
        await asyncio.to_thread(do_last_acts)


def serve_pages(listening: socket.socket) -> None:
    """Answer pages and sockets until SIGTERM comes; this ends the process."""
    from isotherm.web.site.asgi import application  # Django has to be set up first

    config = uvicorn.Config(
        application,
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
        # It ends whoever sends headers without end; the quicker one keeps and copies them all.
        http="h11",
        # Rooms send many small messages: packing each costs more than it saves.
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=_LARGEST_FRAME,
    )
    _Server(config).run(sockets=[listening])
