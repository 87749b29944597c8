"""What is around every page: the bar at its top, the bar below it, and the words of toasts."""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from isotherm.web.site.drawn import TOKEN, drawn, mark

__all__ = ["part_around"]

_HERE = mark("here")  # the page's own address, to which the bar's forms lead back
_LED_TO = ("/", "/search/", "/write/", "/notices/", "/me/")  # pages the bars show to be on
_LONGEST_SEARCH = 200  # signs, as many as the bar's field takes: what is kept has to be small


def part_around(template: str, context: Context) -> SafeString:
    """A part of the frame of a page, which is told nothing but what decides how it looks."""
    looks = _looks(context)
    request = looks["request"] | {"get_full_path": _HERE}
    told = looks | {"request": request, "csrf_token": TOKEN}
    put = {_HERE: context["request"].get_full_path(), TOKEN: context["csrf_token"]}
    return drawn(template, told, looks=repr(looks), put=put)


def _looks(context: Context) -> dict[str, Any]:
    user, frame, request = context["user"], context["frame"], context["request"]
    known = user.is_authenticated
    return {
        "LANGUAGE_CODE": get_language(),
        "demo": context["demo"],
        "is_operator": context["is_operator"],
        "user": {"is_authenticated": known, "pk": user.pk, "name": str(user) if known else ""},
        "frame": {name: getattr(frame, name) for name in ("theme", "unread", "held", "shops")},
        "request": {
            "path": request.path if request.path in _LED_TO else "",
            "GET": {"q": request.GET.get("q", "")[:_LONGEST_SEARCH]},
        },
    }
