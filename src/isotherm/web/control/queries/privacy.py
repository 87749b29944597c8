"""The privacy ledger, and how the guard stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from isotherm.web.api.models import Token
from isotherm.web.control.models import Disclosure
from isotherm.web.control.queries.briefs import cells_of, open_briefs
from isotherm.web.readings.shelves import Reading
from isotherm.web.shop.models import Merchant

__all__ = [
    "KINDS",
    "Guard",
    "counts_by_kind",
    "disclosures",
    "erasures_by_day",
    "guard_of",
    "shop_names",
]

KINDS = ("brief", "export", "token", "webhook", "erasure")


@dataclasses.dataclass(frozen=True)
class Guard:
    """What stands between a merchant and a single person."""

    k: int  # fewest people behind anything shown
    step: int  # counts are shown as multiples of this
    own_secret: bool  # where counts step up is hidden by the operator's own secret
    briefs: int  # briefs merchants may see now
    least: int | None  # people in the smallest cell of any of them
    too_small: int  # briefs with a cell below k; must be 0

    @property
    def holds(self) -> bool:
        """Whether nothing that is open shows fewer than k people."""
        return self.too_small == 0


def guard_of(reading: Reading) -> Guard:
    """The guard as the reading was made with it, and what its open briefs show."""
    told = _privacy_settings(reading)
    k = int(told.get("k", 50))
    leasts = [int(cells_of(brief)["least"]) for brief in open_briefs()]
    return Guard(
        k=k,
        step=int(told.get("step", 10)),
        own_secret=bool(told.get("secret")),
        briefs=len(leasts),
        least=min(leasts, default=None),
        too_small=sum(least < k for least in leasts),
    )


def _privacy_settings(reading: Reading) -> dict[str, Any]:
    manifest = json.loads((reading.folder / "reading.json").read_text("utf-8"))
    settings = (manifest.get("input") or {}).get("settings") or {}
    found: dict[str, Any] = settings.get("privacy") or {}
    return found


def disclosures(kind: str = "") -> QuerySet[Disclosure]:
    """What left the house, the latest first."""
    rows = Disclosure.objects.exclude(kind="erasure").order_by("-at", "-id")
    return rows.filter(kind=kind) if kind else rows


def counts_by_kind() -> dict[str, int]:
    """How much left the house of each kind, and how many living keys there are."""
    rows = Disclosure.objects.values_list("kind").annotate(Count("id")).order_by()
    return dict.fromkeys(KINDS, 0) | dict(rows) | {"living": _living_tokens()}


def _living_tokens() -> int:
    return Token.objects.filter(revoked_at=None).count()


def erasures_by_day() -> list[tuple[dt.date, int]]:
    """How many people were forgotten on which day; who they were is forgotten too."""
    gone = Disclosure.objects.filter(kind="erasure").annotate(day=TruncDate("at"))
    rows = gone.values_list("day").annotate(n=Count("id")).order_by("-day")[:60]
    return [(day, n) for day, n in rows]


def shop_names(rows: Iterable[Disclosure]) -> dict[str, str]:
    """The names of the shops that something went to."""
    ids = {row.to for row in rows if row.kind in ("brief", "webhook") and row.to}
    return dict(Merchant.objects.filter(pk__in=ids).values_list("pk", "name"))
