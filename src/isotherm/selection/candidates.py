"""Candidates: goods that somebody might carry."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from isotherm.selection.reasons import Reason

__all__ = ["Candidate", "candidates_of"]


@dataclasses.dataclass(frozen=True)
class Candidate:
    """One of the goods to choose from; None where it was not said."""

    product_id: str
    title: str
    category: str = ""
    attributes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    price_fen: int | None = None
    cost_fen: int | None = None
    merchant_id: str = ""

    @property
    def text(self) -> str:
        """All it says of itself."""
        return " ".join((self.title, self.category, *self.attributes.values()))


def candidates_of(
    rows: Iterable[Mapping[str, Any]],
) -> tuple[tuple[Candidate, ...], tuple[Reason, ...]]:
    """Read candidates from plain rows; what cannot be read of them is told, row by row.

    ``price_fen`` and ``cost_fen`` are in minor units, ``price`` and ``cost`` in units.
    ``attributes`` is a map or its JSON text. A row without an id, or with one seen before, is left
    out; an empty row is no row.

    >>> rows = [{"product_id": "p", "title": "西装", "price": "300"}, {"title": "裙"}]
    >>> found, told = candidates_of(rows)
    >>> found[0].price_fen, [reason.words("en") for reason in told]
    (30000, ['row 2 has no product_id'])
    """
    found: dict[str, Candidate] = {}
    told: list[Reason] = []
    for number, given in enumerate(rows, start=1):
        row = {str(key).strip().lower(): cell for key, cell in given.items() if key is not None}
        if not any(str(cell or "").strip() for cell in given.values()):
            continue
        name = str(row.get("product_id") or "").strip()
        if not name or name in found:
            repeated = Reason("row_again", {"row": number, "product_id": name})
            told.append(repeated if name else Reason("row_no_id", {"row": number}))
            continue
        found[name] = Candidate(
            product_id=name,
            title=str(row.get("title") or ""),
            category=str(row.get("category") or ""),
            attributes=_attributes(row.get("attributes")),
            price_fen=_money(row, "price"),
            cost_fen=_money(row, "cost"),
            merchant_id=str(row.get("merchant_id") or ""),
        )
        told += _faults(number, given, row)
    return tuple(found[name] for name in sorted(found)), tuple(told)


def _faults(number: int, given: Mapping[Any, Any], row: Mapping[str, Any]) -> list[Reason]:
    """What could not be read of a row that is a candidate."""
    told = [
        Reason("row_money", {"row": number, "key": key, "found": repr(row[key])})
        for name in ("price", "cost")
        for key in (f"{name}_fen", name)
        if row.get(key) not in (None, "") and _money({key: row[key]}, name) is None
    ]
    if given.get(None):
        told.append(Reason("row_cells", {"row": number, "more": len(given[None])}))
    return told


def _money(row: Mapping[str, Any], name: str) -> int | None:
    """An amount in minor units, from ``<name>_fen`` or 100 times ``<name>``."""
    for key, times in ((f"{name}_fen", 1), (name, 100)):
        if row.get(key) not in (None, ""):
            try:
                value = float(_plain(row[key], units=times > 1)) * times
            except (TypeError, ValueError):
                return None
            return round(value) if math.isfinite(value) and value >= 0 else None
    return None


def _plain(cell: Any, *, units: bool) -> str:
    """A number without what people put round it; a sign of money says units, not minor ones."""
    text = str(cell).strip().replace(",", "").replace("，", "")
    return text.strip("¥￥$€£元 ") if units else text


def _attributes(cell: Any) -> dict[str, str]:
    """Attributes as text by name; a cell that is no map is kept whole, as words."""
    if not cell:
        return {}
    told = cell
    if isinstance(cell, str):
        try:
            told = orjson.loads(cell)
        except orjson.JSONDecodeError:
            return {"": cell}
    if not isinstance(told, Mapping):
        return {"": str(told)}
    return {
        str(key): " ".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in sorted(told.items())
    }
