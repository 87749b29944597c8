"""What of the sold was kept, in pieces and money."""

from __future__ import annotations

import dataclasses

from django.db.models import Q, QuerySet, Sum

from isotherm.web.shop.models import Merchant, OrderLine

__all__ = ["KeptOrders", "kept_orders"]

_S = OrderLine.State
_OPEN = (_S.DEPOSITED, _S.BALANCE_DUE, _S.PAID, _S.SHIPPED, _S.DELIVERED, _S.RETURN_ASKED)


@dataclasses.dataclass(frozen=True)
class KeptOrders:
    """Pieces sold and what became of them; money in fen, of the same pieces."""

    sold: int
    kept: int
    returned: int
    undecided: int
    sold_fen: int
    kept_fen: int
    returned_fen: int

    @property
    def keep_rate(self) -> float | None:
        """Kept of those that are decided (留存件率); None before anything is."""
        decided = self.kept + self.returned
        return self.kept / decided if decided else None


def kept_orders(
    merchant: Merchant, *, product_ids: list[str] | None = None, brief_id: str | None = None
) -> KeptOrders:
    """What was sold and kept of a shop, of some of its products, or of those answering a brief.

    What is not paid yet and what was called off is not sold.
    """
    lines = OrderLine.objects.filter(product__merchant=merchant)
    if product_ids is not None:
        lines = lines.filter(product_id__in=product_ids)
    if brief_id is not None:
        lines = lines.filter(product__brief_id=brief_id)
    return _sum(lines)


def _sum(lines: QuerySet[OrderLine]) -> KeptOrders:
    states = {"kept": Q(state=_S.KEPT), "back": Q(state=_S.RETURNED), "open": Q(state__in=_OPEN)}
    sums = lines.aggregate(
        **{f"n_{name}": Sum("quantity", filter=state) for name, state in states.items()},
        **{f"fen_{name}": Sum("price_fen", filter=state) for name, state in states.items()},
    )
    told = {name: value or 0 for name, value in sums.items()}
    return KeptOrders(
        sold=told["n_kept"] + told["n_back"] + told["n_open"],
        kept=told["n_kept"],
        returned=told["n_back"],
        undecided=told["n_open"],
        sold_fen=told["fen_kept"] + told["fen_back"] + told["fen_open"],
        kept_fen=told["fen_kept"],
        returned_fen=told["fen_back"],
    )
