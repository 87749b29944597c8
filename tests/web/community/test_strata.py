from __future__ import annotations

import re

import pytest

from isotherm.web.community.queries import strata
from isotherm.web.readings import queries

pytestmark = pytest.mark.django_db


def _row(stratum_id: str, name: str, *, size: float, temperature: float = 0.5) -> dict:
    return {
        "stratum_id": stratum_id,
        "parent_id": None,
        "name": name,
        "terms": [name],
        "size": size,
        "size_low": size * 0.8,
        "size_high": size * 1.3,
        "temperature": temperature,
        "example_note_ids": ["note-1"],
    }


@pytest.fixture
def strata_of_town(reading_of, note):
    rows = [
        _row("s-large", "大码通勤", size=900, temperature=0.4),
        _row("s-small", "少见的爱好", size=40, temperature=0.9),
        _row("s-quiet", "孕晚期", size=900),
    ]
    of_note = {"note_id": "note-1", "stratum_id": "s-large", "weight": 1.0}
    reading_of(strata=rows, note_strata=[of_note])
    return rows


def test_the_warmest_come_first_and_sensitive_ones_not_at_all(strata_of_town):
    assert [card.id for card in strata.stratum_cards()] == ["s-small", "s-large"]


def test_fewer_than_fifty_people_are_no_number(client, strata_of_town):
    page = client.get("/strata/s-small/").content.decode()
    head = page.split('class="stratum-size">')[1].split("</p>")[0]
    assert not re.search(r"[0-9]", head)
    assert strata.stratum_card("s-small").size is None
    page = client.get("/strata/s-large/").content.decode()  # control: of many it is said
    assert re.search(r"[0-9]", page.split('class="stratum-size">')[1].split("</p>")[0])


def test_sizes_are_coarse_and_move_with_nobody_alone(strata_of_town, monkeypatch):
    shown = set()
    for size in range(900, 905):
        strata_of_town[0] |= {"size_low": size * 0.8}
        shown.add(strata.stratum_card("s-large").size[0])
    assert len(shown) <= 2
    assert all(low % 100 == 0 for low in shown)


def test_nobody_who_comes_leaves_or_mutes_moves_a_figure(client, strata_of_town, make_member):
    """Figures are a reading's: between two looks at a page nothing can be told of anybody."""
    from isotherm.web.accounts.services import choose_stratum, forget_choice

    def shown() -> str:
        return client.get("/strata/s-large/").content.decode().split("<main")[1]

    before, member = shown(), make_member("who-comes")
    for choice in ("left", "muted"):
        choose_stratum(member, "s-large", choice=choice)
        assert shown() == before
    forget_choice(member, "s-large")
    assert shown() == before
    strata_of_town[0] |= {"size_low": 2000, "size_high": 3000}  # the control: a reading moves them
    assert shown() != before


def test_a_stratums_page_shows_its_notes_and_no_person(client, strata_of_town, make_member):
    make_member("in-it", name="不该出现的人")
    page = client.get("/strata/s-large/").content.decode()
    assert 'id="card-note-1"' in page
    assert "不该出现的人" not in page


def test_without_a_reading_the_tiles_are_an_empty_state(client, db):
    assert 'class="empty"' in client.get("/strata/").content.decode()


def test_a_sensitive_stratum_has_no_page_and_the_control_has(client, strata_of_town, monkeypatch):
    assert client.get("/strata/s-quiet/").status_code == 404
    monkeypatch.setattr(queries, "is_sensitive", lambda _row: False)
    assert client.get("/strata/s-quiet/").status_code == 200
