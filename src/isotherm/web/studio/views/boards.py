"""A buyer's boards: many candidates, a few picks, a reason for each."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.ids import new_id
from isotherm.web.site.once import do_once
from isotherm.web.site.refusals import Refusal
from isotherm.web.studio import services
from isotherm.web.studio.models import Selection

__all__ = ["board", "boards"]

_MOST_SHOPS = 400


@require_http_methods(["GET", "POST"])
@audience(Audience.MEMBER)
def boards(request: HttpRequest) -> HttpResponse:
    """My boards, and a new one."""
    member = cast(Member, request.user)
    if request.method == "POST":
        return redirect("studio:board", _new_board(request, member))
    mine = Selection.objects.filter(member=member).order_by("-at", "pk")
    plain = mine.defer("judged", "candidates", "trust", "missing", "left_out")
    told = {
        "page": Paginator(plain, 20).get_page(request.GET.get("page")),
        "shops": _shops(member),
        "once": new_id(),
    }
    return render(request, "studio/boards.html", told)


@require_GET
@audience(Audience.MEMBER)
def board(request: HttpRequest, board_id: str) -> HttpResponse:
    """One board; while its job is on the way the page asks again by itself."""
    member = cast(Member, request.user)
    mine = Selection.objects.filter(member=member, pk=board_id).first()
    if mine is None:
        raise Http404
    picks = [row for row in mine.judged if row["picked"]]
    rest = Paginator([r for r in mine.judged if not r["picked"]], 30)
    shown = rest.get_page(request.GET.get("page"))
    ids = [row["product_id"] for row in (*picks, *shown)]
    goods = Product.objects.in_bulk(ids)
    told = {
        "board": mine,
        "picks": [(row, goods.get(row["product_id"])) for row in picks],
        "rejected": [(row, goods.get(row["product_id"])) for row in shown],
        "page": shown,
        "n": len(mine.candidates),
        "waits": mine.state in (Selection.State.QUEUED, Selection.State.RUNNING),
    }
    part = "studio/_board.html" if getattr(request, "htmx", False) else "studio/board.html"
    return render(request, part, told)


def _new_board(request: HttpRequest, member: Member) -> str:
    """Make a board of what was chosen, once for each form; its id."""
    said = request.POST.get("keep", "5")
    if not (said.isascii() and said.isdigit()) or len(said) > 3:
        raise Refusal(_("Choose how many to keep: 1 to 50."), code="keep", status=422)
    keep, source = int(said), request.POST.get("source", "")
    brought = request.FILES.get("file")
    raw = brought.read(3 * 2**20) if brought is not None else b""

    def do() -> str:
        if source == "file":
            name = brought.name or "" if brought is not None else ""
            return services.board_from_csv(member, raw, keep=keep, name=name).pk
        if source == "shop":
            shop = request.POST.get("shop", "")[:64]
            return services.board_from_shop(member, shop, keep=keep).pk
        return services.board_from_new(member, keep=keep).pk

    key = request.POST.get("once", "")[:64] or new_id()
    body = [source, keep, request.POST.get("shop", ""), len(raw)]
    return str(do_once("studio.board", key, member_id=member.pk, body=body, do=do))


def _shops(member: Member) -> list[tuple[str, str]]:
    """Shops to choose from, the member's own in front."""
    own = set(member.shops.values_list("merchant_id", flat=True))
    stocked = Merchant.objects.filter(products__isnull=False).distinct()
    rows = stocked.order_by("name", "pk").values_list("pk", "name")[:_MOST_SHOPS]
    return sorted(((pk, name or pk) for pk, name in rows), key=lambda one: one[0] not in own)
