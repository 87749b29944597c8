"""What may leave the house: cells of many people, coarse counts, nobody's own words."""

from __future__ import annotations

from isotherm.privacy.cells import merge_neighbours, merge_rest, suppress
from isotherm.privacy.coarse import (
    coarse_amount,
    coarse_count,
    coarse_shares,
    hidden_k,
    hidden_key,
)
from isotherm.privacy.phrases import common_phrases, quotes_anyone
from isotherm.privacy.settings import PrivacySettings

__all__ = [
    "PrivacySettings",
    "coarse_amount",
    "coarse_count",
    "coarse_shares",
    "common_phrases",
    "hidden_k",
    "hidden_key",
    "merge_neighbours",
    "merge_rest",
    "quotes_anyone",
    "suppress",
]
