"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.accounts.views import data, demo, me, people, strata

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", me.me, name="me"),
    path("me/strata/", strata.strata, name="strata"),
    path("me/strata/personalised/", strata.personalise, name="personalise"),
    path("me/strata/<str:stratum_id>/", strata.choose, name="choose-stratum"),
    path("me/data/", data.data, name="data"),
    path("me/data/export/", data.export_me, name="export-me"),
    path("me/data/archive/", data.take_archive, name="take-archive"),
    path("me/data/erase/", data.erase_me, name="erase-me"),
    path("people/<str:member_id>/", people.person, name="person"),
    path("demo/", demo.demo, name="demo"),
    path("demo/sign-in/<slug:role>/", demo.demo_sign_in, name="demo-sign-in"),
]
