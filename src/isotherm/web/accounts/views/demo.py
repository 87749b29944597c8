"""One click, and one is somebody of the simulated community. In a demo town only."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.roles import Role, take_role
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.limits import asker_of, limited

__all__ = ["demo", "demo_sign_in"]


@audience(Audience.DEMO)
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """Show who one can be."""
    return render(request, "accounts/demo.html", {"roles": list(Role)})


@audience(Audience.DEMO)
@require_POST
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """Be the member who fits a role."""
    if role not in list(Role):
        raise Http404
    limited("demo", asker_of(request))
    taken = take_role(Role(role))
    login(request, taken.member, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(taken.url)
