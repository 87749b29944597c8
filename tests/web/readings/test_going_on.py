"""A demo town has a test to vote on and a room to enter; a real one opens nothing by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from isotherm.errors import UsageError
from isotherm.web.community.models import NoteProduct
from isotherm.web.readings.going_on import open_what_goes_on
from isotherm.web.rooms.models import LiveTest, Room
from isotherm.web.rooms.queries import open_rooms, open_tests
from isotherm.web.rooms.services import cast_vote, close_room, close_test
from isotherm.web.shop.models import Merchant, MerchantMember, Product
from isotherm.web.site.clock import now

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def style(note: Any, merchant: Any, shop: Any) -> Product:
    """A blazer a note shows, in a shop that works in two colours."""
    blazer, skirt = (
        Product.objects.create(
            merchant=shop,
            title=title,
            category="外套",
            price_fen=39900,
            listed_at=now(),
            attributes={"colour": colour, "cut": "收腰"},
        )
        for title, colour in (("收腰西装", "丁香紫"), ("伞裙", "燕麦"))
    )
    NoteProduct.objects.create(note=note, product=blazer, place=0)
    del skirt
    return blazer


def test_a_keeper_lets_people_vote_under_a_note_and_in_a_room(style: Product, reader: Any) -> None:
    held = open_what_goes_on()
    assert held is not None
    assert held in open_tests()
    assert held.note_id == NoteProduct.objects.get(product=style).note_id
    colours = [option.attributes["colour"] for option in held.options.all()]
    assert colours[0] == "丁香紫"
    assert len(set(colours)) == len(colours) >= 2
    room = open_rooms().get()
    assert room.test == held
    assert room.is_open(now())
    keepers = MerchantMember.objects.filter(merchant=held.merchant, role="keeper")
    assert room.host_id in keepers.values_list("member_id", flat=True)
    first = held.options.first()
    assert first is not None
    assert cast_vote(reader, first.pk, stake="wish").test == held


def test_what_is_open_stays_and_what_closed_is_followed(style: Product) -> None:
    held = open_what_goes_on()
    assert open_what_goes_on() == held
    assert (LiveTest.objects.count(), Room.objects.count()) == (1, 1)
    assert held is not None
    close_room(Room.objects.get())
    assert open_what_goes_on() == held
    assert Room.objects.count() == 2
    close_test(held)
    assert open_what_goes_on() != held
    del style


def test_a_real_town_opens_nothing_by_itself(style: Product, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(UsageError, match="demo town"):
        open_what_goes_on()
    assert not LiveTest.objects.exists()
    assert not Room.objects.exists()
    settings.DEMO = True  # the control: nothing else was in the way
    assert open_what_goes_on() is not None
    del style


def test_a_shop_without_keeper_or_goods_opens_nothing(style: Product) -> None:
    MerchantMember.objects.all().delete()
    assert open_what_goes_on() is None
    assert not LiveTest.objects.exists()
    assert Merchant.objects.filter(pk=style.merchant_id).exists()


@pytest.mark.parametrize("demo", [True, False])
def test_opening_a_rebuilt_town(
    ledger: Path, reading: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, *, demo: bool
) -> None:
    from isotherm.web.readings.management.commands import open_town

    asked: list[bool] = []
    monkeypatch.setattr(open_town, "open_what_goes_on", lambda: asked.append(True))
    settings.DEMO = demo
    call_command("open_town", ledger=ledger, reading=reading)
    assert asked == [True] * demo
