"""Pages answered in threads, handed to the loop in as few parts as they have.

Each hand-over between a thread and the loop waits for a turn of the interpreter's lock, which under
load is most of what a page takes longer than its work. `a2wsgi` hands over the head, each part of
the body and the end one by one; a page has them all at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import WSGIResponder

__all__ = ["PagesInThreads"]

_PART = 2**16  # bytes that are handed over without waiting for more

Message = dict[str, Any]


class PagesInThreads(WSGIMiddleware):
    """An application of pages as one of the loop, in so many threads."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        responder = _AtOnce(self.app, self.executor, self.send_queue_size)
        await responder(scope, receive, send)


class _AtOnce(WSGIResponder):
    """The answer to one request."""

    def __init__(self, *told: Any) -> None:
        """Nothing was said yet."""
        super().__init__(*told)
        self._said: list[Message] = []
        self._bytes = 0

    def send(self, message: Any) -> None:
        """Called in the page's thread: hand over what is large enough, or the last."""
        self._said.append(message)
        self._bytes += len(message.get("body", b""))
        is_last = message["type"] == "http.response.body" and not message.get("more_body")
        if is_last or self._bytes >= _PART:
            said, self._said, self._bytes = self._said, [], 0
            waiting = self.send_queue.put(said)
            asyncio.run_coroutine_threadsafe(waiting, loop=self.loop).result()

    async def sender(self, send: Any) -> None:
        """Called in the loop: send what was handed over, until there is no more."""
        while (said := await self.send_queue.get()) is not None:
            for message in _joined(said):
                await send(message)
            self.send_queue.task_done()


def _joined(said: list[Message]) -> Iterator[Message]:
    """The head, and one body of all its parts."""
    bodies = [message for message in said if message["type"] == "http.response.body"]
    yield from (message for message in said if message["type"] != "http.response.body")
    if bodies:
        whole = b"".join(message.get("body", b"") for message in bodies)
        yield {**bodies[-1], "body": whole}
