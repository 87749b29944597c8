"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.community.views import (
    feed,
    notes,
    notices,
    people,
    replies,
    strata,
    wishes,
    writing,
)

app_name = "community"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", feed.feed, name="feed"),
    path("following/", feed.following, name="following"),
    path("write/", writing.write, name="write"),
    path("write/goods/", writing.find_goods, name="find-goods"),
    path("notes/<str:note_id>/", notes.note, name="note"),
    path("notes/<str:note_id>/edit/", writing.edit, name="edit"),
    path("notes/<str:note_id>/erase/", writing.erase, name="erase"),
    path("notes/<str:note_id>/replies/", replies.replies, name="replies"),
    path("notes/<str:note_id>/reply/", replies.reply_to, name="reply"),
    path("notes/<str:note_id>/share/", notes.share_note, name="share"),
    path("notes/<str:note_id>/set/<slug:kind>/", notes.note_state, name="note-state"),
    path("replies/<str:reply_id>/erase/", replies.take_reply_away, name="erase-reply"),
    path("follow/<str:member_id>/", people.follow, name="follow"),
    path("wishes/", wishes.wishes, name="wishes"),
    path("wishes/make/", wishes.wish, name="make-wish"),
    path("wishes/<str:wish_id>/second/", wishes.second, name="second"),
    path("wishes/<str:wish_id>/unsecond/", wishes.unsecond, name="unsecond"),
    path("wishes/<str:wish_id>/take-back/", wishes.take_back, name="take-wish-back"),
    path("strata/", strata.strata, name="strata"),
    path("strata/<str:stratum_id>/", strata.stratum, name="stratum"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="read-all"),
    path("notices/<int:notice_id>/open/", notices.open_notice, name="open-notice"),
]
