from __future__ import annotations

import datetime as dt
from functools import partial
from types import SimpleNamespace

import pytest

from isotherm.web.accounts.models import StratumChoice
from isotherm.web.community import first_looks
from isotherm.web.community.cursor import Cursor, mark_of
from isotherm.web.community.feed import PAGE_SIZE, page_for
from isotherm.web.community.first_looks import EVERY, notes_owed_a_look
from isotherm.web.community.looks import looks
from isotherm.web.community.models import Note
from isotherm.web.site.clock import now

pytestmark = pytest.mark.django_db


def _ids(page) -> list[str]:
    return [card["note"].pk for card in page.cards]


def _walk(member) -> list[str]:
    """Every card to the end of the feed, as scrolling finds them."""
    cursor, found = "", []
    for _ in range(50):
        page = page_for(member, cursor)
        found += _ids(page)
        cursor = page.cursor
        if not cursor:
            return found
    raise AssertionError("the feed does not end")


def test_a_page_keeps_the_order_of_the_reading(make_notes, rank, said, reader):
    ids = make_notes(30)
    said({}, {}, as_of=now())
    rank(reader.pk, [(note_id, "popular", "") for note_id in reversed(ids)])
    assert _ids(page_for(reader)) == ids[::-1][:PAGE_SIZE]


def test_scrolling_shows_every_note_once_and_ends(make_notes, rank, said, reader):
    ids = make_notes(70)
    said({}, {}, as_of=now())
    rank(reader.pk, [(note_id, "popular", "") for note_id in ids[:45]])
    found = _walk(reader)
    assert sorted(found) == ids
    assert found[:45] == ids[:45]


def test_without_a_reading_the_newest_come_first(make_notes, reader):
    ids = make_notes(25)
    assert _ids(page_for(reader)) == ids[::-1][:PAGE_SIZE]
    assert _walk(None) == ids[::-1]


