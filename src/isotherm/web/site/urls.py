"""The addresses of the town, room by room."""

from __future__ import annotations

from django.urls import include, path

from isotherm.web.api.town import api

urlpatterns = [
    path("", include("isotherm.web.community.urls")),
    path("", include("isotherm.web.accounts.urls")),
    path("", include("isotherm.web.site.pages")),
    path("search/", include("isotherm.web.search.urls")),
    path("", include("isotherm.web.shop.urls")),
    path("studio/", include("isotherm.web.studio.urls")),
    path("desk/", include("isotherm.web.desk.urls")),
    path("", include("isotherm.web.rooms.urls")),
    path("control/", include("isotherm.web.control.urls")),
    path("control/readings/", include("isotherm.web.readings.urls")),
    path("api/v1/", api.urls),
    path("api/", include("isotherm.web.api.urls")),
    path("accounts/", include("isotherm.web.accounts.doors")),
]

handler400 = "isotherm.web.api.problems.bad_request"
