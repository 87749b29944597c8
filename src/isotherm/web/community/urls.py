"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.community.views import feed, notes, replies

app_name = "community"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", feed.feed, name="feed"),
    path("following/", feed.following, name="following"),
    path("notes/<str:note_id>/", notes.note, name="note"),
    path("notes/<str:note_id>/replies/", replies.replies, name="replies"),
    path("notes/<str:note_id>/reply/", replies.reply_to, name="reply"),
    path("notes/<str:note_id>/share/", notes.share_note, name="share"),
    path("notes/<str:note_id>/set/<slug:kind>/", notes.note_state, name="note-state"),
    path("replies/<str:reply_id>/erase/", replies.take_reply_away, name="erase-reply"),
]
