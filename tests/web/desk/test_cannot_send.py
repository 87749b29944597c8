"""At the desk: a page of its own before a line is called off, and one click is one act."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.web.addresses import everything

from isotherm.web.community.models import Notice
from isotherm.web.shop.models import Merchant, MerchantMember, MoneyEntry, Product
from isotherm.web.shop.services import ask_balance, ship_line

pytestmark = pytest.mark.django_db
WHY = "面料断货"


@pytest.fixture
def line(buy):
    """One piece, paid for."""
    return buy("ann", "L").lines.get()


def cancelling(line, *, merchant_id: str = "shop-1", shelf: str = "send") -> str:
    return reverse("desk:cancel", args=[merchant_id, line.pk]) + f"?shelf={shelf}"


def shelf_page(client, shelf: str) -> str:
    return client.get(reverse("desk:orders", args=["shop-1"]), {"shelf": shelf}).text


def once_key(page: str) -> str:
    return re.search(r'name="once" value="([^"]+)"', page)[1]


def refunds() -> list[int]:
    return list(MoneyEntry.objects.filter(kind="refunded").values_list("amount_fen", flat=True))


def test_what_is_not_sent_yet_has_a_way_there_and_nothing_else(desk_client, buy):
    Product.objects.update(status="presale", deposit_fen=10_000)
    waiting = buy("bo", "XL").lines.get()
    Product.objects.update(status="listed", deposit_fen=0)
    paid, sent = buy("ann", "L").lines.get(), buy("cy", "L").lines.get()
    ship_line(sent.product.merchant, sent.pk)
    assert cancelling(paid) in shelf_page(desk_client, "send")
    assert cancelling(waiting, shelf="coming") in shelf_page(desk_client, "coming")
    assert "/cancel/" not in shelf_page(desk_client, "sent")


def test_looking_says_what_goes_back_and_does_nothing(desk_client, line):
    before = everything()
    page = desk_client.get(cancelling(line)).text
    assert everything() == before
    assert all(told in page for told in (line.product.title, "ann", "¥800"))


def test_a_deposit_is_what_goes_back_of_a_presale(desk_client, buy):
    Product.objects.update(status="presale", deposit_fen=10_000)
    line = buy("bo", "XL").lines.get()
    ask_balance(Product.objects.get())
    address = cancelling(line, shelf="coming")
    page = desk_client.get(address).text
    assert "¥100" in page
    answer = desk_client.post(address, {"words": WHY, "once": once_key(page)})
    assert answer["Location"].endswith("?shelf=coming")
    assert refunds() == [-10_000]


def test_a_second_click_does_nothing(desk_client, line):
    form = {"words": WHY, "once": once_key(desk_client.get(cancelling(line)).text)}
    first = desk_client.post(cancelling(line), form)
    assert first.status_code == 302
    done = everything()
    again = desk_client.post(cancelling(line), form)
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert everything() == done
    assert refunds() == [-line.price_fen]
    assert Notice.objects.filter(member="ann", kind="line_cancelled").count() == 1


def test_control_another_form_is_told_that_it_was_done(desk_client, line):
    forms = [{"words": WHY, "once": f"tab-{tab}"} for tab in (1, 2)]
    desk_client.post(cancelling(line), forms[0])
    done = everything()
    assert desk_client.post(cancelling(line), forms[1]).status_code == 409
    assert everything() == done


def test_without_its_key_or_words_nothing_is_done(desk_client, line):
    before = everything()
    for form in ({"words": WHY}, {"once": "k", "words": " "}, {"once": "k"}):
        assert desk_client.post(cancelling(line), form).status_code == 422
    assert everything() == before


def test_what_was_sent_is_refused_in_words(desk_client, line):
    ship_line(line.product.merchant, line.pk)
    before = everything()
    looked = desk_client.get(cancelling(line))
    clicked = desk_client.post(cancelling(line), {"words": WHY, "once": "k"})
    for answer in (looked, clicked):
        assert answer.status_code == 409
        assert "已经发出" in answer.text
    assert everything() == before


def test_another_shops_line_is_not_there(client, line, make_member):
    other = make_member("other-1", kind="merchant")
    elsewhere = Merchant.objects.create(id="shop-2")
    MerchantMember.objects.create(merchant=elsewhere, member=other, role="keeper")
    client.force_login(other)
    before = everything()
    for merchant_id in ("shop-1", "shop-2"):
        address = cancelling(line, merchant_id=merchant_id)
        assert client.get(address).status_code == 404
        assert client.post(address, {"words": WHY, "once": "k"}).status_code == 404
    assert everything() == before
