"""Styles, scripts and signs, sent by the loop itself: no page waits for them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from servestatic.asgi import ServeStaticASGI

from isotherm.web.site.headers import page_headers

__all__ = ["with_static_files"]

_FRESH_S = 60  # a browser asks again after so long; a file that did not change is not sent


def with_static_files(application: Any) -> Any:
    """The application, with the files of every room before it."""
    door = ServeStaticASGI(
        application,
        max_age=_FRESH_S,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )
    for finder in get_finders():
        for storage in getattr(finder, "storages", {}).values():
            door.add_files(storage.location, prefix=settings.STATIC_URL)
    return door


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    """The guards of a page, set by what sets them on pages."""
    for name, value in _guards().items():
        headers[name] = value


@functools.cache
def _guards() -> dict[str, str]:
    bare = HttpResponse()
    del bare.headers["Content-Type"]
    answer: Callable[[HttpRequest], HttpResponseBase] = lambda _request: bare  # noqa: E731
    for guard in (SecurityMiddleware, XFrameOptionsMiddleware, page_headers):
        answer = guard(answer)  # type: ignore[assignment]  # none of them is asynchronous here
    return dict(answer(_OverTls()).headers)


class _OverTls(HttpRequest):
    """A request that came the safe way: the guard that asks for it is set as well."""

    scheme = "https"
