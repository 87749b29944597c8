from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from isotherm.web.site.clock import now

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
MOST_BYTES = 250_000


@pytest.fixture
def full_feed(make_notes, rank, said, reader):
    ids = make_notes(60)
    said({"s-1": "亮色"}, {}, as_of=now())
    rank("", [(note_id, "popular", "") for note_id in ids])
    rank(reader.pk, [(note_id, "stratum", "s-1") for note_id in ids])
    return ids


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_page_asks_at_most_twelve_questions(client, full_feed, reader, signed_in):
    if signed_in:
        client.force_login(reader)
    client.get("/")  # the town's clock and the like are asked for once a process
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/")
    assert answer.status_code == 200
    assert len(asked) <= MOST_QUERIES, [query["sql"][:120] for query in asked]
    assert len(answer.content) <= MOST_BYTES


def test_every_card_says_why_and_keeps_its_pictures_place(client, full_feed, reader):
    client.force_login(reader)
    page = client.get("/").content.decode()
    cards = page.split('<article class="card note-card"')[1:]
    assert len(cards) == 20
    for card in cards:
        assert 'popovertarget="why-stratum"' in card
        assert re.search(r'<img class="picture"[^>]* width="\d+" height="\d+"', card)
    assert 'id="why-stratum"' in page


def test_a_card_is_drawn_anew_when_what_it_shows_changes(client, full_feed, reader):
    from isotherm.web.community.models import Note
    from isotherm.web.community.services.reactions import react

    def card() -> str:
        page = client.get("/").content.decode()
        return page.partition(f'id="card-{full_feed[0]}"')[2].partition("</article>")[0]

    without = card()
    assert without == card()
    client.force_login(reader)
    assert "csrfmiddlewaretoken" in card()
    assert "csrfmiddlewaretoken" not in without
    Note.objects.filter(pk=full_feed[0]).update(title="今天起名新的")
    assert "今天起名新的" in card()
    assert 'aria-pressed="false"' in card()
    react(reader, "like", note_id=full_feed[0])
    assert 'aria-pressed="true"' in card()
    client.cookies["django_language"] = "en"
    assert 'aria-label="Like"' in card()


def test_scrolling_asks_for_cards_alone_and_a_link_does_the_same(client, full_feed):
    page = client.get("/").content.decode()
    onward = re.search(r'class="more-cards" href="([^"]+)"', page)[1]
    assert f'hx-get="{onward}"' in page
    part = client.get(onward, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(onward).content.decode()
    assert "<html" not in part
    assert "<html" in whole
    ids = re.findall(r'id="card-(\w+)"', part)
    assert ids == full_feed[20:40] == re.findall(r'id="card-(\w+)"', whole)


def test_what_is_from_outside_is_not_on_the_page(client, full_feed):
    page = client.get("/").content.decode()
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "style=" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("cursor", ["9999999..", "0..zz-zz", "x" * 3000, "-1"])
def test_an_odd_place_in_the_feed_is_no_error(client, full_feed, cursor):
    assert client.get(f"/?from={cursor}").status_code == 200


def test_following_shows_those_one_follows_and_asks_for_a_sign_in(client, full_feed, reader):
    from isotherm.web.community.services import react

    assert client.get("/following/").status_code == 302
    client.force_login(reader)
    assert "note-card" not in client.get("/following/").content.decode()
    react(reader, "follow", followed_id="writer")
    assert client.get("/following/").content.decode().count('<article class="card note-card"') == 20
