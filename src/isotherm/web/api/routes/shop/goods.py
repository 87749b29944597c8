"""What is on sale, how it fitted, and who sells it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers.shop import FitOut, ProductOut, ShopOut
from isotherm.web.api.fields import Id
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.shop.queries import fit_evidence

__all__ = ["router"]

router = Router(tags=["shop"])
_READ = Scope("community:read")


@router.get("/products", response={200: list[ProductOut], **PROBLEMS}, auth=_READ)
@in_pages()
def newest_products(request: HttpRequest, merchant_id: Id | None = None) -> Any:
    """What is on sale, in the town or in one shop, the newest first."""
    goods = Product.objects.on_sale().prefetch_related("skus")
    if merchant_id is not None:
        goods = goods.filter(merchant_id=merchant_id)
    return goods.order_by("-listed_at", "pk")


@router.get("/products/{product_id}", response={200: ProductOut, **PROBLEMS}, auth=_READ)
def read_product(request: HttpRequest, product_id: Id) -> Any:
    """One product with its sizes and how many are free."""
    return get_object_or_404(Product.objects.on_sale().prefetch_related("skus"), pk=product_id)


@router.get("/products/{product_id}/fit", response={200: FitOut | None, **PROBLEMS}, auth=_READ)
def read_fit(request: HttpRequest, product_id: Id) -> Any:
    """How a product fitted bodies like yours; null before enough people can tell."""
    product = get_object_or_404(Product.objects.on_sale(), pk=product_id)
    return fit_evidence(product, caller(request))


@router.get("/shops/{merchant_id}", response={200: ShopOut, **PROBLEMS}, auth=_READ)
def read_shop(request: HttpRequest, merchant_id: Id) -> Any:
    """A shop as everybody may see it."""
    return get_object_or_404(Merchant, pk=merchant_id)
