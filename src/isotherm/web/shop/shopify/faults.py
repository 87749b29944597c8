"""What could not be read, and what came of the rest."""

from __future__ import annotations

import dataclasses

__all__ = ["MOST_FAULTS", "Fault", "ImportReport"]

MOST_FAULTS = 200  # told of one file; the others are counted


@dataclasses.dataclass(frozen=True)
class Fault:
    """One place in a file that cannot be used; an empty column means the line as a whole."""

    line: int
    column: str
    found: str
    expected: str


@dataclasses.dataclass
class ImportReport:
    """The account of an import: every row is taken or has a fault."""

    kind: str = "products"  # what the file tells of: products, or only their stock
    rows: int = 0
    taken: int = 0
    products: int = 0  # in the file
    place: int = 0  # of them brought or refused so far
    products_made: int = 0
    products_changed: int = 0
    products_same: int = 0
    stock_changed: int = 0
    faulty: int = 0
    faults: list[Fault] = dataclasses.field(default_factory=list)

    def brought(
        self, rows: int, *, made: bool = False, changed: bool = False, moved: int = 0
    ) -> ImportReport:
        """The account with one product more in it; this one stays as it is."""
        return dataclasses.replace(
            self,
            place=self.place + 1,
            taken=self.taken + rows,
            products_made=self.products_made + made,
            products_changed=self.products_changed + changed,
            products_same=self.products_same + (not made and not changed and not moved),
            stock_changed=self.stock_changed + moved,
        )

    def refuse(self, line: int, column: str, found: object, expected: str) -> None:
        """Count a row that cannot be used, and tell the first of them."""
        self.faulty += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line, column, str(found)[:80], expected))
