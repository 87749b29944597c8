from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from isotherm.web.rooms.models import Room, Vote
from isotherm.web.rooms.services import cast_vote, close_test, open_room, put_on_sale
from isotherm.web.shop.models import Product

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(client):
    def sign_in(member) -> Client:
        client.force_login(member)
        return client

    return sign_in


def _vote(client, test, **told):
    return client.post(reverse("rooms:vote", args=[test.pk]), told)


def test_a_vote_without_scripts_comes_back_to_its_option(as_, reader, live_test):
    first, second = live_test.options.all()
    answer = _vote(as_(reader), live_test, option=first.pk, stake="like")
    assert answer.url == f"/tests/{live_test.pk}/#option-{first.pk}"
    stakes = Vote.objects.values_list("option_id", "stake")
    assert set(stakes) == {(first.pk, "like"), (first.pk, "seen"), (second.pk, "seen")}


def test_with_htmx_only_the_buttons_come_back(as_, reader, live_test):
    option = live_test.options.first()
    told = {"option": option.pk, "stake": "wish"}
    url, client = reverse("rooms:vote", args=[live_test.pk]), as_(reader)
    page = client.post(url, told, headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in page.text
    assert "<html" not in page.text
    page = client.post(url, {**told, "back": "1"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' not in page.text


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"option": "none", "stake": "like"}, 404),
        ({"stake": "like"}, 404),
        ({"option": "\0", "stake": "like"}, 404),
        ({"stake": "love"}, 422),
        ({"stake": "size", "value": "9" * 5000}, 422),
        ({"stake": "seen", "back": "1"}, 422),
        ({"stake": "pay"}, 422),  # a voice that says it paid must have paid
    ],
)
def test_bad_votes_are_answered_in_words(as_, reader, live_test, told, status):
    told = {"option": live_test.options.first().pk, **told} if len(told) != 1 else told
    if told.get("stake") in ("love", "size", "seen", "pay"):
        told["option"] = live_test.options.first().pk
    assert _vote(as_(reader), live_test, **told).status_code == status
    assert not Vote.objects.filter(member=reader).exclude(stake="seen").exists()


def test_a_vote_after_the_close_is_refused_in_words(as_, reader, live_test):
    close_test(live_test)
    answer = _vote(as_(reader), live_test, option=live_test.options.first().pk, stake="like")
    assert answer.status_code == 409
    assert "截止" in answer.text


def test_nobody_is_told_who_is_ahead_while_it_is_open(as_, reader, merchant, live_test):
    cast_vote(merchant, live_test.options.first().pk, stake="like")
    open_page = as_(reader).get(reverse("rooms:test", args=[live_test.pk])).text
    assert "interval" not in open_page
    assert "verdict" not in open_page
    close_test(live_test)
    assert "verdict" in as_(reader).get(reverse("rooms:test", args=[live_test.pk])).text


def test_evidence_is_for_those_behind_the_test(as_, reader, merchant, operator, live_test):
    url = reverse("rooms:evidence", args=[live_test.pk])
    told = [as_(who).get(url).status_code for who in (reader, merchant, operator)]
    assert told == [404, 200, 200]


def test_only_those_who_run_a_room_act_in_it(as_, reader, operator, room, make_member):
    option = room.test.options.last().pk
    for who in (reader, operator):
        for act in ("show", "announce", "offer", "close", "close-test"):
            url = reverse("rooms:host-act", args=[room.pk, act])
            assert as_(who).post(url, {"option": option, "text": "a"}).status_code == 404
        assert as_(who).get(reverse("rooms:host", args=[room.pk])).status_code == 404
    room.refresh_from_db()
    assert (room.closed_at, room.last_seq) == (None, 1)


def test_the_host_runs_the_room(as_, merchant, room):
    client, option = as_(merchant), room.test.options.last()
    for act, told in (
        ("show", {"option": option.pk}),
        ("announce", {"text": "看过来"}),
        ("offer", {"product": "product-1"}),
        ("close-test", {}),
        ("close", {}),
    ):
        assert client.post(reverse("rooms:host-act", args=[room.pk, act]), told).status_code == 302
    kinds = list(room.log.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["opened", "shown", "announce", "sale", "decided", "closed"]
    assert client.post(reverse("rooms:host-act", args=[room.pk, "dance"])).status_code == 404


def test_who_is_not_signed_in_may_look_and_not_act(client, room, live_test):
    for name, one in (("test", live_test.pk), ("room", room.pk)):
        assert client.get(reverse(f"rooms:{name}", args=[one])).status_code == 200
    for name in ("vote", "seen"):
        answer = client.post(reverse(f"rooms:{name}", args=[live_test.pk]), {"stake": "like"})
        assert answer.status_code == 302
    assert not Vote.objects.exists()


def test_a_frame_may_come_from_the_rooms_stream_alone(client, shop, merchant, room):
    live = open_room(merchant, shop, title="直播", stream_url="https://stream.example/embed/1")
    policy = client.get(reverse("rooms:room", args=[live.pk])).headers["Content-Security-Policy"]
    assert "frame-src https://stream.example;" in policy
    policy = client.get(reverse("rooms:room", args=[room.pk])).headers["Content-Security-Policy"]
    assert "frame-src 'none';" in policy


def test_what_people_say_is_only_words(as_, reader, room):
    client, said = as_(reader), "<script>alert(1)</script>"
    url = reverse("rooms:say", args=[room.pk])
    for _ in range(2):
        assert client.post(url, {"text": said, "client_key": "k"}).status_code == 302
    page = client.get(reverse("rooms:room", args=[room.pk])).text
    assert said not in page
    assert page.count("&lt;script&gt;alert(1)") == 1


def test_a_room_is_opened_by_who_keeps_a_shop(as_, merchant, reader, live_test):
    url, told = reverse("rooms:new-room"), {"shop": "shop-1", "title": "夜", "test": live_test.pk}
    assert as_(reader).post(url, told).status_code == 403
    assert as_(merchant).post(url, {**told, "opens_at": "31-02"}).status_code == 422
    assert as_(merchant).post(url, {**told, "shop": "shop-9"}).status_code == 404
    answer = as_(merchant).post(url, told)
    assert answer.url == reverse("rooms:host", args=[Room.objects.get().pk])


@pytest.mark.parametrize(
    ("name", "most"), [("tests", 12), ("rooms", 12), ("test", 14), ("room", 22), ("under-note", 12)]
)
def test_pages_ask_a_bounded_number_of_questions(
    request, name, most, django_assert_max_num_queries
):
    needed = ("note", "room", "live_test", "reader", "as_")
    note, room, live_test, reader, as_ = map(request.getfixturevalue, needed)
    live_test.note = note
    live_test.save()
    put_on_sale(room, list(Product.objects.all()))
    args = {"test": [live_test.pk], "room": [room.pk], "under-note": [note.pk]}.get(name, [])
    client = as_(reader)
    with django_assert_max_num_queries(most):
        page = client.get(reverse(f"rooms:{name}", args=args))
    assert page.status_code == 200
    assert len(page.text) > 500


def test_under_a_note_without_a_test_nothing_is_shown(client, note):
    assert client.get(reverse("rooms:under-note", args=[note.pk])).text == ""
