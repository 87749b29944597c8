"""Opening a room, running it as its host, and what happens when the host is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import LiveTest, Room, RoomLine
from isotherm.web.rooms.services.livetests import LONGEST_TITLE
from isotherm.web.rooms.services.log import LONGEST_LINE, write_line
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = [
    "announce",
    "close_overdue",
    "close_room",
    "open_room",
    "put_on_sale",
    "show_option",
    "stream_host",
]

_LONGEST_LIST = 490  # characters of what is offered, in a line of the room
LONGEST_SESSION = dt.timedelta(hours=6)  # after this a room whose host vanished ends by itself


def open_room(
    host: Member,
    merchant: Merchant,
    *,
    title: str,
    test: LiveTest | None = None,
    products: Collection[Product] = (),
    stream_url: str = "",
    opens_at: dt.datetime | None = None,
) -> Room:
    """Open a live room of a shop, now or at a later moment.

    Raises:
        Refusal: no title, a test or goods of another shop, or a stream not behind https.
    """
    _require_test_of(merchant.pk, test)
    _require_goods_of(merchant.pk, products)
    if stream_url:
        stream_host(stream_url)
    begin = max(opens_at or now(), now())
    with transaction.atomic():
        room = Room.objects.create(
            merchant=merchant,
            host=host,
            test=test,
            title=one_line(title, LONGEST_TITLE, required=_("Please give it a title.")),
            opens_at=begin,
            closes_at=begin + LONGEST_SESSION,
            stream_url=stream_url,
            shown_option=test.options.first() if test else None,
        )
        room.products.set(products)
        write_line(room, "opened", text=room.title)
    return room


def close_room(room: Room) -> Room:
    """End a session; a second close changes nothing."""
    with transaction.atomic():
        held = Room.objects.select_for_update().get(pk=room.pk)
        if held.closed_at is None:
            held.closed_at = min(now(), held.closes_at or now())
            held.save(update_fields=["closed_at"])
            write_line(held, "closed")
    return held


def close_overdue(room: Room) -> bool:
    """End a session that nobody ended in time; says whether it is over."""
    if room.closed_at is None and room.closes_at is not None and now() >= room.closes_at:
        close_room(room)
        return True
    return room.closed_at is not None


def show_option(room: Room, option_id: str) -> RoomLine:
    """Hold up another option of the room's test."""
    with transaction.atomic():
        held = _running(room)
        option = held.test.options.filter(pk=option_id).first() if held.test else None
        if option is None:
            raise Refusal(_("There is no such option."), code="no_option", status=404)
        held.shown_option = option
        held.save(update_fields=["shown_option"])
        return write_line(held, "shown", text=str(option))


def put_on_sale(room: Room, products: Collection[Product]) -> RoomLine:
    """Offer exactly these goods of the shop in the room from now on."""
    with transaction.atomic():
        held = _running(room)
        _require_goods_of(held.merchant_id, products)
        held.products.set(products)
        return write_line(held, "sale", text=_titles(products))


def announce(room: Room, text: str) -> RoomLine:
    """Say something as the host, set apart from the chat."""
    with transaction.atomic():
        held = _running(room)
        words = one_line(text, LONGEST_LINE, required=_("There is nothing in this message."))
        return write_line(held, "announce", text=words, member=held.host)


def stream_host(stream_url: str) -> str:
    """The origin a stream comes from, as a content policy names it.

    Raises:
        Refusal: it is not an https address.
    """
    parts = urlsplit(stream_url.strip())
    try:
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        port, host = None, ""
    clean = host.replace("-", "").replace(".", "").isalnum() and host.isascii()
    if parts.scheme != "https" or not clean or parts.username or len(stream_url) > 200:
        told = _("A stream's address begins with https:// and names a host.")
        raise Refusal(told, code="stream", status=422)
    return f"https://{host}" + (f":{port}" if port else "")


def _titles(products: Collection[Product]) -> str:
    """What is offered, as far as a line has room for it, and how many more there are."""
    titles = [str(product.title) for product in products]
    shown = len(titles)
    while len("、".join(titles[:shown])) > _LONGEST_LIST:
        shown -= 1
    more = f" +{len(titles) - shown}" if shown < len(titles) else ""
    return "、".join(titles[:shown]) + more


def _running(room: Room) -> Room:
    held = Room.objects.select_for_update().get(pk=room.pk)
    if not held.is_open(now()):
        raise Refusal(_("This room is not open."), code="closed")
    return held


def _require_test_of(merchant_id: str, test: LiveTest | None) -> None:
    if test is not None and test.merchant_id != merchant_id:
        raise Refusal(_("This test is another shop's."), code="not_yours", status=404)


def _require_goods_of(merchant_id: str, products: Collection[Product]) -> None:
    if any(product.merchant_id != merchant_id for product in products):
        raise Refusal(_("These goods are another shop's."), code="not_yours", status=404)
