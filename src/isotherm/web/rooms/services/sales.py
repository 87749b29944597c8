"""What was bought in a room is told in it, in the transaction of the sale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from isotherm.web.rooms.models import Room
from isotherm.web.rooms.services.log import write_line
from isotherm.web.shop.models import OrderLine, Product
from isotherm.web.site.clock import now

__all__ = ["tell_sale"]


def tell_sale(lines: Iterable[OrderLine]) -> int:
    """Write a line for each product just sold in an open room; says how many pieces.

    To be called once a sale, within its transaction: then the line is there when the sale is, once,
    whichever process sold. Rooms are locked last, after everything of the shop. Where something
    was bought is what its buyer says: only goods of the room's own shop count.
    """
    pieces: Counter[tuple[str, Product]] = Counter()
    for line in lines:
        if line.source_kind == "room" and line.product is not None:
            pieces[line.source_id, line.product] += line.quantity or 0
    told = 0
    sold_in = {room_id for room_id, _product in pieces}
    for room in Room.objects.select_for_update().filter(pk__in=sold_in).order_by("pk"):
        mine = [(p, n) for (room_id, p), n in pieces.items() if room_id == room.pk and n > 0]
        for product, n in sorted(mine, key=lambda sold: sold[0].pk):
            if room.is_open(now()) and product.merchant_id == room.merchant_id:
                write_line(room, "sold", text=f"{product.title or ''} ×{n}")
                told += n
    return told
