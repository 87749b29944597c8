"""Orders at once: nothing sold twice, and how many a second."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["measure_orders", "measure_stock"]

_CROWD = Path(__file__).parents[1] / "tests" / "web" / "concurrency" / "crowd.py"
PIECES = 3  # at most, of one buyer
ORDERS = 600  # placed and paid where orders a second are counted


def measure_stock(args: Any) -> list[dict[str, Any]]:
    """``--buyers`` at once want one to three of ``--stock``; then the same without the guard."""
    crowd = _crowd()
    with crowd.Crowd() as people:
        sku = _sku("guarded", args.stock)
        buyers = _members("g", args.buyers)
        tasks = [_buy(one, sku.pk, 1 + n % PIECES) for n, one in enumerate(buyers)]
        tasks += [_buy(one, sku.pk, 1) for one in _members("h", args.stock)]
        guarded = people.do(tasks)
        free = _sku("unguarded", args.stock)
        with _unchecked():
            unguarded = people.do(
                [
                    ("buy_unguarded", {"sku_id": free.pk, "quantity": 1 + n % PIECES})
                    for n in range(args.buyers)
                ]
            )
            _forget(free)
    sku.refresh_from_db()
    rows = [("guarded update", guarded), ("control: read, then write", unguarded)]
    return [
        {
            "part": "stock",
            "how": how,
            "stock": args.stock,
            "buyers": len(answers),
            "sold": sum(answer.get("sold", 0) for answer in answers),
            "refused": sum("refused" in answer for answer in answers),
            "errors": sum("error" in answer for answer in answers),
        }
        for how, answers in rows
    ]


def measure_orders(_args: Any) -> list[dict[str, Any]]:
    """Held, ordered and paid as fast as four processes can, each buyer another size."""
    crowd = _crowd()
    skus = [_sku(f"size-{number}", ORDERS) for number in range(40)]
    buyers = _members("o", ORDERS)
    tasks = [_buy(one, skus[n % len(skus)].pk, 1) for n, one in enumerate(buyers)]
    with crowd.Crowd() as people:
        people.do([_buy(one, skus[0].pk, 1) for one in _members("w", 8)])
        begun = time.perf_counter()
        answers = people.do(tasks)
        seconds = time.perf_counter() - begun
    sold = sum(answer.get("sold", 0) for answer in answers)
    errors = sum("error" in answer for answer in answers)
    return [{"part": "orders", "sold": sold, "errors": errors, "orders_s": sold / seconds}]


def _crowd() -> Any:
    spec = importlib.util.spec_from_file_location("crowd", _CROWD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["crowd"] = module  # its dataclass looks itself up
    spec.loader.exec_module(module)
    return module


def _sku(name: str, units: int) -> Any:
    from isotherm.web.shop.models import Merchant
    from isotherm.web.shop.services import list_product

    merchant = Merchant.objects.get_or_create(id="bench", defaults={"name": "bench"})[0]
    product = list_product(merchant, title=name, price_fen=80_000, sizes={"XL": units})
    return product.skus.get()


def _members(prefix: str, count: int) -> list[str]:
    from isotherm.web.accounts.models import Member

    ids = [f"{prefix}-{number}" for number in range(count)]
    Member.objects.bulk_create([Member(id=one, username=one, password="!") for one in ids])
    return ids


def _buy(member_id: str, sku_id: str, quantity: int) -> tuple[str, dict[str, Any]]:
    told = {"member_id": member_id, "sku_id": sku_id, "quantity": quantity, "then": "pay"}
    return "buy", told


@contextlib.contextmanager
def _unchecked() -> Iterator[None]:
    """The shelf without its CHECK, for the control."""
    from django.db import connection

    from isotherm.web.shop.models import Sku

    check = next(c for c in Sku._meta.constraints if c.name == "no_more_promised_than_there_is")
    kept = Sku._meta.constraints
    Sku._meta.constraints = [c for c in kept if c is not check]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Sku, check)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.add_constraint(Sku, check)
        Sku._meta.constraints = kept


def _forget(sku: Any) -> None:
    from isotherm.web.shop.models import Sku

    Sku.objects.filter(pk=sku.pk).update(reserved=0)
