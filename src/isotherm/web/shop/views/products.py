"""A product, and the shop that sells it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of, member_or_none
from isotherm.web.community.queries import cards
from isotherm.web.shop.models import Hold, Merchant, Product
from isotherm.web.shop.queries import fit_evidence, goods_of, product_with_sizes
from isotherm.web.shop.services import hold
from isotherm.web.shop.services.holds import BASKET
from isotherm.web.shop.words import sku_name
from isotherm.web.shop.worn import is_worn_by_size
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.paging import page_of
from isotherm.web.site.refusals import Refusal

__all__ = ["hold_product", "product", "shop_front"]

_NOTES, _WISHES, _PER_PAGE = 8, 3, 24


@audience(Audience.EVERYONE)
@require_safe
def product(request: HttpRequest, product_id: str) -> HttpResponse:
    """One product: sizes, how it fitted bodies like mine, who shows it, who makes it."""
    found = product_with_sizes(product_id)
    if found is None:
        raise Http404
    shown, sizes = found
    member = member_or_none(request)
    notes = shown.shown_in.order_by("-note__like_count", "note_id").values_list(
        "note_id", flat=True
    )
    held = (
        Hold.objects.filter(member=member, sku__product=shown, state__in=BASKET) if member else ()
    )
    context = {
        "product": shown,
        "sizes": sizes,
        "can_be_bought": any(size.can_be_bought for size in sizes),
        "chosen": request.GET.get("sku", ""),
        "asks_fit": is_worn_by_size(shown),
        "evidence": fit_evidence(shown, member),
        "cards": cards(list(notes[:_NOTES]), member),
        "wishes": _wishes(shown),
        "held": {line.sku_id: line.quantity for line in held},
        "source_kind": request.GET.get("source_kind", "direct"),
        "source_id": request.GET.get("source_id", ""),
    }
    return render(request, "shop/product.html", context)


@audience(Audience.MEMBER)
@require_POST
def hold_product(request: HttpRequest, product_id: str) -> HttpResponse:
    """Keep pieces of a size in the basket."""
    sku_id = request.POST.get("sku", "")
    if not sku_id:
        raise Refusal(_("Please choose a size first."), code="size", status=422)
    held = hold(
        member_of(request),
        sku_id,
        quantity=_quantity(request),
        source_kind=request.POST.get("source_kind", "direct"),
        source_id=request.POST.get("source_id", ""),
    )
    if is_fragment(request):
        return render(request, "shop/_held.html", {"hold": held, "item": sku_name(held.sku)})
    messages.success(request, _("%(item)s is yours for 15 minutes.") % {"item": sku_name(held.sku)})
    return redirect("shop:basket")


@audience(Audience.EVERYONE)
@require_safe
def shop_front(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """What a shop sells."""
    shop = get_object_or_404(Merchant, pk=merchant_id)
    page = page_of(request, goods_of(shop), size=_PER_PAGE)
    return render(request, "shop/shop.html", {"shop": shop, "page": page})


def _wishes(shown: Product) -> dict[str, object]:
    """Wishes it answers: how many, and some in the words of who wished."""
    answered = shown.answered_wishes.order_by("-second_count", "pk")
    some = list(answered.values_list("text", "second_count")[:_WISHES])
    return {"some": some, "more": max(answered.count() - len(some), 0) if some else 0}


def _quantity(request: HttpRequest) -> int:
    """How many pieces; anything that is no number is none."""
    said = request.POST.get("quantity", "1")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0
