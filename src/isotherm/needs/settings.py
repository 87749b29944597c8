"""How needs are gathered, judged and sized."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["NeedSettings"]


@dataclasses.dataclass(frozen=True)
class NeedSettings(Settings):
    """The settings of the needs part.

    >>> NeedSettings().fdr
    0.05
    """

    fdr: float = 0.05  # share of published needs that may be served in truth, 0.001..0.5
    least_askers: int = 10  # people without whom a topic is not judged, 3..10000
    likeness: float = 0.27  # how alike two topics must be on average to be one, 0.1..0.9
    part_likeness: float = 0.45  # the same, by words alone, for the parts of a topic, 0.1..0.95
    most_topics: int = 3000  # distinct wordings that are clustered; the rest join the likest
    window_days: int = 60  # days after asking in which a purchase answers it, 1..365
    coverage: float = 0.5  # share of a topic's words a product must carry to be supply, 0.1..1
    pointing_coverage: float = 0.6  # the same for a note that somebody points at, 0.1..1
    shortfall: float = 0.8  # a need is unmet when it is filled less than this share of its like
    content_rating: float = 0.5  # a rating from here on is content, 0..1
    least_share: float = 0.5  # strata with at least this share of the strongest one's askers
    least_lift: float = 1.5  # and asking so many times as often as people at large

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("fdr", 0.001, 0.5)
        self.require_range("least_askers", 3, 10_000)
        self.require_range("likeness", 0.1, 0.9)
        self.require_range("part_likeness", 0.1, 0.95)
        self.require_range("most_topics", 10, 20_000)
        self.require_range("window_days", 1, 365)
        self.require_range("coverage", 0.1, 1)
        self.require_range("pointing_coverage", 0.1, 1)
        self.require_range("shortfall", 0.1, 0.95)
        self.require_range("content_rating", 0, 1)
        self.require_range("least_share", 0, 1)
        self.require_range("least_lift", 1, 10)
