"""Strata: who belongs together, proven on contacts that the search never saw."""

from __future__ import annotations

from isotherm.strata.settings import StrataSettings
from isotherm.strata.strata import ITEM_STRATA, StrataFound, find_strata

__all__ = ["ITEM_STRATA", "StrataFound", "StrataSettings", "find_strata"]
