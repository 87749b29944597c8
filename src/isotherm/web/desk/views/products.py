"""A shop's goods: changed, taken off, cut again, and the wishes they answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from isotherm.web.desk import services
from isotherm.web.desk.forms import ProductForm, in_yuan
from isotherm.web.desk.models import Lot
from isotherm.web.desk.queries.wishes import fitting_wishes
from isotherm.web.desk.views.doors import A_PAGE, desk_page, pieces, shop_of
from isotherm.web.shop import services as shop
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.shop.queries.goods import by_size
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.once import do_once_for_form
from isotherm.web.site.paging import page_of
from isotherm.web.site.refusals import Refusal

__all__ = ["product", "products", "reorder", "take_off", "wishes"]


@require_GET
@audience(Audience.MERCHANT)
def products(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """The shop's goods, the latest first."""
    merchant = shop_of(request, merchant_id, role="buyer")
    said = request.GET.get("q", "").strip()[:80]
    mine = Product.objects.filter(merchant=merchant)
    if said:
        mine = mine.filter(title__icontains=said)
    told = {"page": page_of(request, mine.order_by("-listed_at", "pk"), size=A_PAGE), "said": said}
    return desk_page(request, "products", merchant, told)


@require_http_methods(["GET", "POST"])
@audience(Audience.MERCHANT)
def product(request: HttpRequest, merchant_id: str, product_id: str) -> HttpResponse:
    """Change what a product says and costs."""
    merchant = shop_of(request, merchant_id)
    mine = _own(merchant, product_id)
    begin = {
        "title": mine.title,
        "description": mine.description,
        "price": in_yuan(mine.price_fen),
    }
    form = ProductForm(request.POST or None, initial=begin)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                shop.edit_product(
                    merchant,
                    mine.pk,
                    title=told["title"],
                    description=told["description"],
                    price_fen=told["price"],
                )
            except Refusal as no:
                form.add_error(None, no.words)
            else:
                messages.success(request, _("Saved."))
                return redirect("desk:product", merchant_id, product_id)
    return _product_page(request, merchant, mine, form=form, status=status)


@require_POST
@audience(Audience.MERCHANT)
def take_off(request: HttpRequest, merchant_id: str, product_id: str) -> HttpResponse:
    """It is not sold any more."""
    merchant = shop_of(request, merchant_id)
    shop.take_off_sale(merchant, _own(merchant, product_id).pk)
    messages.success(request, _("Taken off sale. What was ordered is still to be sent."))
    return redirect("desk:product", merchant_id, product_id)


@require_POST
@audience(Audience.MERCHANT)
def reorder(request: HttpRequest, merchant_id: str, product_id: str) -> HttpResponse:
    """Cut a product again, in the sizes of its last lot; once for each form."""
    merchant = shop_of(request, merchant_id)
    units = pieces(request)

    def do() -> str:
        return services.plan_reorder(merchant, product_id, units=units).pk

    lot_id = do_once_for_form(request, "desk.reorder", body=[product_id, units], do=do)
    messages.success(request, _("The reorder is planned."))
    return redirect("desk:lot", merchant_id, lot_id)


@require_http_methods(["GET", "POST"])
@audience(Audience.MERCHANT)
def wishes(request: HttpRequest, merchant_id: str, product_id: str) -> HttpResponse:
    """Open wishes the product fits; those chosen are told that it is there."""
    merchant = shop_of(request, merchant_id)
    mine = _own(merchant, product_id)
    if request.method == "POST":
        chosen = request.POST.getlist("wish")
        n = services.answer_fitting_wishes(merchant, mine.pk, wish_ids=chosen)
        told = ngettext("%(n)d wish is answered.", "%(n)d wishes are answered.", n)
        messages.success(request, told % {"n": n})
        return redirect("desk:product", merchant_id, product_id)
    told_all = {"product": mine, "fitting": fitting_wishes(mine)}
    return desk_page(request, "wishes", merchant, told_all)


def _own(merchant: Merchant, product_id: str) -> Product:
    found = Product.objects.filter(merchant=merchant, pk=product_id).first()
    if found is None:
        raise Http404
    return found


def _product_page(
    request: HttpRequest, merchant: Merchant, mine: Product, *, form: ProductForm, status: int
) -> HttpResponse:
    told = {
        "product": mine,
        "form": form,
        "skus": sorted(mine.skus.order_by("pk"), key=by_size),
        "lots": Lot.objects.filter(merchant=merchant, product=mine).order_by("-at"),
        "answered": mine.answered_wishes.count(),
    }
    return desk_page(request, "product", merchant, told, status=status)
