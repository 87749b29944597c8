"""What may leave the house: cells of many people, coarse counts, nobody's own words."""

from __future__ import annotations

from isotherm.privacy.cells import merge_neighbours, merge_rest, suppress
from isotherm.privacy.coarse import (
    coarse_amount,
    coarse_count,
    hidden_k,
    hidden_key,
    hidden_place,
    still_stands,
)
from isotherm.privacy.phrases import common_phrases, is_short, quotes_anyone
from isotherm.privacy.settings import PrivacySettings
from isotherm.privacy.shares import coarse_band, coarse_rate, coarse_shares, grain_for

__all__ = [
    "PrivacySettings",
    "coarse_amount",
    "coarse_band",
    "coarse_count",
    "coarse_rate",
    "coarse_shares",
    "common_phrases",
    "grain_for",
    "hidden_k",
    "hidden_key",
    "hidden_place",
    "is_short",
    "merge_neighbours",
    "merge_rest",
    "quotes_anyone",
    "still_stands",
    "suppress",
]
