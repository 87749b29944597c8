"""The rail of a brief stands at the step that is being taken, at every stage."""

from __future__ import annotations

import pytest
from tests.web.desk.conftest import DAY, TODAY

from isotherm.web.desk.models import Lot
from isotherm.web.desk.queries.trail import STEPS, trail_of
from isotherm.web.desk.services import ask_about_brief, take_brief
from isotherm.web.rooms.models import LiveTest, Option
from isotherm.web.shop.models import Outcome, Product

pytestmark = pytest.mark.django_db


def test_the_rail_goes_from_the_brief_to_what_is_kept(shop, told, clock, reader):
    def stands() -> str:
        trail = trail_of(shop, "b-own")
        here = STEPS.index(trail.at)
        marks = ["done"] * here + ["here"] + ["ahead"] * (len(STEPS) - here - 1)
        assert trail.steps == tuple(zip(STEPS, marks, strict=True))
        return trail.at

    assert stands() == "brief"
    ask_about_brief(shop, "b-own", words="XL 占多少？")
    assert stands() == "brief"
    take_brief(shop, "b-own")
    assert stands() == "test"  # its variants are being chosen
    test = LiveTest.objects.create(
        merchant=shop, brief_id="b-own", opened_at=TODAY, closes_at=TODAY + DAY
    )
    assert stands() == "test"  # people vote
    clock(2 * DAY)
    assert stands() == "lot"  # the verdict is there, the lot is not
    option = Option.objects.create(test=test, attributes={"colour": "丁香紫"}, price_fen=80000)
    lot = Lot.objects.create(
        merchant=shop, brief_id="b-own", option=option, units=5, size_curve={"L": 5}, at=TODAY
    )
    for state in (Lot.State.PLANNED, Lot.State.CUTTING):
        lot.state = state
        lot.save()
        assert stands() == "lot"
    lot.state = Lot.State.ARRIVED
    lot.save()
    assert stands() == "shop"
    product = Product.objects.create(merchant=shop, brief_id="b-own", status="listed")
    assert stands() == "kept"
    Outcome.objects.create(product=product, member=reader, kept=True, at=TODAY)
    assert stands() == "kept"


def test_a_lot_decided_while_people_still_vote_is_where_it_stands(shop, told, clock):
    take_brief(shop, "b-own")
    LiveTest.objects.create(merchant=shop, brief_id="b-own", opened_at=TODAY, closes_at=TODAY + DAY)
    lot = Lot.objects.create(merchant=shop, brief_id="b-own", units=5, at=TODAY)
    assert trail_of(shop, "b-own").at == "lot"
    # Sold ahead, it is in the shop before its pieces are here.
    lot.product = Product.objects.create(merchant=shop, status="presale")
    lot.save()
    assert trail_of(shop, "b-own").at == "kept"


@pytest.mark.parametrize("stage", ["brief", "taken", "voting", "verdict"])
def test_the_plan_page_marks_one_step(desk_client, shop, told, clock, stage):
    if stage != "brief":
        take_brief(shop, "b-own")
    if stage in ("voting", "verdict"):
        LiveTest.objects.create(
            merchant=shop, brief_id="b-own", opened_at=TODAY, closes_at=TODAY + DAY
        )
    if stage == "verdict":
        clock(2 * DAY)
    page = desk_client.get(
        "/desk/shop-1/briefs/b-own/plan/", headers={"accept-language": "en"}
    ).text
    assert page.count('aria-current="step"') == 1
    rail = page.split('aria-current="step"')[1].split("</li>")[0]
    at = {"brief": "Brief", "taken": "Test", "voting": "Test", "verdict": "Lot"}[stage]
    assert f">{at}<" in rail
