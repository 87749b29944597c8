from __future__ import annotations

import pytest
from django.http import Http404
from django.utils import translation

from isotherm.web.shop.models import Merchant, MerchantMember, Product, Sku
from isotherm.web.shop.queries import (
    product_with_sizes,
    require_shop,
    shops_of,
)
from isotherm.web.shop.services import (
    edit_product,
    list_product,
    take_off_sale,
)
from isotherm.web.shop.words import choice_of
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_a_shop_is_there_for_who_keeps_it_and_for_nobody_else(blazer, make_member):
    shop, keeper = blazer.merchant, make_member("keeper")
    MerchantMember.objects.create(merchant=shop, member=keeper, role="keeper")
    assert require_shop(keeper, shop.pk) == shop
    assert list(shops_of(keeper)) == [shop]
    for member, shop_id in ((make_member("other"), shop.pk), (keeper, "no-such-shop")):
        with pytest.raises(Http404):
            require_shop(member, shop_id)


def test_sizes_stand_from_small_to_large_with_words_for_few(db):
    shop = Merchant.objects.create()
    sizes = {"XL": 3, "XS": 0, "2XL": 9, "M": 1, "38": 9, "36": 9}
    product = list_product(shop, title="裤", price_fen=100, sizes=sizes)
    _product, shown = product_with_sizes(product.pk)
    assert [size.size for size in shown] == ["XS", "M", "XL", "2XL", "36", "38"]
    assert [size.words for size in shown] == ["售罄", "仅剩 1 件", "仅剩 3 件", "", "", ""]
    assert not shown[0].can_be_bought


def test_what_is_a_draft_or_not_there_is_not_shown(blazer):
    Product.objects.update(status="draft")
    assert product_with_sizes(blazer.pk) is None
    assert product_with_sizes("nothing") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "x" * 201},
        {"price_fen": 0},
        {"price_fen": -1},
        {"sizes": {}},
        {"sizes": {" ": 1}},
        {"sizes": {"L": -1}},
        {"deposit_fen": 0},
        {"deposit_fen": 80000},
    ],
)
def test_a_product_that_makes_no_sense_is_not_listed(db, wrong):
    shop = Merchant.objects.create()
    right = {"title": "裤", "price_fen": 80000, "sizes": {"L": 1}}
    with pytest.raises(Refusal) as refused:
        list_product(shop, **(right | wrong))
    assert refused.value.status == 422
    assert not Product.objects.exists()


def test_a_product_is_changed_and_taken_off_by_its_shop_alone(blazer, sku):
    other = Merchant.objects.create()
    told = {"title": "丁香紫", "description": "垂", "price_fen": 79900}
    edit_product(blazer.merchant, blazer.pk, **told)
    sku.refresh_from_db()
    assert sku.price_fen == 79900
    for act in (
        lambda: edit_product(other, blazer.pk, **told),
        lambda: take_off_sale(other, blazer.pk),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.status == 404
    assert take_off_sale(blazer.merchant, blazer.pk).status == "gone"


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ([{"size": "M"}, {"size": "L", "sku": "L-1"}], "Size"),
        ([{"colour": "樱粉"}, {"颜色": "焦糖"}], "Colour"),
        ([{"size": "M", "colour": "樱粉"}], "Which one"),
        ([{"材质": "棉"}], "Which one"),
    ],
)
def test_what_is_chosen_is_called_what_it_is(options, asked):
    with translation.override("en"):
        assert choice_of(Sku(options=of_one) for of_one in options) == asked
