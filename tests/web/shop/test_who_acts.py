"""Who may act for a shop: its keeper in everything, its buyers where goods are chosen and shown."""

from __future__ import annotations

import pytest
from django.http import Http404

from isotherm.web.rooms.models import LiveTest, Room
from isotherm.web.rooms.queries import desks
from isotherm.web.shop.models import Merchant, MerchantMember
from isotherm.web.shop.queries import require_shop, shops_kept_by, shops_of
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(make_member, shop):
    """Buys for the shop, and keeps another."""
    member = make_member("buyer-1", kind="buyer")
    own = Merchant.objects.create(id="shop-2", name="另一家店")
    MerchantMember.objects.create(merchant=shop, member=member, role="buyer")
    MerchantMember.objects.create(merchant=own, member=member, role="keeper")
    return member


def test_a_keeper_does_all_and_a_buyer_what_is_a_buyers(shop, merchant, buyer):
    assert require_shop(merchant, shop.pk) == require_shop(merchant, shop.pk, role="buyer") == shop
    assert require_shop(buyer, shop.pk, role="buyer") == shop
    with pytest.raises(Refusal) as no:
        require_shop(buyer, shop.pk)
    assert (no.value.code, no.value.status) == ("keeper", 403)
    assert require_shop(buyer, "shop-2").pk == "shop-2"


@pytest.mark.parametrize("role", ["keeper", "buyer"])
def test_a_shop_is_not_there_for_who_does_not_act_for_it(role, shop, buyer, reader, operator):
    for stranger in (reader, operator):
        with pytest.raises(Http404):
            require_shop(stranger, shop.pk, role=role)
    with pytest.raises(Http404):
        require_shop(buyer, "shop-3", role=role)


def test_the_lists_say_the_same(shop, merchant, buyer, reader):
    assert [one.pk for one in shops_of(merchant)] == [one.pk for one in shops_kept_by(merchant)]
    assert {one.pk for one in shops_of(buyer)} == {"shop-1", "shop-2"}
    assert {one.pk for one in shops_kept_by(buyer)} == {"shop-2"}
    assert not shops_of(reader)
    assert not shops_kept_by(reader)


def test_a_buyer_watches_the_shops_tests_and_runs_the_rooms_they_host(shop, merchant, buyer):
    test = LiveTest.objects.create(id="test-1", merchant=shop, title="测款", opened_at=now())
    room = {"merchant": shop, "title": "周五", "opens_at": now()}
    theirs = Room.objects.create(host=merchant, **room)
    own = Room.objects.create(host=buyer, **room)
    assert list(desks.tests_watched_by(buyer)) == [test]
    assert list(desks.rooms_hosted_by(buyer)) == [own]
    assert set(desks.rooms_hosted_by(merchant)) == {own, theirs}


def test_a_buyer_opens_a_room_for_the_shop(client, shop, buyer):
    client.force_login(buyer)
    assert client.get("/rooms/new/").status_code == 200
    assert client.post("/rooms/new/", {"shop": shop.pk, "title": "周五"}).status_code == 302
    assert Room.objects.get().merchant == shop
