"""A long table, sorted and paged on the server by what the address says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest

from isotherm.web.site.paging import page_of

__all__ = ["Listing"]

_SIZE = 25


class Listing:
    """The rows of one page of a table, and the addresses that sort and turn it.

    ``keys`` names what it can be sorted by; rows without a value come last either way. A key or a
    page the address makes up is answered with the first of its kind.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: Sequence[Any],
        *,
        keys: Mapping[str, Callable[[Any], Any]],
        first: str,
        size: int = _SIZE,
    ) -> None:
        """Sort and cut the rows; ``first`` is the order where the address says none."""
        self._query = request.GET
        asked = request.GET.get("sort", first)
        self.key = asked.removeprefix("-")
        if self.key not in keys:
            asked, self.key = first, first.removeprefix("-")
        self.falling = asked.startswith("-")
        ordered = _sorted(rows, keys[self.key], falling=self.falling)
        self.page: Page[Any] = page_of(request, ordered, size=size)

    def __iter__(self) -> Any:
        """The rows of this page."""
        return iter(self.page.object_list)

    def __len__(self) -> int:
        """How many rows this page has."""
        return len(self.page.object_list)

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return self.page.paginator.count

    def sorted_by(self, key: str) -> str:
        """The address that sorts by a key: largest first, and the other way round after that."""
        turned = self.key == key and self.falling
        return self._address(sort=key if turned else f"-{key}", page=None)

    def order_of(self, key: str) -> str:
        """How the table is sorted by a key, in the words of ARIA; empty where it is not."""
        if key != self.key:
            return ""
        return "descending" if self.falling else "ascending"

    def _address(self, **changes: Any) -> str:
        query = self._query.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        return f"?{query.urlencode()}"


def _sorted(rows: Sequence[Any], key: Callable[[Any], Any], *, falling: bool) -> list[Any]:
    known = [row for row in rows if key(row) is not None]
    unknown = [row for row in rows if key(row) is None]
    return sorted(known, key=key, reverse=falling) + unknown
