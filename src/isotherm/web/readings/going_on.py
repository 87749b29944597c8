"""What is going on in a demo town when a visitor comes in: a live test under a note, and a room.

A record breaks off; nobody of it is here to open the next test. So the keeper of one of its shops
does, with goods of that shop, by the services every keeper uses. A real town is left alone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from isotherm.errors import UsageError
from isotherm.web.community.models import Note, NoteProduct
from isotherm.web.readings.queries import groups
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.queries import open_rooms, open_tests
from isotherm.web.rooms.services import open_room, open_test
from isotherm.web.shop.models import MerchantMember, Product
from isotherm.web.site.clock import now

__all__ = ["open_what_goes_on"]

_OPEN_FOR = dt.timedelta(days=3)
_LOOKED_AT = 400  # notes that show goods, the latest first
_FEWEST, _MOST = 2, 4  # colours to choose from


@dataclasses.dataclass(frozen=True)
class _Style:
    """A style on sale, the note that shows it, and the colours its shop works in."""

    product: Product
    note: Note
    colours: tuple[str, ...]


def open_what_goes_on() -> LiveTest | None:
    """Open a test under a note and the room that goes with it, where none is open; gives the test.

    Which shop holds it follows from the record alone; None where no shop of it could. Raises
    UsageError outside a demo town.
    """
    if not settings.DEMO:
        raise UsageError("only a demo town opens tests by itself; in a real one its shops do")
    with transaction.atomic():
        test = open_tests().filter(place="both", note__isnull=False).first() or _open_test()
        running = open_rooms().filter(opens_at__lte=now())
        if test is not None and test.merchant is not None and not running.exists():
            keeper = _keepers().filter(merchant=test.merchant).first()
            if keeper is not None:
                open_room(keeper.member, test.merchant, title=test.title, test=test)
        return test


def _open_test() -> LiveTest | None:
    style = _style()
    if style is None or style.product.merchant is None:
        return None
    told = style.product.attributes
    same = {key: told[key] for key in ("cut", "fabric") if told.get(key)}
    same["category"] = style.product.category
    price = style.product.price_fen
    return open_test(
        style.product.merchant,
        title=style.product.title,
        brief_id="",
        note_id=style.note.pk,
        place="both",
        options=[
            {"attributes": {"colour": colour, **same}, "price_fen": price}
            for colour in style.colours
        ],
        closes_at=now() + _OPEN_FOR,
    )


def _style() -> _Style | None:
    """The style of the latest note that shows one in a shop with a keeper and more colours."""
    shown = NoteProduct.objects.filter(
        product__merchant__in=_keepers().values("merchant"),
        product__status=Product.Status.LISTED,
        product__attributes__has_key="cut",
        note__at__lte=now(),
    )
    rows = shown.select_related("note", "product__merchant").order_by(
        "-note__at", "note", "product"
    )
    for row in rows[:_LOOKED_AT]:
        colours = _colours(row.product)
        if len(colours) >= _FEWEST:
            return _Style(row.product, row.note, colours)
    return None


def _colours(product: Product) -> tuple[str, ...]:
    """The style's own colour and those of the shop's other goods."""
    goods = Product.objects.filter(merchant=product.merchant, status=Product.Status.LISTED)
    others = [one.attributes.get("colour") for one in goods.order_by("-listed_at", "pk")]
    told = [product.attributes.get("colour"), *others]
    return tuple(dict.fromkeys(one for one in told if isinstance(one, str) and one))[:_MOST]


def _keepers() -> QuerySet[MerchantMember]:
    """Who keeps a shop here, no account that acts as one with others among them."""
    found = MerchantMember.objects.filter(role="keeper", member__is_active=True)
    found = found.exclude(member__in=list(groups()))
    return found.select_related("member").order_by("merchant", "member")
