"""Who may come in: decided before a socket is accepted."""

from __future__ import annotations

import dataclasses
import re
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.http.request import validate_host
from django.utils.translation import get_language_from_request

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import Room
from isotherm.web.shop.queries import shops_kept_by
from isotherm.web.site.clock import now

__all__ = ["Guest", "let_in", "same_origin"]

_PATH = re.compile(r"/ws/rooms/([0-9A-Za-z_.:-]{1,64})/?")


@dataclasses.dataclass(frozen=True)
class Guest:
    """Someone let into a room."""

    member: Member
    session_key: str
    room_id: str
    desk: bool
    """Whether they are shown what the host sees."""
    host: bool
    after: int | None
    """The last line they have; None when they come for the first time."""
    language: str


def same_origin(scope: dict[str, Any]) -> bool:
    """Whether the page that opens the socket is the town's own, at a name the town answers to."""
    headers = _headers(scope)
    host, origin = headers.get("host", ""), headers.get("origin", "")
    if not host or urlsplit(origin).netloc.lower() != host.lower():
        return False
    return validate_host(_without_port(host), settings.ALLOWED_HOSTS)


def let_in(scope: dict[str, Any]) -> Guest | None:
    """The guest a connection stands for; None where there is no session or no such open room."""
    found = _PATH.fullmatch(scope["path"])
    if found is None:
        return None
    request = _request(scope)
    member = get_user(request)
    if not isinstance(member, Member) or not member.is_active:
        return None
    room = Room.objects.filter(pk=found[1]).first()
    if room is None or not room.is_open(now()):
        return None
    keeps = shops_kept_by(member).filter(pk=room.merchant_id).exists()
    host = member.pk == room.host_id
    return Guest(
        member=member,
        session_key=request.session.session_key or "",
        room_id=room.pk,
        desk=_wants_desk(scope) and (host or keeps or member.is_staff),
        host=host and _wants_desk(scope),
        after=_after(scope, room.last_seq),
        language=get_language_from_request(request),
    )


def _request(scope: dict[str, Any]) -> HttpRequest:
    """A request with what signing in needs: cookies, session, language."""
    headers = _headers(scope)
    request = HttpRequest()
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        cookies = SimpleCookie()
    request.COOKIES = {name: morsel.value for name, morsel in cookies.items()}
    request.META["HTTP_ACCEPT_LANGUAGE"] = headers.get("accept-language", "")
    request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    return request


def _headers(scope: dict[str, Any]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _without_port(host: str) -> str:
    return re.sub(r":\d+$", "", host.lower())


def _query(scope: dict[str, Any]) -> dict[str, list[str]]:
    return parse_qs(scope.get("query_string", b"").decode("latin-1"), max_num_fields=8)


def _wants_desk(scope: dict[str, Any]) -> bool:
    return _query(scope).get("desk") == ["1"]


def _after(scope: dict[str, Any], last_seq: int) -> int | None:
    told = _query(scope).get("after", [""])[0]
    return min(int(told), last_seq) if re.fullmatch(r"\d{1,10}", told, re.ASCII) else None
