"""The kinds of column a ledger has, each in one word."""

from __future__ import annotations

from isotherm.schema.columns import Column, Kind

__all__ = [
    "actor",
    "choice",
    "count",
    "fen",
    "id_column",
    "mapping",
    "moment",
    "reference",
    "share",
    "text",
    "texts",
    "truth",
]


def id_column(name: str, meaning: str) -> Column:
    """An id that every row has."""
    return Column(name, Kind.ID, meaning, required=True, may_be_empty=False)


def reference(name: str, meaning: str) -> Column:
    """An id of another row, where there is one."""
    return Column(name, Kind.ID, meaning)


def actor(name: str, meaning: str) -> Column:
    """An actor who must be a column, but may be empty where the source has none."""
    return Column(name, Kind.ID, meaning, required=True)


def moment(name: str = "at", meaning: str = "when it happened", *, required: bool = True) -> Column:
    """A time."""
    return Column(name, Kind.TIME, meaning, required=required)


def text(name: str, meaning: str, *, required: bool = False) -> Column:
    """A text; one that is required is in every row."""
    return Column(name, Kind.TEXT, meaning, required=required, may_be_empty=not required)


def texts(name: str, meaning: str) -> Column:
    """A list of texts."""
    return Column(name, Kind.LIST, meaning)


def mapping(name: str, meaning: str) -> Column:
    """A map, stored as JSON text."""
    return Column(name, Kind.MAP, meaning)


def fen(name: str, meaning: str) -> Column:
    """An amount of money, in fen (1/100 of the currency unit), never negative."""
    return Column(name, Kind.FEN, meaning, low=0)


def count(name: str, meaning: str, *, default: int | None = None) -> Column:
    """A whole number, never negative; ``default`` stands where a cell is empty."""
    return Column(name, Kind.COUNT, meaning, default=default, low=0)


def share(name: str, meaning: str) -> Column:
    """A number from 0 to 1."""
    return Column(name, Kind.SCORE, meaning, low=0, high=1)


def truth(name: str, meaning: str) -> Column:
    """True or false."""
    return Column(name, Kind.BOOL, meaning)


def choice(name: str, meaning: str, *choices: str, required: bool = False) -> Column:
    """One of a few words."""
    return Column(
        name, Kind.TEXT, meaning, required=required, may_be_empty=not required, choices=choices
    )
