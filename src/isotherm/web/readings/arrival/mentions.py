"""Who and what a record speaks of, whether or not it has a row of its own."""

from __future__ import annotations

from isotherm.schema import LEDGER_TABLES
from isotherm.web.readings.arrival.source import Source

__all__ = ["mentioned"]

_BESIDES = {  # references that the declarations do not name as such
    "actors": (("reactions", "followed_id"), ("wishes", "seconded_by"), ("merchants", "buyer_ids")),
    "products": (("notes", "product_ids"),),
}


def mentioned(source: Source, table: str) -> set[str]:
    """All ids by which the other tables name rows of ``table``."""
    places = [(t.name, c) for t in LEDGER_TABLES for c, to in t.references if to == table]
    found: set[str] = set()
    for name, column in (*places, *_BESIDES.get(table, ())):
        found |= source.ids(name, column)
    return found
