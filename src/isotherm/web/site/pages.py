"""Addresses and small pages that belong to no room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.gallery import gallery, refuse
from isotherm.web.site.picture_pages import drawn, uploaded
from isotherm.web.site.shell import THEMES

__all__ = ["choose_theme", "healthz", "urlpatterns"]

_YEAR = 365 * 86_400  # seconds a choice of light is remembered


@audience(Audience.EVERYONE)
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the town answers."""
    return HttpResponse("ok", content_type="text/plain")


@audience(Audience.EVERYONE)
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember day, night, or nothing: as the machine has it."""
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()})
    response = HttpResponseRedirect(onward if safe else "/")
    theme = request.POST.get("theme")
    if theme in THEMES:
        secure = request.is_secure()
        response.set_cookie("theme", theme, max_age=_YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


app_name = "site"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="language"),
    path("theme/", choose_theme, name="theme"),
    path("drawn/<slug:what>/<str:thing_id>.svg", drawn, name="drawn"),
    path("pictures/<path:name>", uploaded, name="uploaded"),
    path("gallery/", gallery, name="gallery"),
    path("gallery/refuse/", refuse, name="refuse"),
]
