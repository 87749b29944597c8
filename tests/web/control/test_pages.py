from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from isotherm.web.community.models import Reaction
from isotherm.web.site.models import Town

pytestmark = pytest.mark.django_db

PAGES = (
    "/control/",
    "/control/map/",
    "/control/trends/",
    "/control/trends/t-1/",
    "/control/trends/t-2/",
    "/control/needs/",
    "/control/needs/n-1/",
    "/control/needs/n-2/",
    "/control/strata/s-1/",
    "/control/briefs/",
    "/control/integrity/",
    "/control/integrity/g-1/",
    "/control/exposure/",
    "/control/privacy/",
    "/control/jobs/",
    "/control/forecasts/",
)
MOST_QUERIES = 24


@pytest.fixture
def desk(operator) -> Client:
    client = Client()
    client.force_login(operator)
    return client


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_in_few_queries_and_without_inline_style(
    desk, reading, note, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = desk.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert not re.search(r"\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=", text)
    assert not re.search(r'(src|href)="(https?:)?//', text)


@pytest.mark.parametrize("address", [page for page in PAGES if page.count("/") == 3])
def test_a_town_never_read_says_so_and_breaks_nothing(desk, address):
    assert desk.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_only_operators_come_in(reading, reader, address):
    stranger, client = Client(), Client()
    client.force_login(reader)
    assert client.get(address).status_code == 403
    assert stranger.get(address).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/control/trends/t-nobody/",
        "/control/needs/n-nobody/",
        "/control/strata/s-nobody/",
        "/control/integrity/g-nobody/",
        "/control/map/run-nobody/",
        "/control/map/run-nobody/?sheet=huge",
    ],
)
def test_what_is_not_there_is_not_found(desk, reading, address):
    assert desk.get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["?sort=-nothing&page=x", "?page=99999", "?stage=%3Cscript%3E&state=1"]
)
def test_made_up_addresses_are_answered_with_the_first_of_their_kind(desk, reading, query):
    for page in ("trends", "needs", "briefs", "integrity", "forecasts", "jobs", "privacy"):
        answer = desk.get(f"/control/{page}/{query}")
        assert answer.status_code == 200
        assert b"<script>" not in answer.content


def test_the_map_leads_into_strata_and_turns_to_each_reading(desk, read):
    first, last = read(), read(at=dt.datetime(2026, 3, 8, tzinfo=dt.UTC))
    page = desk.get("/control/map/").content.decode()
    assert 'href="/control/strata/s-1/"' in page
    assert reverse("control:sheet", args=[first.pk]) in page
    assert "2026-03-08" in page
    assert "2026-03-01" in desk.get("/control/map/?at=0").content.decode()
    for sheet in ("wide", "tall"):
        drawn = desk.get(reverse("control:sheet", args=[last.pk]), {"sheet": sheet})
        assert drawn.content.startswith(b"<svg")
    assert desk.get("/control/map/", {"at": "9" * 400}).status_code == 200


@pytest.mark.parametrize("address", ["/control/map/", "/control/trends/t-1/"])
def test_what_is_drawn_is_called_in_the_readers_language(desk, reading, address):
    def called(language: str) -> str:
        page = desk.get(address, headers={"Accept-Language": language}).content.decode()
        return re.search(
            r"<svg[^>]*class=\"(?:isotherm-map|fan)\b[^>]*><title[^>]*>(.*?)<", page
        ).group(1)

    assert re.search("[\u4e00-\u9fff]", called("zh-hans"))
    assert not re.search("[\u4e00-\u9fff]", called("en"))


def test_a_trend_is_carried_through_its_gates_by_the_page(desk, reading, shop):
    from isotherm.web.control.models import TrendFile

    address = "/control/trends/t-1/"
    for kind in ("need", "goods", "outside"):
        told = {"gate": kind, "passed": "yes", "words": "看过了"}
        assert desk.post(f"{address}gate/", told).status_code == 302
    desk.post(f"{address}name/", {"name": "春日亮色"})
    desk.post(f"{address}publish/")
    assert TrendFile.objects.get().state == "published"
    assert "春日亮色" in desk.get(address).content.decode()
    desk.post(f"{address}withdraw/", {"words": "面料断货"})
    assert TrendFile.objects.get().state == "withdrawn"


def test_a_page_says_that_nobody_hears_before_it_publishes(desk, read, shop):
    from isotherm.web.control.models import TrendFile

    address = "/control/trends/t-1/"

    def said() -> int:
        page = desk.get(address, headers={"accept-language": "en"}).text
        return page.count("No shop gets a brief on it")

    read()
    assert said() == 0  # control: a shop has one
    read(briefs=[])
    assert said() == 1  # in the gate of goods
    for kind in ("need", "goods", "outside"):
        desk.post(f"{address}gate/", {"gate": kind, "passed": "yes", "words": "看过了"})
    assert said() == 2  # and before the button
    desk.post(f"{address}publish/")
    assert TrendFile.objects.get().state == "draft"
    desk.post(f"{address}publish/", {"knowing_nobody_hears": "yes"})
    assert TrendFile.objects.get().state == "published"


@pytest.mark.parametrize("words", ["\x00", "长" * 5000, "<script>alert(1)</script>"])
def test_odd_words_end_in_a_word_never_in_a_failure(desk, reading, words):
    address = "/control/trends/t-1/"
    for act, told in (
        ("gate", {"gate": "need", "passed": "no", "words": words}),
        ("gate", {"gate": "moon", "passed": "yes", "words": words}),
        ("name", {"name": words}),
        ("origin", {"origin": words}),
        ("withdraw", {"words": words}),
    ):
        assert desk.post(f"{address}{act}/", told).status_code == 302
    page = desk.get(address)
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert desk.post("/control/needs/n-2/review/", {"words": words}).status_code == 302
    assert desk.post("/control/briefs/77/answer/", {"words": "好"}).status_code == 404


def test_writing_wants_a_form_of_ours(operator, reading):
    client = Client(enforce_csrf_checks=True)
    client.force_login(operator)
    assert client.post("/control/trends/t-1/publish/").status_code == 403


def test_a_need_that_passed_waits_for_the_next_reading(desk, read, operator):
    from isotherm.web.control.services import review_need

    read(briefs=[])
    before = "过审之前"
    assert before in desk.get("/control/needs/n-2/").content.decode()
    review_need("n-2", passed=True, words="只谈面料", by=operator)
    page = desk.get("/control/needs/n-2/").content.decode()
    assert "下一次读数会写出它的简报" in page
    assert before not in page


def test_a_group_is_new_when_most_of_it_was_not_there_before(read):
    from isotherm.web.control.queries.integrity import groups_of, new_groups
    from isotherm.web.readings.shelves import finished

    read(coordinated=[])
    read()
    before, now = finished()
    assert [group.group_id for group in new_groups(groups_of(now, before))] == ["g-1"]
    assert new_groups(groups_of(now, now)) == []
    assert new_groups(groups_of(now, None)) == []


def test_exposure_of_a_rebuilt_town_says_what_its_figures_rest_on(desk, reading, note, reader):
    Reaction.objects.create(member=reader, note=note, kind="impression", at=reading.as_of, count=3)
    note.at = reading.as_of
    note.save()
    words = "This town was rebuilt from a record"
    assert (
        words
        not in desk.get("/control/exposure/", headers={"accept-language": "en"}).content.decode()
    )
    town = Town.the()
    town.rebuilt_from = "community#1"
    town.save()
    assert (
        words in desk.get("/control/exposure/", headers={"accept-language": "en"}).content.decode()
    )
