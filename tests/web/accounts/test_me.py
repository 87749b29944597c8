"""My profile, my strata, my data, and people as others see them."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from isotherm.web.accounts import queries
from isotherm.web.accounts.models import Member, StratumChoice
from isotherm.web.accounts.queries import left_strata, muted_strata, my_strata
from isotherm.web.site import limits

pytestmark = pytest.mark.django_db
STRATUM = {"stratum_id": "s-1", "name": "亮色·春天", "terms": ["亮色", "西装"], "weight": 0.6}


@pytest.fixture
def strata(monkeypatch):
    """A reading in which everybody is in one stratum."""
    import sys

    told = sys.modules[queries.my_strata.__module__]
    chosen = sys.modules["isotherm.web.accounts.services.choices"]
    known = lambda stratum_id: STRATUM if stratum_id == "s-1" else None  # noqa: E731
    monkeypatch.setattr(told, "strata_of", lambda _: [STRATUM])
    monkeypatch.setattr(told, "named_stratum", known)
    monkeypatch.setattr(chosen, "named_stratum", known)


@pytest.fixture
def me(client, reader):
    client.force_login(reader)
    limits._limiter.cache_clear()
    return client


def profile(**told: object) -> dict[str, object]:
    return {"name": "小满", "about": "", "height_cm": "", "weight_kg": "", "city": ""} | told


def test_a_profile_is_kept_and_what_is_emptied_is_forgotten(me, reader):
    assert me.post("/me/", profile(weight_kg=70, shares_body="on")).status_code == 302
    reader.refresh_from_db()
    assert (reader.name, reader.profile, reader.shares_body) == ("小满", {"weight_kg": 70}, True)
    me.post("/me/", profile())
    reader.refresh_from_db()
    assert (reader.profile, reader.shares_body, reader.personalised) == ({}, False, False)


@pytest.mark.parametrize(
    "wrong", [{"weight_kg": "heavy"}, {"weight_kg": 9999}, {"name": "x" * 61}, {"about": "a\0b"}]
)
def test_a_wrong_profile_is_told_and_changes_nothing(me, reader, wrong):
    assert me.post("/me/", profile(**wrong)).status_code in (400, 422)
    reader.refresh_from_db()
    assert reader.name == "reader-1"


def test_my_strata_say_why_by_what_i_did(strata, reader):
    reader.notes.create(title="亮色的一天", body="", tags=[])
    reader.searches.create(query="大码西装")
    (mine,) = my_strata(reader)
    assert [(trace.kind, trace.term) for trace in mine.traces] == [
        ("note", "亮色"),
        ("search", "西装"),
    ]


def test_others_deeds_are_no_reason(strata, reader, note):
    (mine,) = my_strata(reader)
    assert mine.traces == ()


def test_strata_are_left_muted_and_taken_back(me, strata, reader):
    me.post("/me/strata/s-1/", {"choice": "muted"})
    assert muted_strata(reader.pk) == {"s-1"}
    me.post("/me/strata/s-1/", {"choice": "left"})
    assert (muted_strata(reader.pk), left_strata(reader.pk)) == (set(), {"s-1"})
    page = me.post("/me/strata/s-1/", {"choice": ""}, headers={"HX-Request": "true"})
    assert "亮色·春天" in page.text
    assert not StratumChoice.objects.exists()


@pytest.mark.parametrize(
    ("address", "choice"), [("none", "left"), ("s-1", "owned"), ("s-1", None), ("a%00b", "left")]
)
def test_choices_that_make_no_sense_are_refused(me, strata, address, choice):
    answer = me.post(f"/me/strata/{address}/", {"choice": choice} if choice else {})
    assert answer.status_code in (400, 404)
    assert not StratumChoice.objects.exists()


def test_personalisation_is_switched_off_and_on(me, reader):
    me.post("/me/strata/personalised/", {"wanted": "0"})
    reader.refresh_from_db()
    assert not reader.personalised
    me.post("/me/strata/personalised/", {"wanted": "1"})
    reader.refresh_from_db()
    assert reader.personalised


def test_pages_about_me_ask_little(me, strata, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert me.get("/me/strata/").status_code == 200
    with django_assert_max_num_queries(10):
        assert me.get("/me/").status_code == 200


@pytest.fixture
def empty_home(settings, tmp_path):
    """A town's folder with nothing in it."""
    settings.HOME = tmp_path


@pytest.mark.usefixtures("empty_home")
def test_all_my_data_is_one_zip(me, reader, make_member, do_jobs):
    reader.notes.create(title="我写的", body="", tags=[])
    make_member("other").notes.create(title="别人写的", body="", tags=[])
    assert me.get("/me/data/archive/").status_code == 404
    assert me.post("/me/data/export/").status_code == 302
    assert "hx-get" in me.get("/me/data/").text
    assert do_jobs() == ["done"]
    page = me.get("/me/data/").text
    assert "hx-get" not in page
    assert "/me/data/archive/" in page
    packed = zipfile.ZipFile(io.BytesIO(me.get("/me/data/archive/").getvalue()))
    told = packed.read("data.json").decode()
    assert json.loads(told)
    assert "我写的" in told
    assert "别人写的" not in told


def test_erasing_asks_for_my_name_and_ends_the_session(me, reader):
    assert me.post("/me/data/erase/", {"name": "someone"}).status_code == 422
    assert Member.objects.filter(pk=reader.pk).exists()
    assert me.post("/me/data/erase/", {"name": "reader-1"}).status_code == 302
    assert not Member.objects.filter(pk=reader.pk, is_active=True).exists()
    assert me.get("/me/").status_code == 302


def test_who_waits_for_a_parcel_is_led_to_the_order(me, reader):
    from isotherm.web.shop.models import Order, OrderLine

    assert "erase-name" in me.get("/me/data/").text
    order = Order.objects.create(member=reader, state="paid")
    OrderLine.objects.create(order=order, quantity=1, state="paid")
    page = me.get("/me/data/").text
    assert f'href="/orders/{order.pk}/"' in page
    assert "erase-name" not in page


def test_people_show_their_notes_page_by_page(client, note, django_assert_max_num_queries):
    author = note.author
    for number in range(25):
        author.notes.create(title=f"第{number}篇", body="", tags=[])
    with django_assert_max_num_queries(10):
        first = client.get(f"/people/{author.pk}/")
    assert first.text.count("note-card-title") == 20
    second = client.get(f"/people/{author.pk}/?page=2", headers={"HX-Request": "true"})
    assert second.text.count("note-card-title") == 6
    assert "<html" not in second.text


@pytest.mark.parametrize("address", ["none", "a%00b", "x" * 65])
def test_people_who_are_not_there(client, address):
    assert client.get(f"/people/{address}/").status_code in (400, 404)


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "١"])
def test_pages_that_are_not_there_are_the_nearest(client, note, page):
    assert client.get(f"/people/{note.author.pk}/", {"page": page}).status_code == 200


def test_nobody_sees_my_body_or_my_strata(client, reader, strata):
    reader.profile = {"weight_kg": 71, "city": "长沙"}
    reader.save()
    page = client.get(f"/people/{reader.pk}/").text
    assert "71" not in page
    assert "长沙" not in page
    assert "亮色·春天" not in page
