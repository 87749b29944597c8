"""What is warming up: resonances of ordinary authors, answered by independent people."""

from isotherm.trends.find import (
    TREND_DAYS,
    TrendsFound,
    find_candidates,
    find_trends,
    judge_candidates,
    place_trends,
)
from isotherm.trends.resonance import ResonanceDetector, Resonances
from isotherm.trends.series import SERIES_DAYS, SeriesTrends, find_series_trends
from isotherm.trends.settings import TrendSettings

__all__ = [
    "SERIES_DAYS",
    "TREND_DAYS",
    "ResonanceDetector",
    "Resonances",
    "SeriesTrends",
    "TrendSettings",
    "TrendsFound",
    "find_candidates",
    "find_series_trends",
    "find_trends",
    "judge_candidates",
    "place_trends",
]
