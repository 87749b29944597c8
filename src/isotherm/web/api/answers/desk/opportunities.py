"""What strata miss and what they send back; none of fewer than fifty people."""

from __future__ import annotations

from typing import Any

from ninja import Schema

__all__ = ["OpportunitiesOut", "ReturnsOut"]


class CellOut(Schema):
    """What one stratum misses of one kind of goods, in pieces that would be kept."""

    kind: str
    units: int
    low: int
    high: int
    brief_ids: list[str]

    @staticmethod
    def resolve_brief_ids(cell: Any) -> list[str]:
        """The briefs that say so."""
        return [one.brief_id for one in cell.briefs]


class OpportunityRowOut(Schema):
    """One stratum's line of the map."""

    stratum_id: str
    name: str
    people: tuple[int, int] | None
    units: int
    cells: list[CellOut | None]


class OpportunitiesOut(Schema):
    """Strata by kinds of goods, the most missing first in both directions."""

    items: list[str]
    rows: list[OpportunityRowOut]

    @staticmethod
    def resolve_items(found: Any) -> tuple[str, ...]:
        """The kinds: a record's own word, not a mapping's."""
        kinds: tuple[str, ...] = found.items
        return kinds


class ReturnRowOut(Schema):
    """A stratum with the share sent back of each size; none of fewer than fifty people."""

    stratum: str
    shares: list[float | None]


class ReturnsOut(Schema):
    """What comes back, by stratum and size."""

    sizes: list[str]
    rows: list[ReturnRowOut]

    @staticmethod
    def resolve_rows(table: Any) -> list[dict[str, Any]]:
        """In the order of the table."""
        return [{"stratum": stratum, "shares": shares} for stratum, shares in table.rows]
