"""Boards: candidates brought, and the job asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.site.clock import now
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import cleaned, decoded, one_line
from isotherm.web.studio.models import Selection

__all__ = [
    "MOST_BYTES",
    "MOST_CANDIDATES",
    "MOST_KEPT",
    "board_from_csv",
    "board_from_new",
    "board_from_shop",
]

MOST_CANDIDATES = 1000
NEWEST = 100  # as many as the page promises: a hundred to five
MOST_BYTES = 2 * 2**20
MOST_KEPT = 50
_LONGEST_NAME = 200
_COLUMNS = frozenset(
    (
        "product_id",
        "title",
        "category",
        "price_fen",
        "price",
        "cost_fen",
        "cost",
        "attributes",
        "merchant_id",
    )
)


def board_from_shop(member: Member, merchant_id: str, *, keep: int) -> Selection:
    """Choose from the goods of a shop."""
    merchant = Merchant.objects.filter(pk=merchant_id).first()
    if merchant is None:
        raise Refusal(_("There is no such shop."), code="unknown", status=404)
    # Drafts are the shop's own affair.
    on_sale = merchant.products.on_sale()
    rows = _rows_of(on_sale.order_by("-listed_at", "pk")[:MOST_CANDIDATES])
    return _begin(member, rows, keep=keep, pool=merchant.name or merchant.pk)


def board_from_new(member: Member, *, keep: int) -> Selection:
    """Choose from what was listed last, whoever sells it."""
    latest = Product.objects.on_sale().filter(listed_at__isnull=False)
    rows = _rows_of(latest.order_by("-listed_at", "pk")[:NEWEST])
    return _begin(member, rows, keep=keep)


def board_from_csv(member: Member, raw: bytes, *, keep: int, name: str = "") -> Selection:
    """Choose from a table of candidates: product_id, title, category, price, cost, attributes."""
    if len(raw) > MOST_BYTES:
        raise Refusal(_("The file is larger than 2 MB."), code="too_large", status=422)
    try:
        rows = list(csv.DictReader(io.StringIO(decoded(raw), newline="")))
    except csv.Error as problem:  # a cell of more than 128 kB
        told = _("The file cannot be read as a table of candidates.")
        raise Refusal(told, code="columns", status=422) from problem
    if rows and "product_id" not in {cleaned(str(one)).lower() for one in rows[0]}:
        told = _("The first line must name the columns, product_id and title among them.")
        raise Refusal(told, code="columns", status=422)
    plain = [
        {cleaned(str(k)).lower(): cleaned(v) for k, v in row.items() if isinstance(v, str)}
        for row in rows
    ]
    kept = [{k: v for k, v in row.items() if k in _COLUMNS} for row in plain]
    kept = [row for row in kept if any(row.values())]
    pool = one_line(name, _LONGEST_NAME, name=_("The file's name")) or "CSV"
    return _begin(member, kept, keep=keep, pool=pool)


def _begin(
    member: Member, rows: Sequence[Mapping[str, Any]], *, keep: int, pool: str = ""
) -> Selection:
    """Keep the candidates and ask for the job; one member may ask for so many only."""
    from isotherm.web.studio.tasks import judge_board

    if not rows:
        raise Refusal(_("There is nothing to choose from."), code="empty", status=422)
    if len(rows) > MOST_CANDIDATES:
        told = _("A board takes up to %(most)d candidates; these are %(found)d.")
        counts = {"most": MOST_CANDIDATES, "found": len(rows)}
        raise Refusal(told % counts, code="many", status=422)
    if not 1 <= keep <= MOST_KEPT:
        raise Refusal(_("Choose how many to keep: 1 to 50."), code="keep", status=422)
    limited("board", member.pk)
    with transaction.atomic():
        board = Selection.objects.create(
            member=member,
            asked_at=now(),
            language=get_language() or "",
            keep=keep,
            pool=pool,
            candidates=list(rows),
        )
        judge_board.enqueue(board.pk)
    return board


def _rows_of(products: Any) -> list[dict[str, Any]]:
    return [
        {
            "product_id": one.pk,
            "title": one.title,
            "category": one.category,
            "price_fen": one.price_fen,
            "attributes": one.attributes,
            "merchant_id": one.merchant_id or "",
        }
        for one in products
    ]
