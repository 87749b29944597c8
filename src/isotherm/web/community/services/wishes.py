"""The reverse market: what people wish for, who wants it too, and what answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Wish, WishSecond
from isotherm.web.community.notices import notify_all
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

if TYPE_CHECKING:
    from isotherm.web.shop.models import Product

__all__ = ["LONGEST_WISH", "answer_wishes", "make_wish", "second_wish"]

LONGEST_WISH = 200


def make_wish(member: Member, *, text: str, attributes: Mapping[str, Any] | None = None) -> Wish:
    """Wish for something; what it says of size, colour or price is read from the words.

    ``attributes`` given besides win over what was read.
    """
    from isotherm.text import parse_attributes

    asked = _("Please say what you wish for.")
    text = one_line(text, LONGEST_WISH, name=_("The wish"), required=asked)
    told = parse_attributes(text) | dict(attributes or {})
    return Wish.objects.create(member=member, at=now(), text=text, attributes=told)


def second_wish(member: Member, wish_id: str) -> Wish:
    """Want what another wished for, too; wanting it twice counts once."""
    try:
        with transaction.atomic():
            wish = Wish.objects.select_for_update().filter(pk=wish_id).first()
            if wish is None:
                raise Refusal(_("This wish is gone."), code="gone", status=404)
            if wish.member_id == member.pk:
                raise Refusal(_("It is your own wish; others can second it."), code="own")
            WishSecond.objects.create(wish=wish, member=member, at=now())
            Wish.objects.filter(pk=wish.pk).update(second_count=F("second_count") + 1)
    except IntegrityError:
        pass  # seconded before
    return Wish.objects.get(pk=wish_id)


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


def _tell(wish: Wish, product: Product) -> None:
    about = {"wish": wish.text[:60], "product": product.title[:60]}
    url = f"/products/{product.pk}/"
    if wish.member_id:
        notify_all([wish.member_id], "wish_answered", about=about, url=url)
    seconders = list(wish.seconds.order_by("pk").values_list("member_id", flat=True))
    notify_all(seconders, "second_answered", about=about, url=url)
