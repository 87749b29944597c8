"""Tables written down as people read them: a line a column."""

from __future__ import annotations

from isotherm.schema.columns import Column, Kind

__all__ = ["declared_columns"]

_KINDS = {kind.value: kind for kind in Kind}


def declared_columns(declared: str) -> tuple[Column, ...]:
    """Columns from lines of ``name kind  meaning``; kinds are named by their words.

    >>> declared_columns("weight score  what the account counts for")[0].name
    'weight'
    """
    columns = []
    for line in declared.strip().splitlines():
        name, kind, meaning = line.strip().split(None, 2)
        columns.append(Column(name, _KINDS[kind], meaning))
    return tuple(columns)
