"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.rooms.views import host, livetests, rooms

app_name = "rooms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tests/", livetests.tests, name="tests"),
    path("tests/under/<str:note_id>/", livetests.under_note, name="under-note"),
    path("tests/<str:test_id>/", livetests.test, name="test"),
    path("tests/<str:test_id>/vote/", livetests.vote, name="vote"),
    path("tests/<str:test_id>/seen/", livetests.seen, name="seen"),
    path("tests/<str:test_id>/evidence/", host.evidence, name="evidence"),
    path("tests/<str:test_id>/close/", host.close_test, name="close-test"),
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/new/", host.new_room, name="new-room"),
    path("rooms/<str:room_id>/", rooms.room, name="room"),
    path("rooms/<str:room_id>/say/", rooms.say, name="say"),
    path("rooms/<str:room_id>/host/", host.host_desk, name="host"),
    path("rooms/<str:room_id>/host/<str:act>/", host.host_act, name="host-act"),
]
