"""The opportunity map as a grid of heat: strata down, kinds of goods across."""

from __future__ import annotations

import dataclasses

from isotherm.web.desk.queries.opportunities import Cell, OpportunityMap, StratumRow

__all__ = ["Heat", "HeatCell", "draw_heat"]

LEFT, TOP, WIDE, HIGH = 176, 34, 92, 42
_WARMEST = 7


@dataclasses.dataclass(frozen=True)
class HeatCell:
    """One square: its place, its warmth 1..7, its cell."""

    x: int
    y: int
    level: int
    cell: Cell | None


@dataclasses.dataclass(frozen=True)
class Heat:
    """The grid, ready for its template."""

    width: int
    height: int
    heads: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, StratumRow, tuple[HeatCell, ...]], ...]


def draw_heat(found: OpportunityMap) -> Heat | None:
    """Squares as warm as what is missing in them; None where there is nothing to draw."""
    if not found.rows:
        return None
    most = max(found.most, 1)
    rows = tuple(
        (
            TOP + HIGH * place,
            row,
            tuple(
                HeatCell(LEFT + WIDE * column, TOP + HIGH * place, _level(cell, most), cell)
                for column, cell in enumerate(row.cells)
            ),
        )
        for place, row in enumerate(found.rows)
    )
    return Heat(
        width=LEFT + WIDE * len(found.items) + 4,
        height=TOP + HIGH * len(rows) + 4,
        heads=tuple((LEFT + WIDE * n + WIDE // 2, item) for n, item in enumerate(found.items)),
        rows=rows,
    )


def _level(cell: Cell | None, most: int) -> int:
    if cell is None:
        return 0
    return 1 + round(cell.units / most * (_WARMEST - 1))
