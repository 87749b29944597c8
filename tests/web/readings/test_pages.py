"""The operator's pages of readings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from isotherm.web.readings.models import ReadingRun
from isotherm.web.site.clock import now


@pytest.fixture
def desk(operator: Any) -> Client:
    client = Client()
    client.force_login(operator)
    return client


def test_an_unread_town_says_so(desk: Client) -> None:
    page = desk.get("/control/readings/")
    assert page.status_code == 200
    assert "还没有读过" in page.content.decode()


def test_a_reading_is_asked_for_and_followed(desk: Client) -> None:
    assert desk.post("/control/readings/ask/").status_code == 302
    run = ReadingRun.objects.get()
    line = desk.get(f"/control/readings/{run.pk}/").content.decode()
    assert "hx-trigger" in line
    ReadingRun.objects.update(state="done", ended_at=now(), began_at=now(), folder="readings/x")
    assert "hx-trigger" not in desk.get(f"/control/readings/{run.pk}/").content.decode()


def test_a_failure_is_told(desk: Client) -> None:
    ReadingRun.objects.create(asked_at=now(), state="failed", message="内存不够")
    assert "内存不够" in desk.get("/control/readings/").content.decode()


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "9999-12-31", "\0", "x" * 9999])
def test_a_day_that_is_none_gets_a_word(desk: Client, day: str) -> None:
    assert desk.post("/control/readings/ask/", {"as_of": day}).status_code == 422
    assert not ReadingRun.objects.exists()


@pytest.mark.parametrize("kept", ["0", "-1", "many", "31", "²", ""])
def test_a_number_that_is_none_gets_a_word(desk: Client, kept: str) -> None:
    assert desk.post("/control/readings/prune/", {"kept": kept}).status_code == 422


def test_what_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get("/control/readings/none/").status_code == 404
    assert desk.get("/control/readings/exports/..%2f..%2ftown/").status_code == 404
    assert desk.post("/control/readings/exports/none/remove/").status_code == 404


def test_nobody_else_comes_in(reader: Any, make_member: Callable[..., Any]) -> None:
    client = Client()
    assert client.get("/control/readings/").status_code == 302
    client.force_login(reader)
    assert client.get("/control/readings/").status_code == 403
    assert client.post("/control/readings/ask/").status_code == 403
    assert client.post("/control/readings/export/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_record_is_taken_along_and_thrown_away(
    desk: Client, do_jobs: Callable[[], list[str]]
) -> None:
    assert desk.post("/control/readings/export/").status_code == 302
    from isotherm.web.readings.exports import exports

    assert "hx-get" in desk.get("/control/readings/exports/").text
    assert do_jobs() == ["done"]
    assert "hx-get" not in desk.get("/control/readings/exports/").text

    name = exports()[0].name
    answer = desk.get(f"/control/readings/exports/{name}/")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert packed.testzip() is None
    assert desk.post(f"/control/readings/exports/{name}/remove/").status_code == 302
    assert exports() == []


def test_the_list_asks_the_same_few_questions(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        ReadingRun.objects.create(asked_at=now(), state="done")
    with django_assert_max_num_queries(12):
        desk.get("/control/readings/")


@pytest.mark.django_db(transaction=True)
def test_an_export_is_offered_again_while_nothing_happened(
    operator: Any, do_jobs: Callable[[], list[str]]
) -> None:
    from isotherm.web.community.models import Note
    from isotherm.web.control.models import Disclosure
    from isotherm.web.readings.exports import ask_export, exports
    from isotherm.web.site.clock import now

    def export_now() -> Any:
        asked = ask_export(operator)
        assert ask_export(operator).pk == asked.pk  # one at a time
        assert do_jobs() == ["done"]
        asked.refresh_from_db()
        return asked

    Note.objects.create(author=operator, at=now(), title="第一条")
    first = export_now()
    told = Disclosure.objects.count()
    assert export_now().name == first.name
    assert len(exports()) == 1
    assert Disclosure.objects.count() == told
    for number in range(2, 6):  # the control: what happened since is in another
        Note.objects.create(author=operator, at=now(), title=f"第{number}条")
        assert export_now().name != first.name
    assert len(exports()) == 3
    assert first.name not in [one.name for one in exports()]
