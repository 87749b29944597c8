from __future__ import annotations

import pytest

from isotherm.web.shop.models import Product
from isotherm.web.shop.worn import is_worn_by_size

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("category", "title", "options", "worn"),
    [
        ("外套", "均码斗篷", {"colour": "黑"}, True),  # a body decides, though it has one size
        ("鞋靴", "短靴", {}, True),
        ("配饰", "细链项链", {"colour": "银"}, False),
        ("配饰", "配西装的项链", {"colour": "银"}, True),  # its title alone names what is worn
        ("首饰 项链", "配西装的项链", {"colour": "银"}, False),  # the kind is believed first
        ("首饰", "戒指", {"size": "14"}, True),
        ("首饰", "戒指", {"size": "均码"}, False),
        ("包袋", "通勤包", {"size": "M"}, False),  # the size of what goes into it
        ("", "", {"尺码": "XL"}, True),
        ("", "", {"size": "120x60 cm"}, False),
        ("家居", "书桌", {}, False),
    ],
)
def test_what_is_worn_by_size_is_known_by_its_kind_or_its_sizes(category, title, options, worn):
    product = Product.objects.create(category=category, title=title)
    product.skus.create(options=options)
    assert is_worn_by_size(product) is worn


def test_sizes_told_by_the_style_alone_count(db):
    assert is_worn_by_size(Product.objects.create(attributes={"sizes": "S/M/L"}))
    assert not is_worn_by_size(Product.objects.create(attributes={"sizes": "one size"}))
    assert not is_worn_by_size(Product.objects.create(attributes=["S"]))
