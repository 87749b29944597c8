"""The published RentTheRunway rentals → actors with bodies, products, skus, orders, outcomes.

A rental is an order that always goes back, so nothing says whether it was kept; how content the
renter was is told by fit and rating (2 to 10, here 0.2 to 1). Only the day of the review is known
and stands for the rental's. Reads the published json lines and the table derived from them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from isotherm.sources.arrivals import Arrivals, LedgerRow
from isotherm.sources.cells import read_id, read_moment, read_text
from isotherm.sources.numbers import read_number
from isotherm.sources.options import ImportOptions
from isotherm.sources.rows import SourceRow, read_rows
from isotherm.sources.summary import BadCellError

__all__ = ["bring"]

_FITS = {"fit": "true", "small": "small", "large": "large"}
_KG_A_POUND, _CM_AN_INCH = 0.45359237, 2.54
_FEET = re.compile(r"\s*(\d+)\s*'\s*(?:(\d+(?:\.\d+)?)\s*\"?)?\s*")
_POUNDS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:lbs?)?\s*", re.IGNORECASE)
_DATE = "%B %d, %Y"


def bring(paths: Sequence[Path], arrivals: Arrivals, _options: ImportOptions) -> None:
    """Read the files given; a renter's profile is what their latest rental says of each field."""
    rentals = _Rentals(arrivals)
    for path in paths:
        arrivals.take(read_rows(path), rentals.translate)
    for row in rentals.actors():
        arrivals.add("actors", row)
    arrivals.remark("the day of a review stands for the day of its rental; nothing tells kept")


class _Rentals:
    """Renters' bodies (one small record each), and the ids met so far."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._people: dict[str, dict[str, tuple[dt.datetime | None, Any]]] = {}
        self._met: set[str] = set()

    def translate(self, row: SourceRow) -> Iterable[LedgerRow]:
        """An order and its outcome; product and size where they are new."""
        cells = row.cells
        actor_id, product_id = read_id(cells, "user_id"), read_id(cells, "item_id")
        at = _day(cells.get("review_date"))
        size = read_number(cells.get("size"), "size")
        outcome = {
            "actor_id": actor_id,
            "product_id": product_id,
            "at": at,
            "fit": _fit(read_text(cells, "fit")),
            "rating": _rating(cells.get("rating")),
            "reason": _said(cells),
            "occasion": _either(cells, "rented for", "rented_for"),
        }
        profile = _profile(cells)
        order_id = _order_id(outcome, size)
        if not self._new(order_id):
            return self._arrivals.repeat()
        self._remember(actor_id, at, profile)
        made = self._goods(product_id, size, read_text(cells, "category"))
        order = {"order_id": order_id, "actor_id": actor_id, "at": at, "product_id": product_id}
        sku_id = None if size is None else f"{product_id}/{size:g}"
        made.append(("orders", order | {"sku_id": sku_id, "quantity": 1}))
        made.append(("outcomes", outcome | {"order_id": order_id}))
        return made

    def actors(self) -> Iterable[Mapping[str, Any]]:
        """Everybody who rented."""
        for actor_id, known in self._people.items():
            profile = {name: value for name, (_, value) in known.items()}
            told = orjson.dumps(profile).decode() if profile else None
            yield {"actor_id": actor_id, "kind": "reader", "profile": told}

    def _new(self, name: str) -> bool:
        before = len(self._met)
        self._met.add(name)
        return len(self._met) > before

    def _goods(self, product_id: str, size: float | None, category: str | None) -> list[LedgerRow]:
        made: list[LedgerRow] = []
        if self._new(f"product {product_id}"):
            made.append(("products", {"product_id": product_id, "category": category}))
        if size is not None and self._new(f"sku {product_id}/{size:g}"):
            options = orjson.dumps({"size": f"{size:g}"}).decode()
            sku = {"sku_id": f"{product_id}/{size:g}", "product_id": product_id}
            made.append(("skus", sku | {"options": options}))
        return made

    def _remember(self, actor_id: str, at: dt.datetime | None, profile: dict[str, Any]) -> None:
        """Keep of each field what was said last."""
        known = self._people.setdefault(actor_id, {})
        for name, value in profile.items():
            earlier = known.get(name)
            if earlier is None or earlier[0] is None or (at is not None and at >= earlier[0]):
                known[name] = (at, value)


def _either(cells: Mapping[str, Any], *names: str) -> str | None:
    return next((found for name in names if (found := read_text(cells, name))), None)


def _day(value: Any) -> dt.datetime | None:
    if isinstance(value, str):
        try:
            return dt.datetime.strptime(value.strip(), _DATE).replace(tzinfo=dt.UTC)
        except ValueError:
            return read_moment(value, "review_date")
    return read_moment(value, "review_date")


def _fit(word: str | None) -> str | None:
    if word is not None and word not in _FITS:
        raise BadCellError("fit", "not one of fit, small, large", word)
    return _FITS[word] if word else None


def _rating(value: Any) -> float | None:
    rating = read_number(value, "rating")
    if rating is not None and not 0 <= rating <= 10:
        raise BadCellError("rating", "not from 0 to 10", value)
    return None if rating is None else rating / 10


def _said(cells: Mapping[str, Any]) -> str | None:
    parts = [read_text(cells, name) for name in ("review_summary", "review_text")]
    return "\n".join(part for part in parts if part) or None


def _profile(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The renter's body, as far as it is told, in kilograms and centimetres."""
    pounds = _measure(cells, "weight_lbs", "weight", _POUNDS)
    inches = _measure(cells, "height_in", "height", _FEET)
    age = read_number(cells.get("age"), "age")
    letter = read_text(cells, "bust_size_letter")
    band = read_number(cells.get("bust_size_num"), "bust_size_num")
    bust = read_text(cells, "bust size") or (f"{band:g}{letter}" if band and letter else None)
    found = {
        "weight_kg": None if pounds is None else round(pounds * _KG_A_POUND, 1),
        "height_cm": None if inches is None else round(inches * _CM_AN_INCH, 1),
        "age": None if age is None else int(age),
        "body": _either(cells, "body type", "body_type"),
        "bust": bust,
    }
    return {name: value for name, value in found.items() if value is not None}


def _measure(
    cells: Mapping[str, Any], plain: str, worded: str, form: re.Pattern[str]
) -> float | None:
    """A number in pounds or inches, from a plain column or words such as 137lbs and 5' 8"."""
    text = read_text(cells, worded)
    if text is None:
        return read_number(cells.get(plain), plain)
    found = form.fullmatch(text)
    if not found:
        raise BadCellError(worded, "not a measure such as 137lbs or 5' 8\"", text)
    if form is _FEET:
        return 12 * float(found[1]) + float(found[2] or 0)
    return float(found[1])


def _order_id(outcome: Mapping[str, Any], size: float | None) -> str:
    """An id made from all that was said, so that the same rental is known again."""
    text = orjson.dumps([outcome, size], default=str)
    return f"r-{hashlib.blake2b(text, digest_size=10).hexdigest()}"
