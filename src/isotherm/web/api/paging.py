"""Lists longer than an answer: fifty rows at a time, in one way for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

from django.http import HttpRequest
from ninja import Schema
from ninja.pagination import PaginationBase, paginate
from pydantic import Field

from isotherm.web.api.fields import Page

__all__ = ["ROWS", "Pages", "each", "in_pages"]

ROWS = 50  # of one answer
Told = Callable[[HttpRequest, Any], list[Any]]


class Pages(PaginationBase):
    """``?page=2`` of a list; a page behind the last is empty."""

    class Input(Schema):
        """What is asked for."""

        page: Page = 1

    class Output(Schema):
        """Some rows of a list, and how it goes on."""

        items: list[Any]
        count: int = Field(description="rows of the whole list")
        next_page: int | None = Field(description="the page that follows; null on the last")

    def __init__(self, *, told: Told | None = None, **known: Any) -> None:
        """``told`` turns the rows of a page into what answers read; else they are read as is."""
        super().__init__(**known)
        self._told = told

    def paginate_queryset(
        self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        """Cut the page out of rows of the database, or of any list."""
        begin, end = ROWS * (pagination.page - 1), ROWS * pagination.page
        rows, count = queryset[begin:end], self._items_count(queryset)
        return {
            "items": self._told(request, rows) if self._told else rows,
            "count": count,
            "next_page": pagination.page + 1 if end < count else None,
        }


def in_pages(*, told: Told | None = None) -> Callable[[Callable[..., Any]], Any]:
    """Give what an operation finds out in pages; ``told`` as for `Pages`."""

    def decorate(operation: Callable[..., Any]) -> Any:
        # ninja reads the annotations of what it wraps where it is itself, and knows no name there.
        operation.__annotations__ = get_type_hints(operation, include_extras=True)
        return paginate(Pages, told=told)(operation)

    return decorate


def each(row_told: Callable[[Any], Any]) -> Told:
    """Rows told one by one."""
    return lambda _request, rows: [row_told(row) for row in rows]
