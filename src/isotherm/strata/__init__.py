"""Strata: who belongs together, proven on contacts that the search never saw."""

from __future__ import annotations

from isotherm.strata.bridges import measure_bridges
from isotherm.strata.discover import Discovered, discover
from isotherm.strata.lineage import trace_lineage
from isotherm.strata.settings import StrataSettings
from isotherm.strata.standards import find_standards
from isotherm.strata.strata import ITEM_STRATA, StrataFound, find_strata

__all__ = [
    "ITEM_STRATA",
    "Discovered",
    "StrataFound",
    "StrataSettings",
    "discover",
    "find_standards",
    "find_strata",
    "measure_bridges",
    "trace_lineage",
]
