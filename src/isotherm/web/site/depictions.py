"""The picture of a thing: the one that was uploaded, or the one the world draws for it."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from django.conf import settings

__all__ = ["Depiction", "avatar_url", "depict"]

_PRODUCT_SIZE = (600, 800)
_COVER_SIZE = (1200, 400)  # of a shop or a stratum


@dataclasses.dataclass(frozen=True)
class Depiction:
    """Where a picture lies, how large it is, and what it shows in words."""

    url: str
    width: int
    height: int
    words: str


def depict(thing: Any) -> Depiction:
    """The picture of a note, product, option, shop or one uploaded picture of a note.

    A mapping with ``what``, ``id`` and ``title`` stands for a thing that was not loaded.
    """
    if isinstance(thing, Mapping):
        return _drawn(str(thing["what"]), str(thing["id"]), title=str(thing.get("title", "")))
    return _KINDS[thing._meta.model_name](thing)


def avatar_url(member_id: str) -> str:
    """Where the face of a member is drawn."""
    return f"/drawn/member/{quote(member_id, safe='')}.svg"


def _drawn(
    what: str, thing_id: str, *, title: str, size: tuple[int, int] | None = None, told: object = ""
) -> Depiction:
    """A picture drawn by the world; its address changes with what it is drawn from."""
    width, height = size or _size(what, thing_id)
    mark = zlib.crc32(repr((title, told)).encode())
    url = f"/drawn/{what}/{quote(thing_id, safe='')}.svg?v={mark:08x}"
    return Depiction(url, width, height, title)


def _size(what: str, thing_id: str) -> tuple[int, int]:
    if what == "note":
        from isotherm.web.site.drawings import note_size

        return note_size(thing_id)
    return _PRODUCT_SIZE if what in ("product", "option") else _COVER_SIZE


def _note(note: Any) -> Depiction:
    if note.cover is not None:
        return _note_picture(note.cover, words=note.title)
    return _drawn("note", note.pk, title=note.title, told=note.tags)


def _note_picture(picture: Any, words: str = "") -> Depiction:
    return Depiction(_uploaded(picture.file), picture.width, picture.height, words)


def _product(product: Any) -> Depiction:
    if product.picture:
        return Depiction(_uploaded(product.picture), *_PRODUCT_SIZE, product.title)
    told = sorted((str(key), str(value)) for key, value in product.attributes.items())
    return _drawn("product", product.pk, title=product.title, told=(product.category, told))


def _option(option: Any) -> Depiction:
    words = " ".join(str(value) for value in option.attributes.values())
    if option.picture:
        return Depiction(_uploaded(option.picture), *_PRODUCT_SIZE, words)
    return _drawn("option", option.pk, title=words)


def _merchant(merchant: Any) -> Depiction:
    return _drawn("shop", merchant.pk, title=merchant.name, told=merchant.categories)


def _uploaded(file: Any) -> str:
    return f"{settings.MEDIA_URL}{quote(file.name)}"


_KINDS: dict[str, Callable[[Any], Depiction]] = {
    "note": _note,
    "notepicture": _note_picture,
    "product": _product,
    "option": _option,
    "merchant": _merchant,
}
