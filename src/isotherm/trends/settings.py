"""How a resonance is told from chance, a campaign, a celebrity and a habit."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["TrendSettings"]


@dataclasses.dataclass(frozen=True)
class TrendSettings(Settings):
    """The settings of the trend detector.

    >>> TrendSettings().error_rate
    0.05
    """

    error_rate: float = 0.05  # chance that any trend of a reading is false, 0.001..0.5
    lifts: tuple[float, ...] = (2.0, 4.0, 8.0)  # times the expected responses
    least_candidates: int = 25  # of a kind, that share its part of the error at least, 1..10^6
    cap: float = 20.0  # most a single author can count for, as an e-value, 2..1000
    response_days: int = 14  # days after a note in which responses count, 2..60
    burn_in_days: int = 14  # days at the start that only teach what is normal, 0..90
    late_days: int = 3  # age from which what comes is held against the first days too, 1..30
    guard_days: int = 28  # a wave may climb so long before its own past counts as habit, 14..120
    half_life_days: float = 28.0  # how fast what was normal is forgotten, 7..3650
    repeat_days: int = 30  # an author counts once in so many days for one template, 1..365
    similarity: float = 0.4  # Jaccard likeness of two notes on one template, 0.2..0.9
    least_authors: int = 5  # ordinary authors without whom nothing is a trend, 3..100
    ordinary_followers: int = 10_000  # an author with fewer followers is ordinary
    ordinary_share: float = 0.5  # least share of notes by ordinary authors, 0..1
    organic_share: float = 0.5  # least share of repliers who are not coordinated, 0..1
    prior_notes: float = 3.0  # notes' worth of belief that an author is like others, 0.1..100

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("error_rate", 0.001, 0.5)
        self.require_range("least_candidates", 1, 1_000_000)
        self.require_range("cap", 2, 1000)
        self.require_range("response_days", 2, 60)
        self.require_range("burn_in_days", 0, 90)
        self.require_range("late_days", 1, 30)
        self.require_range("guard_days", 14, 120)
        self.require_range("half_life_days", 7, 3650)
        self.require_range("repeat_days", 1, 365)
        self.require_range("similarity", 0.2, 0.9)
        self.require_range("least_authors", 3, 100)
        self.require_range("ordinary_share", 0, 1)
        self.require_range("organic_share", 0, 1)
        self.require_range("prior_notes", 0.1, 100)
