"""Sizes: one spelling for each, their order, those of a body, and the one to cut on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from isotherm.text import parse_attributes

__all__ = ["base_size", "named_size", "size_of_body", "spread_sizes"]

_LETTERS = ("XS", "S", "M", "L", "XL", "2XL", "3XL", "4XL", "5XL", "6XL")
_LETTER = re.compile(r"^(\d?)-?(X{0,6})-?([LSM])$")
_NUMBER = re.compile(r"^\d{1,2}(\.5)?W?$")
# Weight at which a size ends, kg, for women's tops as commonly graded; used where nobody bought.
_SIZE_UP_TO_KG = {"S": 48, "M": 55, "L": 62, "XL": 70, "2XL": 78, "3XL": 86, "4XL": 1000}
_BASE_OF_BODY = {"plus-size": "XL", "mid-size": "L", "petite": "S"}


def named_size(text: str) -> str | None:
    """One spelling of a size: XXL and 2XL are one; None for what is no size.

    >>> [named_size(text) for text in ("xxl", "3XL", "40", "红色")]
    ['2XL', '3XL', '40', None]
    """
    name = text.strip().upper().removesuffix("码")
    match = _LETTER.match(name)
    if match:
        letters = _crosses(match[1], match[2]) + match[3]
        return letters if letters in _LETTERS else None
    if _NUMBER.match(name):
        return name
    said = parse_attributes(text).get("sizes", ())
    return str(said[0]) if said else None


def _crosses(number: str, crosses: str) -> str:
    """What stands before the letter: 3X and XXX are 3X, X and 1X are X, 3 (of 3L) is 3X."""
    times = int(number) if number else len(crosses)
    return f"{times}X" if times > 1 else "X" * times


def size_of_body(weight_kg: object) -> str | None:
    """The size that a body of a weight commonly takes; None for what is no weight.

    >>> size_of_body("65"), size_of_body("?")
    ('XL', None)
    """
    try:
        weight = float(str(weight_kg))
    except ValueError:
        return None
    return next((size for size, end in _SIZE_UP_TO_KG.items() if weight < end), None)


def spread_sizes(
    people: Mapping[str, float], offered: Iterable[str], *, k: float
) -> dict[str, float]:
    """People by size from small to large, letters or numbers, whichever more people take.

    The sizes are those between the smallest and the largest that are on offer or that k people
    take, empty ones too; who takes a smaller or larger one counts at the end. So no cell tells
    that there is such a one.

    >>> spread_sizes({"M": 60.0, "4XL": 1.0, "L": 70.0}, ["S", "M", "XL"], k=50)
    {'S': 0.0, 'M': 60.0, 'L': 70.0, 'XL': 1.0}
    """
    known = {*offered, *(size for size, count in people.items() if count >= k)}
    numbers = sorted(filter(_NUMBER.match, {*known, *people}), key=_measure)
    spread = [_within_ends(people, order, known) for order in (_LETTERS, numbers)]
    return max(spread, key=lambda counts: sum(counts.values()))


def _within_ends(
    people: Mapping[str, float], order: Sequence[str], known: set[str]
) -> dict[str, float]:
    """People by the sizes of an order between the first and the last known one."""
    places = [place for place, size in enumerate(order) if size in known]
    if not places:
        return {}
    first, last = places[0], places[-1]
    ours = [size for size in order[first : last + 1] if size in _LETTERS or size in known]
    counts = dict.fromkeys(ours, 0.0)
    for place, size in enumerate(order):
        nearest = ours[0] if place < first else ours[-1] if place > last else size
        if nearest in counts:
            counts[nearest] += people.get(size, 0.0)
    return counts


def _measure(size: str) -> float:
    return float(size.rstrip("W"))


def base_size(curve: Mapping[str, float], bodies: Sequence[str]) -> str:
    """The size to cut the pattern on: that of the body asked for, else the middle of the curve.

    Within sizes that were joined the people are taken to lie evenly; "" where nothing is known.

    >>> base_size({"S": 0.4, "M-2XL": 0.6}, ()), base_size({}, ["plus-size"])
    ('M', 'XL')
    """
    for body in bodies:
        if body in _BASE_OF_BODY:
            return _BASE_OF_BODY[body]
    below = 0.0
    for cell, share in curve.items():
        if below + share >= 0.5:
            sizes = _spanned(cell)
            return sizes[min(int((0.5 - below) / share * len(sizes)), len(sizes) - 1)]
        below += share
    return ""


def _spanned(cell: str) -> list[str]:
    """The sizes of a cell: S-L is S, M and L; numbers keep their ends alone."""
    first, _, last = cell.partition("-")
    if first in _LETTERS and last in _LETTERS:
        return list(_LETTERS[_LETTERS.index(first) : _LETTERS.index(last) + 1])
    return [first, last] if last else [first]
