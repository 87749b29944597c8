"""Files of goods that a shop brought, without what was in them."""

from __future__ import annotations

from django.db.models import QuerySet

from isotherm.web.desk.models import GoodsFile

__all__ = ["goods_files"]


def goods_files(merchant_id: str) -> QuerySet[GoodsFile]:
    """The files a shop brought, the latest first."""
    mine = GoodsFile.objects.filter(merchant_id=merchant_id).defer("content")
    return mine.order_by("-asked_at", "-pk")
