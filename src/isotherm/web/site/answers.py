"""How a refusal reaches the person: a toast where HTMX asked, a page otherwise."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from isotherm.web.site.refusals import Refusal

__all__ = ["came_from", "tell_refusals"]

_MOVES = ("HX-Redirect", "HX-Refresh", "HX-Location")  # the page goes elsewhere; it will tell


class tell_refusals:  # noqa: N801  # named like the middleware beside it
    """Middleware: a Refusal raised by a view is told in its own words, with its own status."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take what answers next."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; messages for the person go along with a fragment, too."""
        response = self._answer(request)
        if isinstance(response, HttpResponse) and _takes_toasts(request, response):
            response.content += _toasts(request)
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Tell a refusal; anything else is not ours."""
        if not isinstance(problem, Refusal):
            return None
        if getattr(request, "htmx", False):
            return _toast(problem)
        shown = {"words": problem.words, "back": came_from(request)}
        return render(request, "site/refused.html", shown, status=problem.status)


def _toast(problem: Refusal) -> HttpResponse:
    words = render_to_string("site/_toast.html", {"words": problem.words, "tone": "refusal"})
    placed = {"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"}
    return HttpResponse(words, status=problem.status, headers=placed)


def came_from(request: HttpRequest) -> str:
    """The page the person was on, if it was one of ours."""
    before = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}/"
    if not before.startswith(ours):
        return "/"
    return "/" + before.removeprefix(ours).lstrip("/\\")  # two of them would name another host


def _takes_toasts(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether messages can ride on this answer: a fragment that is swapped in."""
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.boosted:
        return False
    moves_on = any(name in response.headers for name in _MOVES)
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and is_page and not moves_on


def _toasts(request: HttpRequest) -> bytes:
    waiting = list(messages.get_messages(request))
    if not waiting:
        return b""
    words = render_to_string("site/toasts.html", {"messages": waiting})
    return words.encode()
