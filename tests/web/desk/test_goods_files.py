"""Files of goods: taken at once, brought beside the pages, once whatever happens to the worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import translation

from isotherm.web.desk import tasks
from isotherm.web.desk.models import GoodsFile
from isotherm.web.desk.services import goods_files, take_goods_file
from isotherm.web.shop.models import Product, Sku, StockEntry
from isotherm.web.shop.shopify import reading
from isotherm.web.site import jobs
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db
HEADER = "Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price"
_KILLED = Path(__file__).with_name("killed_import.py")


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def goods(count: int, pieces: int = 5) -> bytes:
    return table(*(f"g{n},裙 {n},Size,L,{pieces},100" for n in range(count)))


@pytest.fixture
def brings(merchant, shop):
    def bring(data: bytes, name: str = "goods.csv") -> GoodsFile:
        return take_goods_file(merchant, shop.pk, name=name, data=data)

    return bring


def test_a_file_is_brought_by_a_job_that_tells_what_came_of_it(brings, do_jobs):
    file = brings(table("a,裙,Size,L,5,100", "b,裤,Size,M,x,100"))
    assert (file.state, Product.objects.filter(handle="a").count()) == ("queued", 0)
    assert do_jobs() == ["done"]
    file.refresh_from_db()
    assert (file.rows, file.taken, file.faulty, file.products_made) == (2, 1, 1, 1)
    assert [(fault["line"], fault["found"]) for fault in file.faults] == [(3, "x")]
    assert (bytes(file.content), file.progress) == (b"", 1.0)
    again = brings(table("a,裙,Size,L,7,100"))
    do_jobs()
    again.refresh_from_db()
    assert (again.products_made, again.products_changed, again.stock_changed) == (0, 0, 1)
    same = brings(table("a,裙,Size,L,7,100"))
    do_jobs()
    same.refresh_from_db()
    assert (same.products_same, same.stock_changed) == (1, 0)


def test_the_same_file_under_way_is_one_job_and_another_waits(brings, do_jobs):
    first = brings(goods(1))
    assert brings(goods(1)).pk == first.pk
    with pytest.raises(Refusal) as refused:
        brings(goods(2))
    assert (refused.value.code, refused.value.status) == ("under_way", 409)
    do_jobs()
    assert brings(goods(2)).pk != first.pk


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_one_moment_is_one_job(merchant, shop):
    found: list[str] = []

    def bring() -> None:
        found.append(take_goods_file(merchant, shop.pk, name="x", data=goods(1)).pk)
        connection.close()

    both = [threading.Thread(target=bring) for _ in range(4)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (len(found), len(set(found)), GoodsFile.objects.count()) == (4, 1, 1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (b"\x1f\x8b\x08" + bytes(40), "packed"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml xl/workbook.xml", "workbook"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"a,b\n1,2\n", "no column Handle"),
        (b"Handle,Title\n\xff\xff", "neither UTF-8"),
    ],
)
def test_what_is_no_file_of_goods_is_refused_at_once_in_plain_words(client, merchant, data, says):
    client.force_login(merchant)
    upload = SimpleUploadedFile("goods.csv", data)
    english = {"HTTP_ACCEPT_LANGUAGE": "en"}
    answer = client.post("/desk/shop-1/csv/", {"file": upload}, **english)
    assert answer.status_code == 422
    assert says in answer.text
    assert not GoodsFile.objects.exists()


def _die_after(monkeypatch: pytest.MonkeyPatch, products: int) -> None:
    """The worker is stopped from outside, behind so many products."""
    step_aside, gone = reading.step_aside, [0]

    def aside(took: float) -> None:
        step_aside(took)
        gone[0] += 1
        if gone[0] == products:
            raise KeyboardInterrupt

    monkeypatch.setattr(reading, "step_aside", aside)


def test_a_job_that_was_stopped_goes_on_behind_the_last_product(brings, monkeypatch):
    file = brings(table("bad,,Size,L,5,100", *(f"g{n},裙,Size,L,5,100" for n in range(5))))
    with monkeypatch.context() as stopping:
        _die_after(stopping, 3)
        with pytest.raises(KeyboardInterrupt):
            tasks.bring_goods_file.func(file.pk)
    file.refresh_from_db()
    assert (file.state, file.place, file.products_made, file.faulty) == ("running", 3, 2, 1)
    # A piece is sold between: what was brought before is not brought once more.
    Sku.objects.filter(product__handle="g0").update(on_hand=4)
    assert tasks.bring_goods_file.func(file.pk) == "done"
    file.refresh_from_db()
    assert (file.products_made, file.faulty, file.turn) == (5, 1, 2)
    assert Sku.objects.get(product__handle="g0").on_hand == 4
    assert Sku.objects.get(product__handle="g4").on_hand == 5


def test_control_without_the_account_it_would_be_brought_twice(brings, monkeypatch):
    file = brings(goods(3))
    with monkeypatch.context() as stopping:
        _die_after(stopping, 2)
        with pytest.raises(KeyboardInterrupt):
            tasks.bring_goods_file.func(file.pk)
    Sku.objects.filter(product__handle="g0").update(on_hand=4)
    monkeypatch.setattr(goods_files, "_begun", lambda _file: None)
    tasks.bring_goods_file.func(file.pk)
    assert Sku.objects.get(product__handle="g0").on_hand == 5


def test_a_worker_that_lost_its_turn_lets_go_without_a_trace(brings, monkeypatch):
    file = brings(goods(4))
    step_aside, other = reading.step_aside, []

    def aside(took: float) -> None:
        step_aside(took)
        if not other:  # another takes it up, and brings all of it
            other.append("began")
            other.append(tasks.bring_goods_file.func(file.pk))

    monkeypatch.setattr(reading, "step_aside", aside)
    assert tasks.bring_goods_file.func(file.pk) == "done"
    file.refresh_from_db()
    assert (other[1], file.turn, file.products_made) == ("done", 2, 4)
    assert StockEntry.objects.filter(reference__startswith="file:").count() == 4


def test_a_file_that_kills_its_worker_is_given_up(brings, monkeypatch):
    file = brings(goods(2))

    def die(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(goods_files, "import_products", die)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            tasks.bring_goods_file.func(file.pk)
    assert tasks.bring_goods_file.func(file.pk) == "failed"
    file.refresh_from_db()
    assert file.message
    assert not file.content


def test_a_long_file_gives_way_to_others_and_goes_on(brings, do_jobs, monkeypatch, shop):
    monkeypatch.setattr(goods_files, "_A_TURN_S", -1.0)
    file = brings(goods(3))
    waits = GoodsFile.objects.filter(pk=file.pk)
    monkeypatch.setattr(goods_files, "_others_wait", lambda: waits.get().place == 1)
    assert do_jobs() == ["queued", "done"]
    assert (waits.get().products_made, waits.get().turn) == (3, 2)


def test_whoever_brought_it_is_erased_and_the_job_ends(brings, merchant, monkeypatch):
    file = brings(goods(3))
    step_aside = reading.step_aside

    def aside(took: float) -> None:
        step_aside(took)
        GoodsFile.objects.filter(brought_by=merchant).delete()

    monkeypatch.setattr(reading, "step_aside", aside)
    assert tasks.bring_goods_file.func(file.pk) == "gone"
    assert Product.objects.filter(handle__startswith="g").count() == 1


def test_the_words_of_a_job_are_in_the_language_of_who_asked(client, merchant, do_jobs):
    client.force_login(merchant)
    upload = SimpleUploadedFile("goods.csv", table("a,裙,Size,L,five,100"))
    client.post("/desk/shop-1/csv/", {"file": upload}, HTTP_ACCEPT_LANGUAGE="en")
    do_jobs()
    assert GoodsFile.objects.get().faults[0]["expected"] == "a whole number of pieces"


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_loses_nothing_and_doubles_nothing(brings):
    """A process of its own, ended by SIGKILL behind the second product."""
    file = brings(goods(6))
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings",
        "ISOTHERM_HOME": str(settings.HOME),
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    words = [sys.executable, str(_KILLED), file.pk]
    died = subprocess.run(words, env=env, capture_output=True, check=False, timeout=120)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    file.refresh_from_db()
    assert (file.state, file.place) == ("running", 2)
    assert Product.objects.filter(handle__startswith="g").count() == 2
    assert tasks.bring_goods_file.func(file.pk) == "done"
    file.refresh_from_db()
    assert (file.products_made, file.taken) == (6, 6)
    assert StockEntry.objects.filter(reference__startswith="file:").count() == 6


def test_what_goes_wrong_unforeseen_is_told_and_what_was_brought_stays(brings, monkeypatch):
    with translation.override("en"):
        file = brings(goods(3))
    step_aside = reading.step_aside

    def full(took: float) -> None:
        step_aside(took)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reading, "step_aside", full)
    monkeypatch.setattr(jobs._log, "error", lambda *_args, **_kwargs: None)
    assert tasks.bring_goods_file.func(file.pk) == "failed"
    file.refresh_from_db()
    assert "no room left" in file.message
    assert (file.place, Product.objects.filter(handle__startswith="g").count()) == (1, 1)
