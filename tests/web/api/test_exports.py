"""Exports may be asked for so often only, on pages and through the API together."""

from __future__ import annotations

import pytest

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
            client.post("/me/data/export/") if turn % 2 else machine.get("/api/v1/me/data")
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


def test_a_day_has_an_end_too(town, calling, allow):
    allow("export", "100/hour;3/day")
    machine = calling(town["reader"])
    said = [machine.get("/api/v1/me/data", headers={"accept-language": "en"}) for _ in range(4)]
    assert [one.status_code for one in said] == [200, 200, 200, 429]
    assert "a lot for one day" in said[-1].json()["detail"]
