"""Wishes a product may answer: those that name what it is."""

from __future__ import annotations

import dataclasses
import re

from isotherm.web.community.models import Wish
from isotherm.web.desk.models import Lot
from isotherm.web.shop.models import Product

__all__ = ["FittingWish", "fitting_wishes"]

_LOOKED_THROUGH = 3000  # the latest open wishes
_SHOWN = 60
_PARTS = re.compile(r"[\s·,，、/;；。!！?？()（）]+")


@dataclasses.dataclass(frozen=True)
class FittingWish:
    """An open wish, and the words of it that the product answers."""

    wish: Wish
    words: tuple[str, ...]


def fitting_wishes(product: Product) -> tuple[FittingWish, ...]:
    """Open wishes that share words with a product, the best fitting and most seconded first."""
    words = _words_of(product)
    latest = Wish.objects.filter(answered_by__isnull=True).order_by("-second_count", "-at", "pk")
    found = []
    for wish in latest[:_LOOKED_THROUGH]:
        told = " ".join([wish.text, *(str(value) for value in wish.attributes.values())]).lower()
        shared = tuple(word for word in words if word in told)
        if shared:
            found.append(FittingWish(wish, shared))
    found.sort(key=lambda one: (-sum(map(len, one.words)), -one.wish.second_count, one.wish.pk))
    return tuple(found[:_SHOWN])


def _words_of(product: Product) -> list[str]:
    """What the product is called: its title's and its brief's words, its colour and cut.

    Chinese titles have no gaps between words, so its two-letter parts stand for them.
    """
    named = [product.title, *(str(value) for value in product.attributes.values())]
    lot = Lot.objects.filter(product=product).exclude(brief_id="").first()
    if lot is not None:
        answer = lot.merchant.brief_answers.filter(brief_id=lot.brief_id).first()
        named.append(str(answer.brief.get("name", "")) if answer else "")
    parts = {part.lower() for one in named for part in _PARTS.split(one) if len(part) > 1}
    pairs = {
        part[at : at + 2] for part in parts if not part.isascii() for at in range(len(part) - 1)
    }
    return sorted({part for part in parts if part.isascii()} | pairs)
