"""Keeping the index in step with what is written, and the log of searches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note
from isotherm.web.search.index import OF_PRODUCT
from isotherm.web.search.models import Entry, Search
from isotherm.web.search.words import LONGEST_QUERY, entry_tokens
from isotherm.web.shop.models import Product
from isotherm.web.site.clock import now

__all__ = ["index_all", "index_note", "index_product", "log_click", "log_search"]

_BATCH = 2_000
_MOST_CLICKS = 50  # kept of one search
Thing = TypeVar("Thing", Note, Product)


def index_note(note: Note) -> None:
    """Keep what a note is found by; its erasure takes that away by itself."""
    Entry.objects.update_or_create(
        note=note, defaults={"tokens": _tokens("note", [_note_text(note)])[0]}
    )


def index_product(product: Product) -> None:
    """The same of a product; drafts and what is gone are not found."""
    if not product.is_on_sale:
        Entry.objects.filter(product=product).delete()
        return
    Entry.objects.update_or_create(
        product=product, defaults={"tokens": _tokens("product", [_product_text(product)])[0]}
    )


def index_all() -> int:
    """Index every note and product anew; how many entries there are then."""
    with transaction.atomic():
        Entry.objects.all().delete()
        notes = Note.objects.order_by("at", "pk").only("title", "body", "tags")
        products = Product.objects.on_sale().order_by("listed_at", "pk")
        made = _index_many("note", notes, _note_text)
        made += _index_many("product", products, _product_text)
    cache.delete("search:entries")
    return made


def log_search(text: str, *, member: Member | None, results: int) -> Search:
    """Keep that something was searched for."""
    query = text[:LONGEST_QUERY]
    return Search.objects.create(member=member, at=now(), query=query, results=results)


def log_click(search_id: str, item_id: str, *, member: Member | None) -> bool:
    """Keep that something a search found was opened; whether it was one's own search."""
    with transaction.atomic():
        mine = Search.objects.select_for_update().filter(pk=search_id, member=member).first()
        if mine is None or item_id in mine.clicked or len(mine.clicked) >= _MOST_CLICKS:
            return False
        mine.clicked = [*mine.clicked, item_id]
        mine.save(update_fields=["clicked"])
    return True


def _index_many(kind: str, rows: QuerySet[Thing], text_of: Callable[[Thing], str]) -> int:
    made = 0
    for batch in _batches(rows.iterator(chunk_size=_BATCH)):
        held = _tokens(kind, [text_of(row) for row in batch])
        Entry.objects.bulk_create(
            [
                Entry(**{f"{kind}_id": row.pk, "tokens": tokens})
                for row, tokens in zip(batch, held, strict=True)
            ]
        )
        made += len(batch)
    return made


def _batches(rows: Iterable[Thing]) -> Iterator[list[Thing]]:
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _tokens(kind: str, texts: list[str]) -> list[str]:
    mark = f"{OF_PRODUCT} " if kind == "product" else ""
    return [f"{mark}{held}".rstrip() for held in entry_tokens(texts)]


def _note_text(note: Note) -> str:
    return "\n".join((note.title, " ".join(map(str, note.tags)), note.body))


def _product_text(product: Product) -> str:
    told = " ".join(str(value) for value in product.attributes.values())
    return "\n".join((product.title, product.category, told, product.description))
