"""Sizes stand in their order on a desk's pages."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from isotherm.web.shop.models import Product, Sku

pytestmark = pytest.mark.django_db


def test_a_products_sizes_stand_in_their_order(desk_client, shop):
    product = Product.objects.create(merchant=shop, title="裙子")
    for size in ("XL", "S", "2XL", "M"):
        Sku.objects.create(product=product, options={"size": size})
    page = desk_client.get(reverse("desk:product", args=["shop-1", product.pk])).text
    assert re.findall(r"<td>(\w+)</td><td class=\"number\">", page) == ["S", "M", "XL", "2XL"]
