"""The reverse market: what people wish for, who wants it too, and what answers it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import lock_member
from isotherm.web.community.models import Wish, WishSecond
from isotherm.web.community.notices import notify_all
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

if TYPE_CHECKING:
    from isotherm.web.shop.models import Product

__all__ = [
    "LONGEST_WISH",
    "Wished",
    "answer_wishes",
    "make_wish",
    "second_wish",
    "take_second_back",
    "take_wish_back",
]

LONGEST_WISH = 200
# What is said, without what stands between it; 1.5 and 100-200 are one number each.
_SAID = re.compile(r"\d+(?:[.,/-]\d+)*|[^\W\d_]+")


class Wished(NamedTuple):
    """A wish, and whether it is a new one."""

    wish: Wish
    is_new: bool


def make_wish(member: Member, *, text: str, attributes: Mapping[str, Any] | None = None) -> Wished:
    """Wish for something; what it says of size, colour or price is read from the words.

    ``attributes`` given besides win over what was read. The same words again lead to the first
    wish while nothing answers it: one person wants one thing once.
    """
    from isotherm.text import parse_attributes

    asked = _("Please say what you wish for.")
    text = one_line(text, LONGEST_WISH, name=_("The wish"), required=asked)
    with transaction.atomic():
        lock_member(member)
        if (first := _same_wish(member, text)) is not None:
            if first.withdrawn_at is not None:
                Wish.objects.filter(pk=first.pk).update(withdrawn_at=None)
                first.withdrawn_at = None
            return Wished(first, is_new=False)
        told = parse_attributes(text) | dict(attributes or {})
        made = Wish.objects.create(member=member, at=now(), text=text, attributes=told)
    return Wished(made, is_new=True)


def second_wish(member: Member, wish_id: str) -> Wish:
    """Want what another wished for, too, or again what one wished for; twice counts once."""
    with transaction.atomic():
        wish = _locked(wish_id)
        if wish.member_id != member.pk:
            _made, is_new = WishSecond.objects.get_or_create(
                wish=wish, member=member, defaults={"at": now()}
            )
            if is_new:
                Wish.objects.filter(pk=wish.pk).update(second_count=F("second_count") + 1)
        elif wish.withdrawn_at is None:
            raise Refusal(_("It is your own wish; others can second it."), code="own")
        else:
            Wish.objects.filter(pk=wish.pk).update(withdrawn_at=None)
    return Wish.objects.get(pk=wish_id)


def take_second_back(member: Member, wish_id: str) -> Wish | None:
    """Want it no longer; again changes nothing. None where nobody is left who wants it."""
    with transaction.atomic():
        wish = _locked(wish_id)
        _require_open(wish)
        taken, _rows = WishSecond.objects.filter(wish=wish, member=member).delete()
        if taken:
            Wish.objects.filter(pk=wish.pk).update(second_count=F("second_count") - 1)
            wish.refresh_from_db()
        if wish.withdrawn_at is not None and not wish.second_count:
            wish.delete()
            return None
    return wish


def take_wish_back(member: Member, wish_id: str) -> Wish | None:
    """Take one's own wish back: it goes, or where others want it, it stays without oneself.

    None where it went. What was answered stays; another's wish is not found.
    """
    with transaction.atomic():
        wish = _locked(wish_id)
        if wish.member_id != member.pk:
            raise _gone()
        _require_open(wish)
        if not wish.second_count:
            wish.delete()
            return None
        if wish.withdrawn_at is None:
            wish.withdrawn_at = now()
            wish.save(update_fields=["withdrawn_at"])
    return wish


def answer_wishes(product: Product, wish_ids: Sequence[str]) -> int:
    """Answer open wishes with a product; wishers and seconders are told. How many were open."""
    with transaction.atomic():
        wishes = list(
            Wish.objects.select_for_update()
            .filter(pk__in=list(wish_ids), answered_by__isnull=True)
            .order_by("pk")
        )
        for wish in wishes:
            wish.answered_by, wish.answered_at = product, now()
            wish.save(update_fields=["answered_by", "answered_at"])
            _tell(wish, product)
    return len(wishes)


def _same_wish(member: Member, text: str) -> Wish | None:
    """An open wish of theirs that says the same, held until the transaction ends.

    It may go while it is looked for: with the last who wanted it, where its own member did not.
    """
    said = _what_is_said(text)
    own = Wish.objects.filter(member=member, answered_by__isnull=True).order_by("at", "pk")
    found = next((wish.pk for wish in own if _what_is_said(wish.text) == said), None)
    still = Wish.objects.select_for_update().filter(pk=found, answered_by__isnull=True)
    return None if found is None else still.first()


def _what_is_said(text: str) -> str:
    """One spelling for wishes that say the same: no gaps, marks, widths, scripts or cases.

    >>> _what_is_said("丁香紫　西裝, XL!") == _what_is_said("丁香紫西装 xl")
    True
    """
    from isotherm.text import normalise_all

    return "".join(_SAID.findall(normalise_all([text])[0])) or text


def _locked(wish_id: str) -> Wish:
    wish = Wish.objects.select_for_update().filter(pk=wish_id).first()
    if wish is None:
        raise _gone()
    return wish


def _gone() -> Refusal:
    return Refusal(_("This wish is gone."), code="gone", status=404)


def _require_open(wish: Wish) -> None:
    if wish.answered_by_id is not None:
        raise Refusal(_("This wish was answered. It stays as it is."), code="answered")


def _tell(wish: Wish, product: Product) -> None:
    about = {"wish": wish.text[:60], "product": product.title[:60]}
    url = f"/products/{product.pk}/"
    if wish.member_id and wish.withdrawn_at is None:
        notify_all([wish.member_id], "wish_answered", about=about, url=url)
    seconders = list(wish.seconds.order_by("pk").values_list("member_id", flat=True))
    notify_all(seconders, "second_answered", about=about, url=url)
