"""What to look for, where nothing was asked yet: what strata are about, never what people typed."""

from __future__ import annotations

import json
from typing import Any

from isotherm.web.readings.crowds import FLOOR

__all__ = ["suggestions"]

_STRATA = 8
_TERMS = 3  # of each stratum


def suggestions() -> list[dict[str, Any]]:
    """The warmest strata that are large enough to be shown, each with what it is about."""
    from isotherm.web.readings.queries import named_strata

    large = [row for row in named_strata() if row["size_low"] and row["size_low"] >= FLOOR]
    large.sort(key=lambda row: (-(row["temperature"] or 0.0), row["stratum_id"]))
    return [
        {"id": row["stratum_id"], "name": row["name"], "terms": _terms(row)[:_TERMS]}
        for row in large[:_STRATA]
    ]


def _terms(row: dict[str, Any]) -> list[str]:
    terms = row["terms"] or []
    return list(json.loads(terms)) if isinstance(terms, str) else list(terms)
