"""Questions that every page asks, put into SQL once a process instead of once a page.

Django works the SQL of a queryset out anew each time it is asked, which costs several times what
the database needs to answer. A question here is an ordinary queryset; only its SQL is kept.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

__all__ = ["Prepared"]

Row = tuple[Any, ...]
Answer = Callable[[tuple[str, ...]], list[Row]]
_KEPT = 64  # ways to ask one question: with so many values or others


class _Mark(str):
    """Stands in a question for one of its values; ``place`` says for which."""

    place: int


class Prepared:
    """A question about some texts, as ``values_list`` of a queryset made of them.

    Called with as many texts as the queryset is made of, it answers the rows in order. Nothing but
    texts (ids and the like) may differ from call to call: all else stays as it was at first, and
    so does the number of texts of one way to ask.
    """

    def __init__(self, question: Callable[..., QuerySet[Any, Any]]) -> None:
        """``question`` makes the queryset of its texts."""
        self._question = question
        self._answer = functools.lru_cache(_KEPT)(self._prepare)

    def __call__(self, *values: str) -> list[Row]:
        """The rows for these texts."""
        return self._answer(len(values), connection.vendor)(values)

    def _prepare(self, number: int, vendor: str) -> Answer:
        """Put the question about so many texts into the words of a kind of database."""
        marks = [_mark(place) for place in range(number)]
        compiler = self._question(*marks).query.get_compiler(connection=connection)
        try:
            sql, told = compiler.as_sql()
        except EmptyResultSet:  # a list of nothing: the answer is known
            return lambda _: []
        places = [
            told_value.place if isinstance(told_value, _Mark) else None for told_value in told
        ]
        if not set(range(number)) <= set(places):
            raise ValueError(f"a prepared question about {number} texts lost one of them: {sql}")
        converters = compiler.get_converters([column for column, *_ in compiler.select])

        def answer(values: tuple[str, ...]) -> list[Row]:
            pairs = zip(told, places, strict=True)
            with connection.cursor() as cursor:
                cursor.execute(sql, [same if at is None else values[at] for same, at in pairs])
                rows = cursor.fetchall()
            return list(map(tuple, compiler.apply_converters(rows, converters)))

        return answer


def _mark(place: int) -> _Mark:
    mark = _Mark(f"value {place}")  # Django takes equal values of a list as one
    mark.place = place
    return mark
