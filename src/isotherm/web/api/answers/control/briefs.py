"""What shops got of the briefs, and what they asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.plain import Known

__all__ = ["QuestionAskedOut", "ShareOut"]


class ShareOut(Schema):
    """What one shop got of the briefs, and what it said."""

    merchant_id: str
    name: str
    briefs: int
    taken: int
    passed: int
    asked: int

    @staticmethod
    def of(share: Any) -> dict[str, Any]:
        """A share of ``brief_shares``."""
        told = {"merchant_id": share.shop.pk, "name": share.shop.name}
        return told | {
            name: getattr(share, name) for name in ("briefs", "taken", "passed", "asked")
        }


class QuestionAskedOut(Schema):
    """What a shop asked about a brief."""

    answer_id: int = Known("pk")
    merchant_id: str
    brief_id: str
    question: str
    at: dt.datetime
