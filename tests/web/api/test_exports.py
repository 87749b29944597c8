"""Exports may be asked for so often only, on pages and through the API together."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.addresses import client_of

from isotherm.web.site import limits

pytestmark = pytest.mark.django_db


@pytest.fixture
def allow(monkeypatch):
    """Another rate for an act, while the test lasts."""

    def allow_so_much(act: str, rate: str) -> None:
        monkeypatch.setitem(limits.RATES, act, rate)
        limits._rates.cache_clear()

    yield allow_so_much
    limits._rates.cache_clear()


def _own(client, machine, times: int) -> list[int]:
    """Everything that is kept about oneself, asked for in turn on the page and by a machine."""
    return [
        (
            client.post("/me/data/export/") if turn % 2 else machine.post("/api/v1/me/data")
        ).status_code
        for turn in range(times)
    ]


def _record(client, machine, times: int) -> list[int]:
    """The town's record, asked for in turn on the page and by a machine."""
    return [
        (
            client.post("/control/readings/export/")
            if turn % 2
            else machine.post("/api/v1/exports")
        ).status_code
        for turn in range(times)
    ]


@pytest.mark.parametrize("case", [("4/hour;12/day", 2), ("1000/hour", 0)])
def test_ones_own_data(client, town, calling, allow, case):
    rate, refused = case
    allow("export", rate)
    client.force_login(town["reader"])
    assert _own(client, calling(town["reader"]), 6).count(429) == refused


@pytest.mark.parametrize("case", [("3/hour", 2), ("1000/hour", 0)])
def test_the_record(client, town, calling, allow, case):
    rate, refused = case
    allow("record", rate)
    client.force_login(town["operator"])
    assert _record(client, calling(town["operator"]), 5).count(429) == refused


def _goods_in(client, machine, times: int) -> list[int]:
    """A file of goods, brought in turn on the page and by a machine."""
    found = []
    for turn in range(times):
        file = SimpleUploadedFile("goods.csv", b"Handle,Title\nblazer,Blazer\n")
        door = client if turn % 2 else machine
        path = "/desk/shop-1/csv/" if turn % 2 else "/api/v1/shops/shop-1/csv"
        found.append(door.post(path, {"file": file}).status_code)
    return found


def _goods_out(client, machine, times: int) -> list[int]:
    """A shop's goods, taken along in turn on the page and by a machine."""
    found = []
    for turn in range(times):
        path = "/desk/shop-1/csv/products/" if turn % 2 else "/api/v1/shops/shop-1/csv/inventory"
        answer = (client if turn % 2 else machine).get(path)
        found.append(answer.status_code)
        if answer.streaming:
            answer.getvalue()
    return found


@pytest.mark.parametrize("case", [("2/minute;20/hour", 2), ("1000/hour", 0)])
@pytest.mark.parametrize("goods", [(_goods_in, [202, 302]), (_goods_out, [200, 200])])
def test_a_shops_goods(town, calling, allow, goods, case):
    (rate, refused), (ask, taken) = case, goods
    allow(ask.__name__.removeprefix("_"), rate)
    said = ask(client_of(town["merchant"]), calling(town["merchant"]), 4)
    assert said == (taken * 2)[: 4 - refused] + [429] * refused


def test_the_limit_on_goods_is_told_in_words_and_counts_each_member_apart(client, town, allow):
    allow("goods_in", "1/minute")
    in_english = {"HTTP_ACCEPT_LANGUAGE": "en"}
    for member, statuses in ((town["merchant"], [302, 429]), (town["other merchant"], [302])):
        shop = "shop-1" if member == town["merchant"] else "shop-2"
        client.force_login(member)
        for status in statuses:
            file = SimpleUploadedFile("goods.csv", b"Handle,Title\nblazer,Blazer\n")
            answer = client.post(f"/desk/{shop}/csv/", {"file": file}, **in_english)
            assert answer.status_code == status
            assert ("Please wait" in answer.text) is (status == 429)


def test_a_day_has_an_end_too(town, calling, allow):
    allow("export", "100/hour;3/day")
    machine = calling(town["reader"])
    said = [machine.post("/api/v1/me/data", headers={"accept-language": "en"}) for _ in range(4)]
    assert [one.status_code for one in said] == [202, 202, 202, 429]
    assert "a lot for one day" in said[-1].json()["detail"]
