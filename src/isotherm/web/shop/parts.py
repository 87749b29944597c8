"""A part of a line: some of its pieces go another way than the rest."""

from __future__ import annotations

from isotherm.web.shop.ledger import share_out
from isotherm.web.shop.models import OrderLine
from isotherm.web.site.ids import new_id

__all__ = ["leave_rest"]


def leave_rest(line: OrderLine, pieces: int) -> None:
    """The line is ``pieces`` of it from now on; the rest goes on as a line of its own.

    The rest has its share of the money and stands where the line stood. The line keeps its id for
    what happens to it next: who asks twice for a part asks twice for the same one.
    """
    had = line.quantity or 0
    if pieces == had:
        return
    rest = OrderLine(
        id=new_id(),
        order_id=line.order_id,
        line_id=str(line.order.lines.count() + 1),
        part_of_id=line.part_of_id or line.pk,
        sku_id=line.sku_id,
        product_id=line.product_id,
        quantity=had - pieces,
        price_fen=_share(line.price_fen, had - pieces, had),
        deposit_fen=_share(line.deposit_fen, had - pieces, had),
        state=line.state,
        shipped_at=line.shipped_at,
        delivered_at=line.delivered_at,
        source_kind=line.source_kind,
        source_id=line.source_id,
    )
    line.quantity = pieces
    line.price_fen = (line.price_fen or 0) - (rest.price_fen or 0)
    line.deposit_fen -= rest.deposit_fen
    rest.save(force_insert=True)
    line.save(update_fields=["quantity", "price_fen", "deposit_fen"])
    share_out(line, rest)


def _share(fen: int | None, pieces: int, of: int) -> int:
    return (fen or 0) * pieces // of
