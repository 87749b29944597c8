"""What every page's frame needs to know."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet, Subquery
from django.http import HttpRequest
from django.templatetags.static import static

from isotherm.web.site.prepared import Prepared

__all__ = ["THEMES", "Frame", "page_shell"]

THEMES = ("light", "dark")
_SHEETS = (
    "tokens",
    "town",
    "layout",
    "topbar",
    "menu",
    "desk",
    "things",
    "forms",
    "figures",
    "said",
    "toasts",
)


@dataclasses.dataclass(frozen=True)
class Frame:
    """What is around a page for one asker; what needs the database is asked when shown."""

    user: Any
    theme: str  # light, dark, or empty: as the asker's machine has it

    @property
    def sheets(self) -> list[str]:
        """The addresses of the look, in order."""
        return _addresses()

    @property
    def _is_known(self) -> bool:
        return bool(self.user and self.user.is_authenticated)

    @functools.cached_property
    def _counts(self) -> tuple[int, int]:
        if not self._is_known:
            return 0, 0
        rows = _waiting_and_lying(self.user.pk)
        unread, held = rows[0] if rows else (0, 0)  # none where they were erased a moment ago
        return unread or 0, held or 0

    @property
    def unread(self) -> int:
        """How many notices wait."""
        return self._counts[0]

    @property
    def held(self) -> int:
        """How many lines lie in the basket."""
        return self._counts[1]

    @functools.cached_property
    def shops(self) -> list[dict[str, str]]:
        """The shops the asker has a desk in, and whether they keep them or buy for them."""
        if not self._is_known:
            return []
        return [{"id": pk, "name": name, "role": role} for pk, name, role in _shops(self.user.pk)]

    @property
    def kept(self) -> set[str]:
        """The shops the asker keeps, by id."""
        return {shop["id"] for shop in self.shops if shop["role"] == "keeper"}


@functools.cache
def _addresses() -> list[str]:
    return [static(f"site/{name}.css") for name in _SHEETS]


@Prepared
def _waiting_and_lying(member_id: str) -> QuerySet[Any, Any]:
    """How many notices wait for a member, and how many lines lie in their basket."""
    member = get_user_model()(pk=member_id)
    waiting = _number_of(member.notices.filter(read_at=None))
    lying = _number_of(member.holds.filter(state="active"))
    return type(member).objects.filter(pk=member_id).values_list(waiting, lying)


def _number_of(rows: QuerySet[Any]) -> Subquery:
    """How many rows a member has, as a part of a larger query."""
    counted = rows.order_by().values("member").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


@Prepared
def _shops(member_id: str) -> QuerySet[Any, Any]:
    held = get_user_model()(pk=member_id).shops.order_by("merchant_id")
    return held.values_list("merchant_id", "merchant__name", "role")


def page_shell(request: HttpRequest) -> dict[str, Any]:
    """The frame, the demo flag, and whether the asker runs the community."""
    user = getattr(request, "user", None)
    theme = request.COOKIES.get("theme", "")
    return {
        "frame": Frame(user=user, theme=theme if theme in THEMES else ""),
        "demo": settings.DEMO,
        "is_operator": bool(user and user.is_staff),
    }