def test_notes_with_one_time_are_all_shown(make_notes, reader):
    """A record may know only the day."""
    make_notes(55)
    Note.objects.update(at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    found = _walk(reader)
    assert len(found) == len(set(found)) == 55


def test_personalisation_off_is_what_anybody_sees(make_notes, rank, said, make_member):
    ids = make_notes(60)
    said({"s-1": "亮色"}, {ids[3]: ("s-1",)}, as_of=now())
    rank("", [(note_id, "popular", "") for note_id in ids[:40]])
    off = make_member("off", personalised=False)
    rank(off.pk, [(note_id, "close_to_saved", "") for note_id in ids[20:]])
    StratumChoice.objects.create(member=off, stratum_id="s-1", choice="muted", at=now())
    cursor = ""
    for _ in range(3):
        mine, anybodys = page_for(off, cursor), page_for(None, cursor)
        assert _ids(mine) == _ids(anybodys)
        assert [card["reason"] for card in mine.cards] == [c["reason"] for c in anybodys.cards]
        assert mine.cursor == anybodys.cursor
        cursor = mine.cursor


def test_personalisation_on_is_not(make_notes, rank, said, reader):
    ids = make_notes(40)
    said({}, {}, as_of=now())
    rank("", [(note_id, "popular", "") for note_id in ids])
    rank(reader.pk, [(note_id, "close_to_saved", "") for note_id in ids[::-1]])
    assert _ids(page_for(reader)) != _ids(page_for(None))


def test_muted_strata_are_left_out(make_notes, rank, said, reader):
    ids = make_notes(10)
    said({"s-1": "亮色", "s-2": "通勤"}, {ids[0]: ("s-1",), ids[1]: ("s-2",)}, as_of=now())
    rank(
        reader.pk, [(ids[0], "stratum", "s-1"), (ids[1], "stratum", "s-2"), (ids[2], "popular", "")]
    )
    assert _ids(page_for(reader)) == ids[:3]
    StratumChoice.objects.create(member=reader, stratum_id="s-1", choice="muted", at=now())
    assert _ids(page_for(reader)) == ids[1:3]


def test_a_reason_names_its_stratum_and_nothing_that_is_gone(make_notes, rank, said, reader):
    ids = make_notes(2)
    said({"s-1": "亮色"}, {}, as_of=now())
    rank(reader.pk, [(ids[0], "stratum", "s-1"), (ids[1], "stratum", "s-gone")])
    first, second = (card["reason"] for card in page_for(reader).cards)
    assert (first.kind, first.stratum_name, first.stratum_id) == ("stratum", "亮色", "s-1")
    assert (second.kind, second.stratum_name) == ("popular", "")


def test_one_place_in_five_goes_to_the_new_notes_seen_least(make_notes, rank, said, reader):
    ids = make_notes(40)
    young = make_notes(9, at=now() - dt.timedelta(hours=1), prefix="young")
    Note.objects.filter(pk__in=young[:5]).update(impression_count=50)
    said({}, {}, as_of=now() - dt.timedelta(days=1))
    rank(reader.pk, [(note_id, "popular", "") for note_id in ids])
    page = page_for(reader)
    kept = _ids(page)[EVERY - 1 :: EVERY]
    assert sorted(kept) == young[5:]
    assert {card["reason"].kind for card in page.cards[EVERY - 1 :: EVERY]} == {"first_look"}
    following = page_for(reader, page.cursor)
    assert not set(_ids(page)) & set(_ids(following))


def test_what_was_seen_enough_is_owed_nothing(make_notes, rank, said, reader):
    ids = make_notes(20)
    young = make_notes(1, at=now() - dt.timedelta(hours=1), prefix="young")
    Note.objects.filter(pk__in=young).update(impression_count=100)
    said({}, {}, as_of=now() - dt.timedelta(days=1))
    rank(reader.pk, [(note_id, "popular", "") for note_id in ids])
    assert young[0] not in _ids(page_for(reader))


def test_who_scrolled_past_all_that_is_looked_through_is_shown_other_new_notes(make_notes):
    young = make_notes(90, at=now() - dt.timedelta(hours=2), prefix="young")
    passed = [mark_of(note_id) for note_id in young[::-1][:70]]
    assert notes_owed_a_look(4, since=None, passed=passed) == young[::-1][70:74]


def test_what_was_shown_and_is_not_written_yet_counts(make_notes):
    """Else the same few would be shown to everybody until it is."""
    young = make_notes(6, at=now() - dt.timedelta(hours=1), prefix="young")
    owed = partial(notes_owed_a_look, 3, since=None, passed=())
    assert owed() == young[:2:-1]
    looks.shown(young[3:])
    assert owed() == young[2::-1]
    for _ in range(100):
        looks.shown(young[:5])
    assert owed() == [young[5]]


@pytest.mark.django_db(transaction=True)
def test_what_is_owed_a_look_is_believed_for_a_moment_and_then_asked_again(
    make_notes, monkeypatch, django_assert_num_queries
):
    clock = [0.0]
    monkeypatch.setattr(first_looks, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr(first_looks, "_seen", [])
    young = make_notes(3, at=now() - dt.timedelta(hours=1), prefix="young")
    owed = partial(notes_owed_a_look, 4, passed=())
    assert owed(since=None) == young[::-1]
    Note.objects.filter(pk=young[2]).update(impression_count=50)
    clock[0] = 0.9
    with django_assert_num_queries(0):
        assert owed(since=None) == young[::-1]
    assert owed(since=now()) == []  # another reading was finished: nothing is new to it
    clock[0] = 2.0
    assert owed(since=None) == [young[1], young[0], young[2]]


def test_a_note_that_is_gone_leaves_no_gap(make_notes, rank, said, reader):
    ids = make_notes(5)
    said({}, {}, as_of=now())
    rank(reader.pk, [(note_id, "popular", "") for note_id in ["gone", *ids]])
    assert _ids(page_for(reader)) == ids


@pytest.mark.parametrize(
    "text", ["", "x", "-1..", "9" * 40, "0.zz.", "\0", "1.abc", "0..%00", "💥"]
)
def test_a_cursor_that_makes_no_sense_is_the_beginning(text):
    assert Cursor.read(text) == Cursor() or Cursor.read(text).place >= 0


def test_a_cursor_comes_back_as_it_went():
    cursor = Cursor(40, ("0a1b2c", "ffffff"), "5f-bjE")
    assert Cursor.read(str(cursor)) == cursor


@pytest.mark.parametrize("after", ["zz-", "ffffffffffffffffffffff-bjE", "1-%%%", "5f-____"])
def test_an_address_somebody_made_up_is_no_error(make_notes, after):
    make_notes(3)
    made_up = page_for(None, str(Cursor(after=after)))
    assert made_up.cards == page_for(None, "").cards
