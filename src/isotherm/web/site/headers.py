"""Headers on every page: what a browser may load, and from where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

__all__ = ["content_policy", "page_headers"]

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",  # also our own sockets, and nobody else's
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def content_policy(*, frame: str = "'none'") -> str:
    """The policy of a page; ``frame`` names the one origin a page may embed."""
    rules = {**_POLICY, "frame-src": frame}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


@sync_and_async_middleware
def page_headers(answer: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Middleware: set the content policy where a view has not set a narrower or wider one.

    Works with and without a loop: one that does not would cost every page two changes of thread.
    """
    policy = content_policy()

    def told(response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        return response

    if iscoroutinefunction(answer):

        async def with_headers(request: HttpRequest) -> HttpResponseBase:
            return told(await answer(request))

        return markcoroutinefunction(with_headers)
    return lambda request: told(answer(request))
