"""Three shops' exports, imported beside a community and checked: counts only."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from _walk_figures import Walk, rows_of, table
from isotherm.ledger import check_ledger
from isotherm.sources import ImportOptions, import_source

__all__ = ["walk_shop"]

_SHOPS = ("old_fashion.csv", "apparel.csv", "jewelery.csv")


def walk_shop(data: Path, scratch: Path) -> Walk:
    rows = []
    for name in _SHOPS:
        ledger = scratch / name
        summary = import_source("shopify", [data / "shopify_csv" / name], ledger)
        products = rows_of(ledger, "products")
        sizes = [row for row in products if "sizes" in json.loads(row["attributes"] or "{}")]
        rows.append(
            {
                "name": name,
                "lines": summary.read,
                "unreadable": summary.unreadable,
                "repeated": summary.repeated,
                **{key: summary.tables.get(key, 0) for key in ("products", "skus", "merchants")},
                "with sizes": len(sizes),
                "without price": sum(row["price_fen"] is None for row in products),
                "without description": sum(row["description"] is None for row in products),
                "in category": sum(row["category"] is not None for row in products),
            }
        )
    accepted, rejected = _checked(data, scratch / _SHOPS[0])
    page = table(list(rows[0]), [list(row.values()) for row in rows])
    page += (
        f"\n\nWith the posts of 50 communities imported into the same folder as the first shop, "
        f"`isotherm check` accepts {accepted:,} rows and rejects {rejected:,}."
    )
    return Walk([*rows, {"name": "check", "accepted": accepted, "rejected": rejected}], page)


def _checked(data: Path, ledger: Path) -> tuple[int, int]:
    posts = data / "reddit_top" / "communities_50.parquet"
    import_source("reddit", [posts], ledger, options=ImportOptions(salt="walk"))
    account = check_ledger(ledger, now=dt.datetime.now(dt.UTC))
    return account.accepted, account.rejected
