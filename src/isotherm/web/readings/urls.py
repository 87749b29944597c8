"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from isotherm.web.readings import views

app_name = "readings"
urlpatterns = [
    path("", views.run_list, name="runs"),
    path("ask/", views.ask, name="ask"),
    path("prune/", views.prune, name="prune"),
    path("export/", views.make_export, name="export"),
    path("exports/", views.export_rows, name="exports"),
    path("exports/<str:name>/", views.download_export, name="download"),
    path("exports/<str:name>/remove/", views.remove_export, name="remove"),
    path("<str:run_id>/", views.run_row, name="run"),
]
