"""The settings of every forecast: of a panel of series, and of one young wave."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["ForecastSettings"]


@dataclasses.dataclass(frozen=True)
class ForecastSettings(Settings):
    """What a forecast remembers, how much it borrows, and how carefully it says how sure it is.

    >>> ForecastSettings(seasons=2).seasons
    2
    """

    seasons: int = 3
    """Seasons of history the profile and the level look at, 1..20."""
    level_memory: float = 0.25
    """Memory of the local level, in seasons (an exponential window), 0.01..10."""
    smoothing: float = 1 / 64
    """Width of the Gaussian that smooths a profile around the season, in seasons, 0..0.25."""
    shared_shapes: int = 4
    """Seasonal shapes the whole panel shares (a low-rank fit), 0..50; never over a quarter of n."""
    shared_weight: float = 3.0
    """Seasons of own history that weigh as much as the shared shape, 0..100."""
    offset: float = 0.05
    """Added to values before logarithms, as a share of the series' recent mean, 0.001..1."""
    origins: int = 24
    """Past days on which a forecast is rehearsed to learn corrections and intervals, 4..200."""
    penalties: tuple[float, ...] = (0.01, 0.1, 1.0)
    """Ridge penalties of the stacked corrections (no correction is always a member), each > 0."""
    newcomer_sd: float = 0.5
    """Log standard deviation assumed where nothing was ever rehearsed, 0.01..5."""
    newcomer_weight: float = 6.0
    """Observations that the panel's noise counts for against a series' own, 0..1000."""
    wave_draws: int = 2000
    """Waves drawn once, to be weighted by each young trend's days so far, 200..100000."""
    wave_days: int = 90
    """Days those waves are drawn over; longer ones are drawn when a trend needs them, 7..400."""

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("seasons", 1, 20)
        self.require_range("level_memory", 0.01, 10)
        self.require_range("smoothing", 0, 0.25)
        self.require_range("shared_shapes", 0, 50)
        self.require_range("shared_weight", 0, 100)
        self.require_range("offset", 0.001, 1)
        self.require_range("origins", 4, 200)
        self.require_range("newcomer_sd", 0.01, 5)
        self.require_range("newcomer_weight", 0, 1000)
        self.require_range("wave_draws", 200, 100_000)
        self.require_range("wave_days", 7, 400)
