from __future__ import annotations

import json

import pytest
from django.test import Client

from isotherm.web.rooms.hub.acts import do_act, read_act
from isotherm.web.rooms.hub.door import Guest
from isotherm.web.rooms.hub.frames import as_text
from isotherm.web.rooms.models import Vote
from isotherm.web.site import limits


@pytest.mark.parametrize("text", ["", "[", "[" * 4000, "null", "[1]", '"x"', "NaN"])
def test_what_is_no_message_is_none(text):
    assert read_act(text) is None


def test_of_a_message_only_its_words_are_taken():
    assert read_act('{"do": "say", "n": 1, "text": null, "key": ["k"]}') == {"do": "say"}


def test_half_a_character_is_no_word_and_reaches_neither_database_nor_socket():
    half = json.dumps({"do": "say", "key": "\ud800", "option": "a\udfff", "text": "\U0001f600"})
    act = read_act(half)
    assert act == {"do": "say", "text": "\U0001f600"}
    as_text(act).encode()
    with pytest.raises(UnicodeEncodeError):  # what would come of it
        as_text(json.loads(half)).encode()


@pytest.fixture
def guest(room, reader):
    """The reader at a socket of the room."""
    return Guest(reader, "", room.pk, desk=False, host=False, after=None, language="en")


@pytest.fixture
def no_rates(monkeypatch):
    """Everything may be done a thousand times a minute."""
    for act in ("vote", "say"):
        monkeypatch.setitem(limits.RATES, act, "1000/minute")
    limits._rates.cache_clear()
    yield
    limits._rates.cache_clear()


def _votes_in_turn(guest, room, times: int) -> list[bool]:
    """Votes through a socket and by the page's form in turn; whether each was taken."""
    client, option = Client(), room.test.options.first().pk
    client.force_login(guest.member)
    vote, done = {"option": option, "stake": "like"}, []
    for turn in range(times):
        if turn % 2:
            done.append(client.post(f"/tests/{room.test.pk}/vote/", vote).status_code == 302)
        else:
            told = do_act(guest, {"do": "vote", "key": f"{turn}", **vote})
            done.append("error" not in told)
    return done


@pytest.mark.django_db
def test_whoever_votes_by_socket_and_form_in_turn_may_vote_no_more_often(guest, room):
    assert _votes_in_turn(guest, room, 66) == [True] * 60 + [False] * 6
    back = {"do": "take_back", "option": room.test.options.first().pk, "stake": "like"}
    assert do_act(guest, back)["code"] == "too_often"
    assert Vote.objects.filter(member=guest.member, stake="like").exists()


@pytest.mark.django_db
def test_control_without_the_rate_votes_go_on(guest, room, no_rates):
    assert all(_votes_in_turn(guest, room, 66))


@pytest.mark.django_db
def test_what_was_said_elsewhere_counts_at_the_socket(guest):
    for _ in range(40):
        limits.limited("say", guest.member.pk)  # as the page and the API do
    told = do_act(guest, {"do": "say", "key": "k", "text": "好看"})
    assert (told["ack"], told["code"]) == ("k", "too_often")
    assert told["error"] == "That was a lot at once. Please wait a moment and try again."


@pytest.mark.django_db
def test_control_without_the_rate_it_is_said(guest, no_rates):
    for _ in range(40):
        limits.limited("say", guest.member.pk)
    assert "seq" in do_act(guest, {"do": "say", "key": "k", "text": "好看"})
