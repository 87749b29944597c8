"""How high, until when: forecasts of panels and young waves, their intervals and scores."""

from __future__ import annotations

from isotherm.forecast.forecast import Forecast, forecast
from isotherm.forecast.scores import Scores, coverage, mase, pinball_loss, score_forecasts
from isotherm.forecast.settings import ForecastSettings
from isotherm.forecast.wave import WaveForecast, forecast_wave
from isotherm.forecast.waveshapes import WaveBank, wave_bank

__all__ = [
    "Forecast",
    "ForecastSettings",
    "Scores",
    "WaveBank",
    "WaveForecast",
    "coverage",
    "forecast",
    "forecast_wave",
    "mase",
    "pinball_loss",
    "score_forecasts",
    "wave_bank",
]
