"""From an option to its lot, and from the lot to the shop."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from isotherm.web.desk import services
from isotherm.web.desk.briefs import Brief, read_brief
from isotherm.web.desk.forms import ListingForm, LotForm, in_yuan
from isotherm.web.desk.models import BriefAnswer, Lot
from isotherm.web.desk.queries.strata import strata_of_brief
from isotherm.web.desk.queries.trail import trail_of
from isotherm.web.desk.queries.wishes import fitting_wishes
from isotherm.web.desk.views.doors import A_PAGE, desk_page, shop_of
from isotherm.web.rooms.models import Option
from isotherm.web.rooms.queries.desks import own_option
from isotherm.web.shop.models import Merchant
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.once import do_once_for_form
from isotherm.web.site.paging import page_of
from isotherm.web.site.refusals import Refusal

__all__ = ["arrived", "cutting", "list_it", "lot", "lots", "plan_lot"]


@require_http_methods(["GET", "POST"])
@audience(Audience.MERCHANT)
def plan_lot(request: HttpRequest, merchant_id: str, option_id: str) -> HttpResponse:
    """Size the first lot of an option: foresee it, then write it down."""
    merchant = shop_of(request, merchant_id)
    option = own_option(merchant.pk, option_id)
    told: dict[str, Any] = {"option": option, "foreseen": None}
    told["trail"] = trail_of(merchant, option.test.brief_id)
    if request.method == "GET":
        told["form"] = LotForm(initial=_to_begin_with(merchant, option))
        return desk_page(request, "plan_lot", merchant, told)
    form = told["form"] = LotForm(request.POST)
    if not form.is_valid():
        return desk_page(request, "plan_lot", merchant, told, status=422)
    try:
        if request.POST.get("act") == "keep":
            return _keep(request, merchant, option, form=form)
        told["foreseen"] = services.foresee_lot(merchant, option.pk, terms=form.terms())
    except Refusal as no:
        form.add_error(None, no.words)
        return desk_page(request, "plan_lot", merchant, told, status=no.status)
    return desk_page(request, "plan_lot", merchant, told)


@require_GET
@audience(Audience.MERCHANT)
def lots(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """All lots: those to be cut soonest in front."""
    merchant = shop_of(request, merchant_id)
    mine = Lot.objects.filter(merchant=merchant).select_related("option", "product")
    shown = page_of(request, mine.order_by("arrived_at", "cut_by", "-at"), size=A_PAGE)
    return desk_page(request, "lots", merchant, {"page": shown})


@require_GET
@audience(Audience.MERCHANT)
def lot(request: HttpRequest, merchant_id: str, lot_id: str) -> HttpResponse:
    """One lot: its plan, where its pieces are, and its way into the shop."""
    merchant = shop_of(request, merchant_id)
    return _lot_page(request, merchant, _own(merchant, lot_id))


@require_POST
@audience(Audience.MERCHANT)
def cutting(request: HttpRequest, merchant_id: str, lot_id: str) -> HttpResponse:
    """The lot is being cut."""
    services.start_cutting(shop_of(request, merchant_id), lot_id)
    messages.success(request, _("Noted: it is being cut."))
    return redirect("desk:lot", merchant_id, lot_id)


@require_POST
@audience(Audience.MERCHANT)
def arrived(request: HttpRequest, merchant_id: str, lot_id: str) -> HttpResponse:
    """The pieces are here."""
    lot = services.mark_arrived(shop_of(request, merchant_id), lot_id)
    if lot.product_id:
        messages.success(request, _("Noted: the pieces are here."))
    else:
        messages.success(request, _("Noted: the pieces are here. Put them on sale below."))
    return redirect("desk:lot", merchant_id, lot_id)


@require_POST
@audience(Audience.MERCHANT)
def list_it(request: HttpRequest, merchant_id: str, lot_id: str) -> HttpResponse:
    """Put the lot into the shop; then the wishes it may answer are shown, if there are some."""
    merchant = shop_of(request, merchant_id)
    mine = _own(merchant, lot_id)
    form = ListingForm(request.POST)
    if not form.is_valid():
        return _lot_page(request, merchant, mine, form=form, status=422)
    told = form.cleaned_data
    try:
        product = services.list_lot(
            merchant,
            mine.pk,
            title=told["title"],
            description=told["description"],
            category=told["category"],
            price_fen=told["price"],
            deposit_fen=told["deposit"] or None,
        )
    except Refusal as no:
        form.add_error(None, no.words)
        return _lot_page(request, merchant, mine, form=form, status=no.status)
    if not fitting_wishes(product):
        messages.success(request, _("It is in the shop."))
        return redirect("desk:product", merchant_id, product.pk)
    messages.success(request, _("It is in the shop. Who wished for something like it?"))
    return redirect("desk:wishes", merchant_id, product.pk)


def _own(merchant: Merchant, lot_id: str) -> Lot:
    mine = Lot.objects.filter(merchant=merchant, pk=lot_id)
    found = mine.select_related("option__test", "product").first()
    if found is None:
        raise Http404
    return found


def _keep(
    request: HttpRequest, merchant: Merchant, option: Option, *, form: LotForm
) -> HttpResponse:
    """Write the lot down, once for this form."""
    terms, units = form.terms(), form.cleaned_data["units"]

    def do() -> str:
        return services.plan_first_lot(merchant, option.pk, terms=terms, units=units).pk

    body = [option.pk, str(terms), units]
    lot_id = do_once_for_form(request, "desk.lot", body=body, do=do)
    messages.success(request, _("The first lot is planned."))
    return redirect("desk:lot", merchant.pk, lot_id)


def _lot_page(
    request: HttpRequest,
    merchant: Merchant,
    lot: Lot,
    *,
    form: ListingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    title = " ".join(str(v) for v in lot.option.attributes.values()) if lot.option else ""
    begin = {"title": title, "price": in_yuan(lot.price_fen)}
    told = {
        "lot": lot,
        "plan": lot.plan.get("plan"),
        "terms": lot.plan.get("terms"),
        "support": lot.plan.get("support"),
        "trail": trail_of(merchant, lot.brief_id) if lot.brief_id else None,
        "form": form or ListingForm(initial=begin),
        "categories": merchant.categories,
    }
    return desk_page(request, "lot", merchant, told, status=status)


def _to_begin_with(merchant: Merchant, option: Option) -> dict[str, Any]:
    """What is known before anyone fills in the form."""
    answer = BriefAnswer.objects.filter(merchant=merchant, brief_id=option.test.brief_id).first()
    brief = read_brief(answer.brief) if answer and option.test.brief_id else None
    return {
        "price": in_yuan(option.price_fen),
        "salvage": 0,
        "audience": _people(brief) if brief else None,
        "lead_days": 30 if merchant.lead_days is None else merchant.lead_days,
        "selling_days": 30,
        "season_end": brief.season_to.date() if brief and brief.season_to else None,
    }


def _people(brief: Brief) -> int:
    """About how many belong to the strata of a brief; those who asked, where that is not told."""
    sizes = [one.people for one in strata_of_brief(brief) if one.people]
    return sum((low + high) // 2 for low, high in sizes) or round(brief.audience)
