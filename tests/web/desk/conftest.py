"""A reading as the desk sees it: a few briefs and strata, held in memory."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from isotherm.web.shop.models import Order

TODAY = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@dataclasses.dataclass
class Told:
    """What the last reading told, as the tests set it."""

    briefs: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    strata: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)
    members: dict[str, list[dict[str, Any]]] = dataclasses.field(default_factory=dict)
    groups: dict[str, str] = dataclasses.field(default_factory=dict)
    published: set[str] = dataclasses.field(default_factory=set)

    def briefs_for(self, merchant_id: str) -> list[dict[str, Any]]:
        """Its own and the open ones."""
        return [row for row in self.briefs if row["merchant_id"] in (merchant_id, None)]

    def brief(self, brief_id: str) -> dict[str, Any] | None:
        """One by its id."""
        return next((row for row in self.briefs if row["brief_id"] == brief_id), None)

    def open_subjects(self, subject_ids: Iterable[str]) -> set[str]:
        """Needs are open, trends once they are published."""
        return {one for one in subject_ids if one.startswith("n-") or one in self.published}


@pytest.fixture
def clock(monkeypatch) -> Callable[[dt.timedelta], None]:
    """The town's time stands at TODAY; call it to let time pass."""
    from django.utils import timezone

    from isotherm.web.site import clock as town_clock

    at = [TODAY]
    monkeypatch.setattr(timezone, "now", lambda: at[0])
    monkeypatch.setattr(town_clock, "_offset", dt.timedelta)

    def wait(long: dt.timedelta) -> None:
        at[0] += long

    return wait


@pytest.fixture
def told(monkeypatch, clock) -> Told:
    """The last reading, with one brief to the shop and one open to all."""
    from isotherm.web.control import queries as control
    from isotherm.web.readings import queries as readings

    reading = Told()
    reading.strata["s-1"] = {
        "stratum_id": "s-1",
        "name": "藏肉·体面",
        "size": 705.0,
        "size_low": 440.8,
        "size_high": 1013.3,
    }
    reading.briefs = [
        brief_row("b-own", merchant_id="shop-1", subject_id="n-1"),
        brief_row("b-open", merchant_id=None, subject_id="n-2", name="免补玉镯", attributes="{}"),
    ]
    monkeypatch.setattr(readings, "briefs_for", reading.briefs_for)
    monkeypatch.setattr(readings, "brief", reading.brief)
    monkeypatch.setattr(readings, "named_stratum", reading.strata.get)
    monkeypatch.setattr(readings, "strata_of", lambda member: reading.members.get(member, []))
    monkeypatch.setattr(readings, "groups", lambda: reading.groups)
    monkeypatch.setattr(control, "open_subjects", reading.open_subjects)
    return reading


def brief_row(brief_id: str, **fields: Any) -> dict[str, Any]:
    """A row of a reading's briefs."""
    return {
        "brief_id": brief_id,
        "merchant_id": None,
        "subject_kind": "need",
        "subject_id": "n-1",
        "origin": "found",
        "name": "丁香紫西装",
        "aliases": [],
        "feeling": "想穿得亮一点",
        "stratum_ids": ["s-1"],
        "occasion": "",
        "season_from": TODAY + 60 * DAY,
        "season_to": TODAY + 120 * DAY,
        "attributes": '{"colours":["lilac"],"items":["blazer"],"base_size":["XL"]}',
        "missing_today": "没有大码的亮色",
        "tier": "T-30",
        "act_by": TODAY + 30 * DAY,
        "expires": TODAY + 120 * DAY,
        "audience": 60.0,
        "kept_units_p10": 20.0,
        "kept_units_p50": 30.0,
        "kept_units_p90": 40.0,
        "peak_p10": None,
        "peak_p50": None,
        "peak_p90": None,
        "first_lot": 12,
        "size_curve": '{"L":0.25,"XL-2XL":0.75}',
        "price_low_fen": 60000,
        "price_high_fen": 90000,
        "variants": ["淡紫·西装"],
        "note_hooks": ["从「丁香紫」说起"],
        "do_nots": ["只看点赞就下大货"],
        "readiness": 3,
        "evidence": ["60 人以上来问过"],
        "confidence": 0.6,
    } | fields


@pytest.fixture
def desk_client(client, merchant, told):
    """A browser in which the shop's keeper is signed in."""
    client.force_login(merchant)
    return client


@pytest.fixture
def buy(shop, make_member) -> Callable[..., Order]:
    """Someone buys pieces of some sizes and pays."""
    from isotherm.web.shop.payments import EventKind, begin_payment, provider_named, take_callback
    from isotherm.web.shop.services import checkout, hold

    def buy(name: str, *sizes: str) -> Order:
        member = make_member(name)
        for size in sizes:
            hold(member, f"sku-{size}", quantity=1)
        address = {"name": name, "phone": "13800000000", "address": "上海 武康路 1 号"}
        order = checkout(member, once_key=f"k-{name}", address=address)
        said = provider_named("dummy").tell(begin_payment(member, order.pk), EventKind("paid"))
        take_callback("dummy", said.body, said.signature)
        return order

    return buy
