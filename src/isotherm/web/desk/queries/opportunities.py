"""Where goods are missing: strata by kinds of goods, in pieces that people would keep.

Everything is summed from briefs, which are safe to show: no cell says more than they do.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence

from isotherm.web.desk.briefs import Brief
from isotherm.web.desk.queries.inbox import InboxLine, inbox
from isotherm.web.desk.queries.kinds import kinds_of
from isotherm.web.readings.crowds import size_of_stratum
from isotherm.web.shop.models import Merchant

__all__ = ["Cell", "OpportunityMap", "StratumRow", "cell_of", "opportunities"]


@dataclasses.dataclass(frozen=True)
class Cell:
    """What one stratum misses of one kind of goods."""

    kind: str
    """The kind of goods, as its column says it."""
    units: int
    """Pieces that would be kept, the middle of the forecast, of all briefs in the cell."""
    low: int
    high: int
    briefs: tuple[Brief, ...]


@dataclasses.dataclass(frozen=True)
class StratumRow:
    """One stratum's line of the map."""

    stratum_id: str
    name: str
    people: tuple[int, int] | None
    """Interval of its size on the ladder of what may be shown; none below the floor."""
    cells: tuple[Cell | None, ...]
    units: int


@dataclasses.dataclass(frozen=True)
class OpportunityMap:
    """Strata by kinds of goods, the most missing first in both directions."""

    items: tuple[str, ...]
    """Kinds of goods: categories of the shops, or the engine's word; empty where none is known."""
    rows: tuple[StratumRow, ...]

    @property
    def most(self) -> int:
        """Units of the fullest cell."""
        return max((c.units for row in self.rows for c in row.cells if c), default=0)


def opportunities(merchant: Merchant) -> OpportunityMap:
    """The map a merchant sees, from the briefs it can still act on."""
    return _draw_up([line for line in inbox(merchant) if line.standing == "open"])


def cell_of(merchant: Merchant, stratum_id: str, kind: str) -> tuple[StratumRow, Cell] | None:
    """One cell of the map with the line it lies in; None where nothing is missing."""
    for row in opportunities(merchant).rows:
        for cell in row.cells:
            if cell is not None and (row.stratum_id, cell.kind) == (stratum_id, kind):
                return row, cell
    return None


def _draw_up(lines: Sequence[InboxLine]) -> OpportunityMap:
    held: dict[tuple[str, str], list[Brief]] = defaultdict(list)
    briefs = _one_a_subject(lines)
    kinds = kinds_of(briefs)
    for brief in briefs:
        for stratum_id in brief.stratum_ids or ("",):
            held[stratum_id, kinds[brief.brief_id]].append(brief)
    cells = {place: _cell(place[1], shown) for place, shown in held.items()}
    items = _ranked(cells, by=1)
    strata = _ranked(cells, by=0)
    return OpportunityMap(items, tuple(_row(one, items, cells) for one in strata))


def _one_a_subject(lines: Sequence[InboxLine]) -> list[Brief]:
    """One brief for each need or trend: its own before the open one."""
    first: dict[str, Brief] = {}
    for line in sorted(lines, key=lambda one: (not one.is_addressed, one.brief.brief_id)):
        first.setdefault(line.brief.subject_id, line.brief)
    return [first[subject] for subject in sorted(first)]


def _cell(kind: str, briefs: Sequence[Brief]) -> Cell:
    ranked = sorted(briefs, key=lambda one: (-one.kept_units_p50, one.brief_id))
    return Cell(
        kind=kind,
        units=round(sum(one.kept_units_p50 for one in ranked)),
        low=round(sum(one.kept_units_p10 for one in ranked)),
        high=round(sum(one.kept_units_p90 for one in ranked)),
        briefs=tuple(ranked),
    )


def _ranked(cells: Mapping[tuple[str, str], Cell], *, by: int) -> tuple[str, ...]:
    """Strata or kinds of goods by what is missing in all; what has no name comes last."""
    total: dict[str, int] = defaultdict(int)
    for place, cell in cells.items():
        total[place[by]] += cell.units
    return tuple(sorted(total, key=lambda one: (one == "", -total[one], one)))


def _row(
    stratum_id: str, items: Sequence[str], cells: Mapping[tuple[str, str], Cell]
) -> StratumRow:
    from isotherm.web.readings import queries as readings

    stratum = readings.named_stratum(stratum_id) if stratum_id else None
    mine = tuple(cells.get((stratum_id, item)) for item in items)
    return StratumRow(
        stratum_id=stratum_id,
        name=stratum["name"] if stratum else "",
        people=size_of_stratum(stratum) if stratum else None,
        cells=mine,
        units=sum(cell.units for cell in mine if cell),
    )
