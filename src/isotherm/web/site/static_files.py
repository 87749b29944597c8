"""Styles, scripts and signs, sent by the loop itself: no page waits for them."""

from __future__ import annotations

from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from servestatic.asgi import ServeStaticASGI

from isotherm.web.site.headers import content_policy

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
    """The guards that Django sets on pages."""
    headers["Content-Security-Policy"] = content_policy()
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = settings.SECURE_REFERRER_POLICY
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if getattr(settings, "SECURE_HSTS_SECONDS", 0):
        always = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
        headers["Strict-Transport-Security"] = always
