"""Shops by what people call them: a list to choose from, and the one that was meant."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.shop.queries import stocked_shops
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["shop_called", "shops_offered"]

_OFFERED = 400
_NAMED = 5  # shops a refusal names
_LONGEST = 160
_MARK = " · "  # between a name that several shops have and the shop's id


def shops_offered(member: Member) -> list[str]:
    """What shops with goods are called, the member's own in front; namesakes carry their id."""
    own = set(member.shops.values_list("merchant_id", flat=True))
    rows = list(stocked_shops().order_by("name", "pk").values_list("pk", "name")[:_OFFERED])
    times = Counter(name for _pk, name in rows)
    called = [(pk, f"{name}{_MARK}{pk}" if times[name] > 1 else name or pk) for pk, name in rows]
    return [name for _pk, name in sorted(called, key=lambda one: one[0] not in own)]


def shop_called(words: str) -> str:
    """The id of the shop that is meant: by its id, its name, or a part that one shop has alone."""
    said = one_line(words, _LONGEST, required=_("Say which shop: its name, or a part of it."))
    by_id = stocked_shops().filter(pk=said.rpartition(_MARK)[2]).first()
    if by_id is not None:
        return by_id.pk
    found = list(stocked_shops().filter(name=said)[:2])
    if len(found) != 1:
        alike = stocked_shops().filter(name__icontains=said).order_by("name", "pk")
        found = list(alike[: _NAMED + 1])
    if not found:
        raise Refusal(_("No shop with goods is called that."), code="unknown", status=422)
    if len(found) > 1:
        names = "、".join(f"{shop.name}{_MARK}{shop.pk}" for shop in found[:_NAMED])
        told = _("Several shops are called that: %(names)s. Please say which.")
        raise Refusal(told % {"names": names}, code="several", status=422)
    return found[0].pk
