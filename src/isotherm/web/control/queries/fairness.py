"""Who got how many briefs, and what became of them."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

import numpy as np

from isotherm.web.control.queries.briefs import briefs_by_merchant
from isotherm.web.desk.models import BriefAnswer
from isotherm.web.readings.shelves import Reading
from isotherm.web.shop.models import Merchant

__all__ = ["Share", "brief_gini", "brief_shares", "open_questions"]


@dataclasses.dataclass(frozen=True)
class Share:
    """What one shop got, and what it said."""

    shop: Merchant
    briefs: int
    taken: int
    passed: int
    asked: int


def brief_shares(reading: Reading | None) -> list[Share]:
    """Every shop with its briefs in the reading and its answers so far."""
    got = briefs_by_merchant(reading) if reading else {}
    answers: dict[str, list[str]] = defaultdict(list)
    for merchant_id, answer in BriefAnswer.objects.values_list("merchant_id", "answer"):
        answers[merchant_id].append(answer)
    return [
        Share(
            shop,
            got.get(shop.pk, 0),
            *(answers[shop.pk].count(kind) for kind in ("taken", "passed", "asked")),
        )
        for shop in Merchant.objects.order_by("pk")
    ]


def brief_gini(shares: list[Share]) -> float | None:
    """How unevenly briefs are spread over shops: 0 all alike, near 1 one has them all."""
    if not any(share.briefs for share in shares):
        return None
    from isotherm.feed.health import gini  # who looks at the shares waits for it, no other page

    return gini(np.array([share.briefs for share in shares], dtype=np.float64))


def open_questions() -> list[BriefAnswer]:
    """What shops asked about their briefs and was not answered yet, the oldest first."""
    asked = BriefAnswer.objects.filter(reply="").exclude(question="").exclude(answer="passed")
    return list(asked.select_related("merchant").order_by("at", "pk"))
