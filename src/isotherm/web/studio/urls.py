"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.studio.views import author, boards, taste

app_name = "studio"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", author.home, name="home"),
    path("questions/", author.questions, name="questions"),
    path("questions/<str:reply_id>/answer/", author.answer, name="answer"),
    path("taste/", taste.taste, name="taste"),
    path("boards/", boards.boards, name="boards"),
    path("boards/<str:board_id>/", boards.board, name="board"),
]
