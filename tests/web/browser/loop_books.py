"""The account the loop keeps of its own purchases, and the report's page read back."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

ADDRESS = {"name": "小同", "phone": "13800000000", "address": "杭州市西湖区同温路 37 号"}
SOURCES = ("note", "room", "search", "feed", "direct")  # as the report has them in order
_WENT_BACK = ("returned", "cancelled")


@dataclasses.dataclass
class Purchase:
    """What somebody bought in the loop: one line, and what became of it."""

    source: str
    pieces: int
    end: str  # kept, returned, cancelled, under way, unpaid


def expected_row(purchases: Iterable[Purchase], price_fen: int) -> list[int]:
    """A line of the report, counted slowly: pieces one by one, money in fen."""
    row: Counter[str] = Counter()
    for one in purchases:
        row["orders"] += 1
        for _piece in range(one.pieces):
            row["ordered"] += one.end != "cancelled"
            row["under way"] += one.end == "unpaid"
            row[one.end] += one.end != "unpaid"
            row["paid"] += price_fen * (one.end != "unpaid")
            row["refunded"] += price_fen * (one.end in _WENT_BACK)
    row["stayed"] = row["paid"] - row["refunded"]
    return [row[name] for name in _COLUMNS]


_COLUMNS = (
    *("orders", "ordered", "kept", "returned", "under way", "cancelled"),
    *("paid", "refunded", "stayed"),
)


def fen(words: str) -> int:
    """Money on a page in fen: -¥1,234.50 is -123450."""
    return int(Decimal(words.strip().replace("¥", "").replace(",", "")) * 100)


def shown_rows(page: Any) -> list[list[int]]:
    """The lines of the report's last table as the page shows them, the sum at the end."""
    rows = page.locator("table").last.locator("tbody tr, tfoot tr")
    cells = [row.locator("td").all_inner_texts() for row in rows.all()]
    return [
        [fen(cell) if place > 5 else int(cell.replace(",", "")) for place, cell in enumerate(row)]
        for row in cells
    ]


def buy_quietly(member: Any, sku_id: str, purchase: Purchase) -> str:
    """Buy without a browser, as the rest of the town does; the line's id."""
    from isotherm.web.shop.payments import EventKind, begin_payment, provider_named, take_callback
    from isotherm.web.shop.services import cancel_order, checkout, hold

    source = {"source_kind": purchase.source, "source_id": "loop"}
    hold(member, sku_id, quantity=purchase.pieces, **source)
    order = checkout(member, once_key=f"loop-{member.pk}", address=ADDRESS)
    if purchase.end != "unpaid":
        told = provider_named("dummy").tell(begin_payment(member, order.pk), EventKind("paid"))
        take_callback("dummy", told.body, told.signature)
    if purchase.end == "cancelled":
        cancel_order(member, order.pk)
    return str(order.lines.get().pk)


def end_quietly(member: Any, line_id: str, end: str) -> None:
    """What a buyer does once it was sent; a shop takes back what comes back."""
    from isotherm.web.shop.models import OrderLine
    from isotherm.web.shop.services import accept_return, ask_return, confirm_delivery, keep

    if end not in ("kept", "returned"):
        return
    confirm_delivery(member, line_id)
    if end == "kept":
        keep(member, line_id, fit="true")
        return
    ask_return(member, line_id, reason="fit", fit="small")
    accept_return(OrderLine.objects.get(pk=line_id).product.merchant, line_id)
