"""A buyer's boards: many candidates, a few picks, a reason for each."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from isotherm.web.accounts.asking import member_of
from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Product
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.numbers import whole
from isotherm.web.site.once import do_once_for_form
from isotherm.web.site.paging import page_of
from isotherm.web.site.refusals import Refusal
from isotherm.web.studio import services
from isotherm.web.studio.models import Selection
from isotherm.web.studio.queries.shops import shop_called, shops_offered

__all__ = ["board", "boards"]

_BOARDS = 20  # a page
_REJECTED = 30  # a page


@require_http_methods(["GET", "POST"])
@audience(Audience.MEMBER)
def boards(request: HttpRequest) -> HttpResponse:
    """My boards, and a new one."""
    member = member_of(request)
    if request.method == "GET":
        return _boards_page(request, member)
    shop = ""
    if request.POST.get("source") == "shop":
        try:
            shop = shop_called(request.POST.get("shop", ""))
        except Refusal as no:
            return _boards_page(request, member, refusal=no)
    return redirect("studio:board", _new_board(request, member, shop=shop))


def _boards_page(
    request: HttpRequest, member: Member, *, refusal: Refusal | None = None
) -> HttpResponse:
    """The page; what a form named in vain is said beside it, and stays in it."""
    mine = Selection.objects.filter(member=member).order_by("-asked_at", "pk")
    plain = mine.defer("judged", "candidates", "trust", "missing", "left_out")
    told = {
        "page": page_of(request, plain, size=_BOARDS),
        "shops": shops_offered(member),
        "refusal": refusal,
        "shop": request.POST.get("shop", ""),
        "keep": request.POST.get("keep", "5"),
    }
    status = refusal.status if refusal else 200
    return render(request, "studio/boards.html", told, status=status)


@require_GET
@audience(Audience.MEMBER)
def board(request: HttpRequest, board_id: str) -> HttpResponse:
    """One board; while its job is on the way the page asks again by itself."""
    member = member_of(request)
    mine = Selection.objects.filter(member=member, pk=board_id).first()
    if mine is None:
        raise Http404
    picks = [row for row in mine.judged if row["picked"]]
    rest = [row for row in mine.judged if not row["picked"]]
    shown = page_of(request, rest, size=_REJECTED)
    ids = [row["product_id"] for row in (*picks, *shown)]
    goods = Product.objects.in_bulk(ids)
    told = {
        "board": mine,
        "picks": [(row, goods.get(row["product_id"])) for row in picks],
        "rejected": [(row, goods.get(row["product_id"])) for row in shown],
        "page": shown,
        "n": len(mine.candidates),
    }
    part = "studio/_board.html" if is_fragment(request) else "studio/board.html"
    return render(request, part, told)


def _new_board(request: HttpRequest, member: Member, *, shop: str) -> str:
    """Make a board of what was chosen, once for each form; its id."""
    keep = whole(request.POST.get("keep", "5"), least=1, most=services.MOST_KEPT)
    if keep is None:
        raise Refusal(_("Choose how many to keep: 1 to 50."), code="keep", status=422)
    source = request.POST.get("source", "")
    brought = request.FILES.get("file")
    raw = brought.read(services.MOST_BYTES + 1) if brought is not None else b""

    def do() -> str:
        if source == "file":
            name = brought.name or "" if brought is not None else ""
            return services.board_from_csv(member, raw, keep=keep, name=name).pk
        if source == "shop":
            return services.board_from_shop(member, shop, keep=keep).pk
        return services.board_from_new(member, keep=keep).pk

    body = [source, keep, shop, hashlib.sha256(raw).hexdigest()]
    return str(do_once_for_form(request, "studio.board", body=body, do=do))
