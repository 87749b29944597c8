"""A product answers the wishes it fits, and no others."""

from __future__ import annotations

import pytest
from django.urls import reverse

from isotherm.web.community.models import Notice, Wish
from isotherm.web.community.services import make_wish, second_wish
from isotherm.web.desk.services import answer_fitting_wishes
from isotherm.web.shop.models import Product

pytestmark = pytest.mark.django_db


@pytest.fixture
def wishes(reader, make_member) -> list[Wish]:
    """One for what the shop sells, one for something else; both seconded."""
    made = [make_wish(reader, text=text).wish for text in ("想要丁香紫西装", "求一双登山鞋")]
    for wish in made:
        second_wish(make_member(f"friend-{wish.pk}"), wish.pk)
    return made


def test_a_wish_for_something_else_stays_open(client, shop, merchant, wishes):
    client.force_login(merchant)
    page = reverse("desk:wishes", args=[shop.pk, "product-1"])
    assert client.post(page, {"wish": [wish.pk for wish in wishes]}).status_code == 302
    answered = Wish.objects.exclude(answered_by=None)
    assert [wish.pk for wish in answered] == [wishes[0].pk]
    assert set(Notice.objects.values_list("about__wish", flat=True)) == {wishes[0].text}


def test_what_was_answered_meanwhile_is_not_answered_again(shop, wishes):
    product = Product.objects.get(pk="product-1")
    found = [answer_fitting_wishes(shop, product.pk, wish_ids=[wishes[0].pk]) for _ in range(2)]
    assert found == [1, 0]
