"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.search import views

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.results, name="results"),
    path("open/<str:search_id>/<str:product_id>/", views.open_product, name="open-product"),
]
