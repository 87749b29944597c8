"""Every address of the town, with a thing that is there for each part of it, and who may ask."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from isotherm.web.site.audiences import Audience, audience_of

__all__ = [
    "ALL",
    "API",
    "PARTS",
    "addresses",
    "client_of",
    "everything",
    "filled",
    "may_enter",
    "refused",
]

# What ``full_town.settle`` makes, by what addresses call it.
PARTS: dict[str, Any] = {
    "note_id": "note-1",
    "reply_id": "reply-1",
    "wish_id": "wish-1",
    "product_id": "product-1",
    "sku_id": "sku-L",
    "merchant_id": "shop-1",
    "member_id": "author-1",
    "stratum_id": "s-1",
    "order_id": "order-1",
    "line_id": "line-1",
    "hold_id": "hold-1",
    "payment_id": "payment-1",
    "test_id": "test-1",
    "option_id": "option-1",
    "room_id": "room-1",
    "brief_id": "b-own",
    "lot_id": "lot-1",
    "file_id": "goods-1",
    "export_id": "export-1",
    "trend_id": "t-1",
    "need_id": "n-1",
    "group_id": "g-1",
    "run_id": "run-1",
    "search_id": "search-1",
    "board_id": "board-1",
    "notice_id": 901,
    "token_id": 901,
    "answer_id": 901,
    "webhook_id": "webhook-1",
    "task_id": uuid.UUID(int=1),
    "provider": "dummy",
    "act": "show",
    "role": "reader",
    "what": "note",
    "thing_id": "note-1",
}
# What the same word means under these addresses.
_MEANT: dict[str, dict[str, str]] = {
    "/notes/": {"kind": "like"},
    "/desk/": {"kind": "products"},
    "/pictures/": {"name": "notes/00000000000000000000000001.webp"},
    "/control/readings/exports/": {"name": "record-1"},
    "/api/v1/notes/": {"state": "like"},
    "/api/v1/findings/": {"table": "strata"},
}


def addresses(
    resolver: URLResolver | None = None, prefix: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    """Every address as a pattern, with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from addresses(entry, route)


ALL = [(route, entry) for route, entry in addresses() if not route.startswith("/api/v1/")]
API = [(route, entry) for route, entry in addresses() if route.startswith("/api/v1/")]


def filled(route: str, entry: URLPattern, **parts: Any) -> str:
    """The address with a thing of the town for each part; ``parts`` take their place."""
    path = route
    meant = next((told for start, told in _MEANT.items() if route.startswith(start)), {})
    for name, converter in entry.pattern.converters.items():
        value = str(converter.to_url((PARTS | meant | parts)[name]))
        path = path.replace(f"<{kind_of(route, name)}{name}>", value)
    assert "<" not in path, f"{path}: give its parts a value in PARTS"
    return path.replace("^", "").replace("$", "")


def kind_of(route: str, name: str) -> str:
    """The converter of a part as the pattern writes it, with its colon."""
    return route.partition(f"{name}>")[0].rpartition("<")[2]


def client_of(member: object) -> Client:
    """Somebody signed in, or nobody."""
    client = Client(raise_request_exception=True)
    if member is not None:
        client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    return client


def may_enter(role: str, who: Audience | None) -> bool:
    """Whether the audience of a view lets a role in."""
    allowed = {
        Audience.EVERYONE: True,
        Audience.TOKEN: True,
        Audience.DEMO: True,
        Audience.MEMBER: role != "anonymous",
        Audience.MERCHANT: role in ("merchant", "buyer", "other merchant"),
        Audience.OPERATOR: role == "operator",
    }
    return who is not None and allowed[who]


def refused(response: Any) -> bool:
    """Whether an answer says: not yours, or not there."""
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/accounts/login")
    return response.status_code in (401, 403, 404, 405) or to_sign_in


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but who is signed in and the town's own row, made when asked."""
    return {
        model._meta.label: sorted(model.objects.values_list(), key=repr)
        for model in apps.get_models()
        if model._meta.label not in ("sessions.Session", "site.Town")
    }


def view_name(entry: URLPattern) -> str:
    """A view as ``room:name``."""
    module = getattr(entry.callback, "__module__", "")
    room = module.removeprefix("isotherm.web.").partition(".")[0]
    return f"{room}:{entry.name}"


def audience(entry: URLPattern) -> Audience | None:
    """Whom the view of an address is for."""
    return audience_of(entry.callback)
