"""What comes back, by stratum and size: of large cells alone, and never who."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

from isotherm.web.readings.crowds import FLOOR, share_of_crowd, whole_crowds
from isotherm.web.shop.models import Merchant, Outcome
from isotherm.web.shop.sizes import size_place

__all__ = ["ReturnTable", "returned_by_stratum"]


@dataclasses.dataclass(frozen=True)
class ReturnTable:
    """Shares sent back, to the nearest twentieth; none where fewer than 50 people decided."""

    sizes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]
    """A stratum's name with its share for each size."""

    @property
    def is_empty(self) -> bool:
        """Whether every cell is too small to tell."""
        return not self.rows


def returned_by_stratum(merchant: Merchant) -> ReturnTable:
    """The table of a shop. Each person counts in the stratum they belong to most.

    Only whole fifties of people are counted, in the order in which they decided: between two looks
    at least fifty join a cell, so that nobody can be told from the difference. There are no sums.
    """
    first = _first_outcomes(merchant)
    cells: dict[tuple[str, str], list[bool]] = defaultdict(list)
    names: dict[str, str] = {}
    from isotherm.web.readings import queries as readings

    for member_id, size, sent_back in first:
        strata = readings.strata_of(member_id)
        if strata:
            names[strata[0]["stratum_id"]] = strata[0]["name"]
            cells[strata[0]["stratum_id"], size].append(sent_back)
    shares = {place: _share(told) for place, told in cells.items() if len(told) >= FLOOR}
    sizes = sorted({size for _one, size in shares}, key=size_place)
    rows = {
        stratum: tuple(shares.get((stratum, size)) for size in sizes)
        for stratum in sorted({one for one, _size in shares})
    }
    return ReturnTable(tuple(sizes), tuple((names[one], cells) for one, cells in rows.items()))


def _first_outcomes(merchant: Merchant) -> list[tuple[str, str, bool]]:
    """The first decision of each person on each size: a person counts once in a cell."""
    told = Outcome.objects.filter(
        product__merchant=merchant, kept__isnull=False, member__isnull=False, line__isnull=False
    ).order_by("at", "pk")
    seen: set[tuple[str, str]] = set()
    found = []
    for member_id, options, kept in told.values_list("member_id", "line__sku__options", "kept"):
        size = str((options or {}).get("size", "")) if isinstance(options, dict) else ""
        if member_id and size and (member_id, size) not in seen:
            seen.add((member_id, size))
            found.append((member_id, size, not kept))
    return found


def _share(sent_back: list[bool]) -> float:
    counted = whole_crowds(sent_back)
    return share_of_crowd(sum(counted), len(counted))
