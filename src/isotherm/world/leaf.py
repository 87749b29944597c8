"""A leaf stratum as it is declared: who is in it, what it wears and how it talks."""

from __future__ import annotations

import dataclasses

__all__ = ["Leaf", "split_items"]


@dataclasses.dataclass(frozen=True)
class Leaf:
    """A leaf stratum: who is in it, what it wears and uses, and how it talks."""

    parent: str
    name: str
    share: float  # of memberships, before they are normalised
    price_yuan: int  # what a piece usually costs there
    weight_kg: tuple[int, int]  # body weight of nine in ten members
    items: str  # "category:item item;category:item ..."
    styles: str
    occasions: str
    words: str


def split_items(items: str) -> list[tuple[str, str]]:
    """Pairs of item and category.

    >>> split_items("外套:风衣 大衣;裤装:西裤")
    [('风衣', '外套'), ('大衣', '外套'), ('西裤', '裤装')]
    """
    pairs = []
    for group in items.split(";"):
        category, _, names = group.partition(":")
        pairs += [(name, category) for name in names.split()]
    return pairs
