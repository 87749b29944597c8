"""Cells of a table that merchants see: each of at least k people, or merged, or not there."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["merge_neighbours", "merge_rest", "suppress"]


def suppress(counts: Mapping[str, float], k: float) -> dict[str, float]:
    """Leave out every cell of fewer than k people, and one more where only one was left out.

    A single missing cell could be had as the total less the others; so the smallest of those that
    may stay goes with it.

    >>> suppress({"red": 120, "blue": 80, "green": 7}, 50)
    {'red': 120}
    """
    small = [cell for cell, count in counts.items() if count < k]
    shown = {cell: count for cell, count in counts.items() if count >= k}
    if len(small) == 1 and counts[small[0]] > 0 and shown:
        del shown[min(shown, key=lambda cell: (shown[cell], cell))]
    return shown


def merge_neighbours(counts: Mapping[str, float], k: float) -> dict[str, float]:
    """Join cells in order (sizes, ages) until each has at least k people; {} below k in all.

    The smallest cell joins its smaller neighbour until none is too small, an empty one like any
    other; joined cells are named by their ends. Give every cell there may be, not those that
    somebody is in: else the names tell of a single person at the end.

    >>> merge_neighbours({"S": 10, "M": 60, "L": 90, "XL": 30, "2XL": 25}, 50)
    {'S-M': 70, 'L': 90, 'XL-2XL': 55}
    """
    cells = [([name], count) for name, count in counts.items()]
    while cells and min(count for _, count in cells) < k:
        if len(cells) == 1:
            return {}
        place = min(range(len(cells)), key=lambda i: (cells[i][1], i))
        sides = [i for i in (place - 1, place + 1) if 0 <= i < len(cells)]
        other = min(sides, key=lambda i: (cells[i][1], i))
        first, second = sorted((place, other))
        joined = (cells[first][0] + cells[second][0], cells[first][1] + cells[second][1])
        cells[first : second + 1] = [joined]
    return {_span(names): count for names, count in cells}


def merge_rest(counts: Mapping[str, float], k: float, *, rest: str) -> dict[str, float]:
    """Join small cells that have no order under the name ``rest``; it too needs k people.

    >>> merge_rest({"wool": 90, "silk": 30, "linen": 30}, 50, rest="other")
    {'wool': 90, 'other': 60}
    """
    shown = {cell: count for cell, count in counts.items() if count >= k}
    left = sum(count for count in counts.values() if count < k)
    while shown and 0 < left < k:
        least = min(shown, key=lambda cell: (shown[cell], cell))
        left += shown.pop(least)
    return shown | ({rest: left} if left >= k else {})


def _span(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"
