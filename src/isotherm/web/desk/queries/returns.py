"""What comes back, by stratum and size: of large cells alone, and never who."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

from isotherm.web.readings.crowds import FLOOR, share_of_crowd, whole_crowds
from isotherm.web.shop.models import Merchant
from isotherm.web.shop.queries.outcomes import first_outcomes
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
    first = first_outcomes(merchant)
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


def _share(sent_back: list[bool]) -> float:
    counted = whole_crowds(sent_back)
    return share_of_crowd(sum(counted), len(counted))
