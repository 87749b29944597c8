"""Who may no longer be in a room, or at its desk, is out of it at the next round."""

from __future__ import annotations

import dataclasses
import os

import pytest

from isotherm.web.rooms.hub import rounds
from isotherm.web.rooms.hub.door import Guest
from isotherm.web.rooms.hub.rounds import do_rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(make_member, room):
    """Another who keeps the shop, at the desk of a room they do not host."""
    member = make_member("keeper-2")
    room.merchant.people.create(member=member, role="keeper")
    return member


@pytest.fixture
def sits(session_of, room):
    """Somebody in the room, at its desk or not."""

    def sits(member, *, desk: bool) -> Guest:
        guest = Guest(
            member, session_of(member), room.pk, desk, host=False, after=None, language=""
        )
        return dataclasses.replace(guest, host=desk and member.pk == room.host_id)

    return sits


def _gone(room, *guests: Guest) -> set[str]:
    return do_rounds(room.pk, guests, host_here=False)[0]


def test_who_keeps_the_shop_no_more_leaves_its_desk(room, merchant, operator, keeper, sits):
    desks = [sits(member, desk=True) for member in (merchant, operator, keeper)]
    assert _gone(room, *desks) == set()  # control: while they act for it they stay
    keeper.shops.all().delete()
    operator.is_staff = False
    operator.save()
    assert _gone(room, *desks) == {desks[1].session_key, desks[2].session_key}


def test_as_a_viewer_they_stay(room, keeper, sits):
    guest = sits(keeper, desk=False)
    keeper.shops.all().delete()
    assert _gone(room, guest) == set()


@pytest.mark.parametrize("how", ["signed out", "banned", "erased"])
def test_who_is_no_member_any_more_is_out(room, reader, sits, how):
    from django.contrib.sessions.models import Session

    guest = sits(reader, desk=False)
    assert _gone(room, guest) == set()  # control
    if how == "signed out":
        Session.objects.all().delete()
    elif how == "banned":
        reader.is_active = False
        reader.save()
    else:
        reader.delete()
        reader.pk = guest.member.pk = "reader-1"
    assert _gone(room, guest) == {guest.session_key}


@pytest.mark.parametrize("told_apart", [True, False])
def test_forks_of_one_process_count_their_viewers_each(
    told_apart, monkeypatch, room, make_member, sits
):
    """Control: by a name they have from before the fork, one counts over the other."""
    if not told_apart:
        monkeypatch.setattr(rounds, "_process", lambda _pid: "of both")
    viewers = [sits(make_member(f"viewer-{i}"), desk=False) for i in range(5)]
    for fork, guests in ((1, viewers[:3]), (2, viewers[3:])):
        monkeypatch.setattr(os, "getpid", lambda fork=fork: fork)
        here, _ = do_rounds(room.pk, guests, host_here=False)[1]
    assert here == (5 if told_apart else 2)
