"""What is warming up: resonances of ordinary authors, answered by independent people."""

from isotherm.trends.find import TREND_DAYS, TrendsFound, find_trends
from isotherm.trends.settings import TrendSettings

__all__ = ["TREND_DAYS", "TrendSettings", "TrendsFound", "find_trends"]
