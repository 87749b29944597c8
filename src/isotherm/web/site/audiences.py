"""Who may ask for which page: every view says so, and one that does not is closed to everyone."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from isotherm.web.site.answers import came_from

__all__ = ["Audience", "audience", "audience_of", "require_audience"]

_LONGEST_WAY_BACK = 2_000  # signs of an address; no redirect may be as long as some are

View = TypeVar("View", bound=Callable[..., Any])
Answer = Callable[[HttpRequest], HttpResponseBase]


class Audience(enum.StrEnum):
    """Who a page is for; what belongs to one person or shop is checked by its service besides."""

    EVERYONE = "everyone"
    MEMBER = "member"  # signed in
    MERCHANT = "merchant"  # member of at least one shop
    OPERATOR = "operator"  # runs the community
    DEMO = "demo"  # anyone, in a demo town only
    TOKEN = "token"  # the API decides by token and scope


# Views we did not write, by the module they come from.
_BORROWED = {
    "allauth.account.views": Audience.EVERYONE,
    "django.views.i18n": Audience.EVERYONE,
    "django.views.static": Audience.EVERYONE,
    "ninja.operation": Audience.TOKEN,
    "ninja.openapi.views": Audience.EVERYONE,
}


def audience(who: Audience) -> Callable[[View], View]:
    """Say who a view is for."""

    def mark(view: View) -> View:
        view.audience = who  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return mark


def audience_of(view: Callable[..., Any]) -> Audience | None:
    """Whom a view says it is for; None where it says nothing."""
    said = getattr(view, "audience", None)
    if said is None:
        written = getattr(view, "func", view)  # a partial of the view
        home = getattr(getattr(written, "view_class", written), "__module__", "")
        said = _BORROWED.get(home)
    return said


class require_audience:  # noqa: N801  # named like the middleware beside it
    """Middleware: let a request through to a view only where its asker may see it."""

    def __init__(self, answer: Answer) -> None:
        """Take what answers next."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; views are checked once they are known."""
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Refuse before the view runs."""
        return _refusal(request, audience_of(view))


def _refusal(request: HttpRequest, who: Audience | None) -> HttpResponse | None:
    """What to answer instead of the page: nothing where the asker may see it."""
    if who in (Audience.EVERYONE, Audience.TOKEN):
        return None
    if who is Audience.DEMO and settings.DEMO:
        return None
    if who in (None, Audience.DEMO):
        raise PermissionDenied
    user = request.user
    if not user.is_authenticated:
        return _to_sign_in(request)
    if who is Audience.OPERATOR and not user.is_staff:
        raise PermissionDenied
    if who is Audience.MERCHANT and not user.shops.exists():
        raise PermissionDenied
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the door and back: to this page, or to the one whose form was sent."""
    reads = request.method in ("GET", "HEAD")
    htmx = getattr(request, "htmx", None)
    if htmx:
        onward = htmx.current_url_abs_path or "/"
    else:
        onward = request.get_full_path() if reads else came_from(request)
    if not reads:
        messages.info(request, _("Please sign in first. What you sent was not kept."))
    door = redirect_to_login(onward if len(onward) <= _LONGEST_WAY_BACK else "/")
    return HttpResponseClientRedirect(door.url) if htmx else door
