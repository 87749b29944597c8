"""A brief as a page needs it, from a reading's row or from the copy kept when it was answered."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from isotherm.web.shop.sizes import SIZES, size_place

__all__ = ["Brief", "by_size", "read_brief", "whole_curve"]

_MOMENTS = (
    "season_from",
    "season_to",
    "act_by",
    "expires",
    "peak_p10",
    "peak_p50",
    "peak_p90",
)
_LISTS = ("aliases", "stratum_ids", "variants", "note_hooks", "do_nots", "evidence")


@dataclasses.dataclass(frozen=True)
class Brief:
    """What to make for whom, by when. Everything in it is safe for a merchant to see."""

    brief_id: str
    merchant_id: str
    """Whom it is addressed to; empty where it is open to all."""
    subject_kind: str
    subject_id: str
    origin: str
    name: str
    aliases: tuple[str, ...]
    feeling: str
    stratum_ids: tuple[str, ...]
    occasion: str
    season_from: dt.datetime | None
    season_to: dt.datetime | None
    attributes: Mapping[str, tuple[str, ...]]
    missing_today: str
    tier: str
    act_by: dt.datetime | None
    expires: dt.datetime | None
    audience: float
    kept_units_p10: float
    kept_units_p50: float
    kept_units_p90: float
    peak_p10: dt.datetime | None
    peak_p50: dt.datetime | None
    peak_p90: dt.datetime | None
    first_lot: int
    size_curve: Mapping[str, float]
    price_low_fen: int | None
    price_high_fen: int | None
    variants: tuple[str, ...]
    note_hooks: tuple[str, ...]
    do_nots: tuple[str, ...]
    readiness: int
    evidence: tuple[str, ...]
    confidence: float

    @property
    def item(self) -> str:
        """The kind of garment or thing it is about; empty where the brief does not say."""
        return next(iter(self.attributes.get("items", ())), "")

    @property
    def traits(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The attributes in pairs: one of them is called items, as a template's loop would be."""
        return tuple(self.attributes.items())

    def as_json(self) -> dict[str, Any]:
        """The brief as plain values, to be kept beside an answer."""
        told = dataclasses.asdict(self)
        return told | {name: told[name] and told[name].isoformat() for name in _MOMENTS}


def read_brief(row: Mapping[str, Any]) -> Brief:
    """Read a brief from a row of the reading's table or from a kept copy.

    >>> brief = read_brief({"brief_id": "b-1", "attributes": '{"items": ["skirt"]}'})
    >>> brief.item, brief.variants, brief.act_by
    ('skirt', (), None)
    """
    told: dict[str, Any] = {}
    for field in dataclasses.fields(Brief):
        given = row.get(field.name)
        if field.name in _MOMENTS:
            told[field.name] = _moment(given)
        elif field.name in _LISTS:
            told[field.name] = tuple(str(one) for one in given or ())
        elif field.name in ("attributes", "size_curve"):
            told[field.name] = _mapping(given)
        elif field.type in ("float", "int"):
            told[field.name] = given or 0
        else:
            told[field.name] = given if given is not None or "None" in str(field.type) else ""
    told["attributes"] = {key: _several(value) for key, value in told["attributes"].items()}
    return Brief(**told)


def whole_curve(curve: Mapping[str, float]) -> dict[str, float]:
    """The share of each single size: what a brief says of a range is shared evenly within it.

    >>> whole_curve({"S": 0.5, "M-XL": 0.5})
    {'S': 0.5, 'M': 0.16666666666666666, 'L': 0.16666666666666666, 'XL': 0.16666666666666666}
    """
    shares: dict[str, float] = {}
    for name, share in curve.items():
        sizes = _sizes_within(name)
        for size in sizes:
            shares[size] = shares.get(size, 0.0) + share / len(sizes)
    return shares


def by_size(units: Mapping[str, int]) -> dict[str, int]:
    """The same, from the smallest size to the largest; other kinds by their number or name.

    >>> by_size({"L": 2, "2XL": 1, "M": 3, "39": 4, "8": 5})
    {'M': 3, 'L': 2, '2XL': 1, '8': 5, '39': 4}
    """
    return {size: units[size] for size in sorted(units, key=size_place)}


def _sizes_within(name: str) -> tuple[str, ...]:
    first, dash, last = name.partition("-")
    if dash and first in SIZES and last in SIZES:
        return SIZES[SIZES.index(first) : SIZES.index(last) + 1] or (name,)
    if dash and first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) <= 20:
        return tuple(str(size) for size in range(int(first), int(last) + 1))
    return (name,)


def _moment(given: object) -> dt.datetime | None:
    if isinstance(given, dt.datetime):
        return given
    return dt.datetime.fromisoformat(given) if isinstance(given, str) and given else None


def _mapping(given: object) -> dict[str, Any]:
    if isinstance(given, str):
        given = json.loads(given or "{}")
    return dict(given) if isinstance(given, Mapping) else {}


def _several(given: object) -> tuple[str, ...]:
    if isinstance(given, (list, tuple)):
        return tuple(str(one) for one in given)
    return (str(given),)
