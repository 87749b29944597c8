"""Answering a form: do it, say what came of it, go back to the page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from isotherm.web.site.refusals import Refusal

__all__ = [
    "act",
]


def act(request: HttpRequest, do: Callable[[], object], *, done: str, back: str) -> HttpResponse:
    """Do what was asked and lead back; a refusal is shown there in its own words.

    What is not there at all stays a 404: there is no page to lead back to.
    """
    try:
        do()
    except Refusal as refusal:
        if refusal.status == 404:  # HTTP's own number
            raise
        messages.error(request, refusal.words)
    else:
        messages.success(request, done)
    return HttpResponseRedirect(back)
