"""Addresses of pictures: drawn by the world, or uploaded and re-encoded by us."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.drawings import DRAWN, draw
from isotherm.web.site.streams import FileInParts
from isotherm.web.site.words import as_id

__all__ = ["drawn", "uploaded"]

Response = TypeVar("Response", bound=HttpResponseBase)

# A picture may load nothing and run nothing, also when it is opened by itself.
_POLICY = "default-src 'none'; sandbox"
_FOR_GOOD = "public, max-age=31536000, immutable"
_FOR_A_WHILE = "public, max-age=3600"
_KINDS = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
_WRITTEN = re.compile(r"[a-z]+/[0-9a-f]{26}\.(?:jpg|png|webp)")  # the names ``take_picture`` gives


@audience(Audience.EVERYONE)
@require_safe
def drawn(request: HttpRequest, what: str, thing_id: str) -> HttpResponse:
    """The drawn picture of a thing; an address with its mark ``v`` never changes."""
    if what not in DRAWN or not as_id(thing_id):
        raise Http404
    packed = draw(what, thing_id)
    takes_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        packed if takes_packed else gzip.decompress(packed), content_type="image/svg+xml"
    )
    if takes_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return _kept(response, for_good="v" in request.GET or what == "member")


@audience(Audience.EVERYONE)
@require_safe
def uploaded(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture we wrote; any other name is not there."""
    path = Path(settings.MEDIA_ROOT) / name
    if not _WRITTEN.fullmatch(name) or not path.is_file():
        raise Http404
    return _kept(FileInParts(path.open("rb"), content_type=_KINDS[path.suffix]), for_good=True)


def _kept(response: Response, *, for_good: bool) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cache-Control"] = _FOR_GOOD if for_good else _FOR_A_WHILE
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
