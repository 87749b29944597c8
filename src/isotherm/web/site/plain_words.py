"""Refuses requests that carry what is no text, before anything is looked up with it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation

__all__ = ["require_plain_words"]

_FORM = "application/x-www-form-urlencoded"


def require_plain_words(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: 400 where the address or a plain form holds NUL, which no database keeps.

    Forms with files are read by their views, whose services clean what they are given.
    """

    def with_plain_words(request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or _holds_nul(request.GET):
            raise _refusal(request, "the address")
        if request.content_type == _FORM and _holds_nul(request.POST):
            raise _refusal(request, "the form")
        return answer(request)

    return with_plain_words


def _refusal(request: HttpRequest, place: str) -> BadRequest:
    """The refusal, in the reader's language: this far out nobody has chosen one yet."""
    translation.activate(translation.get_language_from_request(request))
    return BadRequest(f"{place} holds characters that are no text")


def _holds_nul(told: QueryDict) -> bool:
    return any("\x00" in name or "\x00" in "".join(values) for name, values in told.lists())
