"""The reference of the API, and a member's own tokens."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.api.scopes import SCOPES
from isotherm.web.api.tokens import make_token, revoke_token, tokens_of
from isotherm.web.api.town import api
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.limits import limited

__all__ = ["make", "reference", "revoke", "tokens"]

_ROOMS = {
    "community": gettext_noop("Community"),
    "control": gettext_noop("Operator's desk"),
    "desk": gettext_noop("Merchant's desk"),
    "me": gettext_noop("Oneself"),
    "rooms": gettext_noop("Live tests"),
    "shop": gettext_noop("Shop"),
    "studio": gettext_noop("Author's and buyer's studio"),
}  # what the tags of operations are called on the page


@audience(Audience.EVERYONE)
@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation with its scope, in words."""
    operations = sorted(_operations(), key=lambda row: (row["tag"], row["path"]))
    rooms = [
        (_(_ROOMS.get(tag, tag)), list(rows))
        for tag, rows in groupby(operations, key=lambda row: row["tag"])
    ]
    return render(request, "api/reference.html", {"rooms": rooms})


def _operations() -> list[dict[str, Any]]:
    schema = api.get_openapi_schema()
    return [
        {
            "path": path,
            "method": method.upper(),
            "words": _(said.get("description") or said.get("summary") or path),
            "scope": said["security"][0]["Token"][0],
            "tag": (said.get("tags") or ["town"])[0],
        }
        for path, methods in schema["paths"].items()
        for method, said in methods.items()
    ]


@audience(Audience.MEMBER)
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    """The living tokens of the member, and the form for a new one."""
    return _page(request)


@audience(Audience.MEMBER)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a token and show its key this one time."""
    member = member_of(request)
    limited("token", member.pk)
    name = request.POST.get("name", "").strip() or "token"
    _, key = make_token(member, name=name, scopes=request.POST.getlist("scope"))
    return _page(request, key=key)


@audience(Audience.MEMBER)
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """End a token."""
    revoke_token(member_of(request), token_id)
    return redirect("api:tokens")


def _page(request: HttpRequest, key: str = "") -> HttpResponse:
    member = member_of(request)
    offered = {
        scope: _(says)
        for scope, says in SCOPES.items()
        if member.is_staff or not scope.startswith("control:")
    }
    told = {"tokens": tokens_of(member), "scopes": offered, "key": key}
    return render(request, "api/tokens.html", told)
