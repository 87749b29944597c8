"""Headers on every page: what a browser may load, and from where."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

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


def page_headers(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: set the content policy where a view has not set a narrower or wider one."""
    policy = content_policy()

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        return response

    return with_headers
