"""Votes become a lot, the lot pieces, the pieces a product; each step once."""

from __future__ import annotations

import dataclasses
import random

import pytest
from django.http import Http404
from tests.web.desk.conftest import DAY, TODAY

from isotherm.livetest import plan_lot
from isotherm.web.community.models import Reaction
from isotherm.web.desk.models import Lot
from isotherm.web.desk.services import (
    LotTerms,
    foresee_lot,
    list_lot,
    mark_arrived,
    plan_first_lot,
    start_cutting,
    take_brief,
)
from isotherm.web.rooms.models import LiveTest, Option, Vote
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db

TERMS = LotTerms(
    price_fen=80000,
    cost_fen=30000,
    salvage_fen=10000,
    audience=5000,
    lead_days=20,
    selling_days=30,
    season_end=(TODAY + 120 * DAY).date(),
)
SHOWN = {"title": "丁香紫西装", "description": "", "category": "外套", "price_fen": 80000}


@pytest.fixture
def option(shop, told, make_member) -> Option:
    """An option that 40 of 60 viewers chose a size of, in a test of the brief taken."""
    take_brief(shop, "b-own")
    test = LiveTest.objects.create(
        id="test-1", brief_id="b-own", merchant=shop, opened_at=TODAY, closes_at=TODAY + 3 * DAY
    )
    lilac = Option.objects.create(id="lilac", test=test, attributes={"colour": "丁香紫"}, place=0)
    Option.objects.create(id="grey", test=test, attributes={"colour": "灰"}, place=1)
    rng = random.Random(7)
    for n in range(60):
        joined = TODAY - rng.randrange(20, 400) * DAY
        member = make_member(f"voter-{n}", joined_at=joined)
        Reaction.objects.bulk_create(
            Reaction(member=member, at=joined + k * DAY, kind="view", product_id="product-1")
            for k in range(rng.randrange(1, 9))
        )
        vote = {"test": test, "member": member, "at": TODAY + rng.random() * DAY}
        for one in ("lilac", "grey"):
            Vote.objects.create(option_id=one, stake="seen", **vote)
        if n < 40:
            size = "XL" if n < 30 else "L"
            Vote.objects.create(option=lilac, stake="size", value=size, **vote)
    return lilac


def test_nothing_is_cut_before_anybody_has_seen_it(shop, option):
    Vote.objects.all().delete()
    for plan in (foresee_lot, plan_first_lot):
        with pytest.raises(Refusal) as no:
            plan(shop, option.pk, terms=TERMS)
        assert no.value.code == "no_votes"
    assert not Lot.objects.exists()


def test_a_lot_is_what_the_engine_makes_of_votes_returns_and_money(shop, option):
    lot = plan_first_lot(shop, "lilac", terms=TERMS)
    expected = plan_lot(
        40,
        60,
        audience=5000,
        price_fen=80000,
        cost_fen=30000,
        salvage_fen=10000,
        kept=(0, 0),
        size_votes={"XL": 30, "L": 10},
        base_curve={"L": 0.25, "XL": 0.375, "2XL": 0.375},
        lead_days=20,
        selling_days=30,
        season_end=TERMS.season_end,
    )
    assert (lot.units, lot.size_curve) == (expected.first_lot, expected.size_lots)
    assert (lot.reorder_at, lot.cut_by) == (expected.reorder_point, expected.latest_cut)
    assert sum(lot.size_curve.values()) == lot.units
    assert lot.plan["verdict"] == "keep"


def test_a_chosen_number_keeps_the_proportions_of_the_sizes(shop, option):
    lot = plan_first_lot(shop, "lilac", terms=TERMS, units=100)
    assert lot.units == sum(lot.size_curve.values()) == 100
    assert lot.size_curve["XL"] > lot.size_curve["L"]


def test_coordinated_voters_count_once(shop, option, told):
    told.groups.update({f"voter-{n}": "g-1" for n in range(20)})
    support = foresee_lot(shop, "lilac", terms=TERMS).support
    assert (support.buyers, support.viewers) == (21, 41)
    told.groups.clear()
    assert foresee_lot(shop, "lilac", terms=TERMS).support.buyers == 40


def test_what_the_test_drops_is_not_cut(shop, option):
    with pytest.raises(Refusal):
        plan_first_lot(shop, "grey", terms=TERMS)
    assert not Lot.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"cost_fen": 80000},
        {"salvage_fen": 30000},
        {"salvage_fen": -1},
        {"audience": 0},
        {"lead_days": -1},
        {"selling_days": 0},
    ],
)
def test_terms_that_cannot_be_are_refused_in_words(shop, option, changed):
    with pytest.raises(Refusal):
        plan_first_lot(shop, "lilac", terms=dataclasses.replace(TERMS, **changed))


@pytest.mark.parametrize("units", [0, -5, 10**9])
def test_a_lot_has_pieces(shop, option, units):
    with pytest.raises(Refusal):
        plan_first_lot(shop, "lilac", terms=TERMS, units=units)


def test_another_shop_sees_neither_option_nor_lot(shop, option):
    lot = plan_first_lot(shop, "lilac", terms=TERMS, units=10)
    other = Merchant.objects.create(id="shop-2")
    for act in (
        lambda: plan_first_lot(other, "lilac", terms=TERMS),
        lambda: mark_arrived(other, lot.pk),
        lambda: start_cutting(other, lot.pk),
        lambda: list_lot(other, lot.pk, **SHOWN),
    ):
        with pytest.raises(Http404):
            act()


def test_arrived_pieces_are_listed_once_with_their_sizes(shop, option):
    lot = plan_first_lot(shop, "lilac", terms=TERMS, units=40)
    with pytest.raises(Refusal):
        list_lot(shop, lot.pk, **SHOWN)
    start_cutting(shop, lot.pk)
    mark_arrived(shop, lot.pk)
    product = list_lot(shop, lot.pk, **SHOWN)
    assert list_lot(shop, lot.pk, **SHOWN).pk == product.pk
    assert (product.brief_id, product.option_id) == ("b-own", "lilac")
    assert product.status == Product.Status.LISTED
    shelf = {sku.options["size"]: sku.on_hand for sku in product.skus.all()}
    assert shelf == lot.size_curve
    with pytest.raises(Refusal):
        start_cutting(shop, lot.pk)


def test_a_lot_sold_ahead_has_a_deposit_and_adds_nothing_when_it_comes(shop, option):
    lot = plan_first_lot(shop, "lilac", terms=TERMS, units=40)
    with pytest.raises(Refusal):
        list_lot(shop, lot.pk, **SHOWN, deposit_fen=80000)
    product = list_lot(shop, lot.pk, **SHOWN, deposit_fen=8000)
    assert (product.status, product.deposit_fen) == (Product.Status.PRESALE, 8000)
    mark_arrived(shop, lot.pk)
    mark_arrived(shop, lot.pk)
    assert sum(sku.on_hand for sku in product.skus.all()) == 40


def test_a_reorder_goes_onto_the_shelf_once(shop, told):
    product = Product.objects.get(pk="product-1")
    lot = Lot.objects.create(
        merchant=shop, product=product, units=6, size_curve={"L": 2, "XL": 4}, at=TODAY
    )
    mark_arrived(shop, lot.pk)
    mark_arrived(shop, lot.pk)
    assert [sku.on_hand for sku in product.skus.order_by("pk")] == [12, 14]
