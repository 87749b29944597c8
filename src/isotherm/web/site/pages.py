"""Addresses and small pages that belong to no room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.i18n import set_language

from isotherm.web.site.audiences import Audience, audience

__all__ = ["healthz", "urlpatterns"]


@audience(Audience.EVERYONE)
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the town answers."""
    return HttpResponse("ok", content_type="text/plain")


app_name = "site"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="language"),
]
