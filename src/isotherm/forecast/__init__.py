"""How high, until when: forecasts of panels and of young waves, with intervals, and their scores."""

from __future__ import annotations

from isotherm.forecast.forecast import Forecast, forecast
from isotherm.forecast.settings import ForecastSettings

__all__ = ["Forecast", "ForecastSettings", "forecast"]
