"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from isotherm.web.api import views

app_name = "api"
urlpatterns = [
    path("", views.reference, name="reference"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/make/", views.make, name="make-token"),
    path("tokens/<int:token_id>/revoke/", views.revoke, name="revoke-token"),
]
