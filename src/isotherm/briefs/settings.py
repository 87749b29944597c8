"""How briefs are timed, sized and sent."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["BriefSettings"]


@dataclasses.dataclass(frozen=True)
class BriefSettings(Settings):
    """The settings of the briefs part.

    >>> BriefSettings().usual_lead_days
    45
    """

    usual_lead_days: int = 45  # lead time of a merchant who names none, days, 0..365
    deciding_days: int = 14  # days to decide where nothing sets a date, at usual pace, 7..28
    selling_days: int = 60  # days of selling for a need without a season, 1..365
    cost_share: float = 0.4  # cost of a piece as a share of its price, 0.01..0.95
    salvage_share: float = 0.15  # what a leftover still brings, share of the price, 0..0.94
    resold_share: float = 0.9  # share of returned pieces that can be sold again, 0..1
    usual_keep_rate: float = 0.6  # kept share of ordered pieces where nothing is known, 0.05..1
    uptake: float = 0.25  # share of the merchants addressed who take a brief up, 0.001..1
    answering: float = 0.5  # share of a subject's words that goods must carry to answer it, 0.1..1
    belongs: float = 0.15  # membership from which an actor belongs, 0.01..1
    most_merchants: int = 12  # merchants a subject is sent to, those it fits best, 0..100000
    most_inbox: int = 5  # briefs sent to one merchant: what somebody reads on a phone, 0..1000
    least_fit: float = 0.25  # fit of trade and goods below which a brief is not sent, 0..1
    most_texts: int = 400_000  # texts read for words that many share, 1000..10000000
    most_variants: int = 6  # options worth testing that a brief names, 0..50

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        for field, low, high in _RANGES:
            self.require_range(field, low, high)


_RANGES = (
    ("usual_lead_days", 0, 365),
    ("deciding_days", 7, 28),
    ("selling_days", 1, 365),
    ("cost_share", 0.01, 0.95),
    ("salvage_share", 0, 0.94),
    ("resold_share", 0, 1),
    ("usual_keep_rate", 0.05, 1),
    ("uptake", 0.001, 1),
    ("answering", 0.1, 1),
    ("belongs", 0.01, 1),
    ("most_merchants", 0, 100_000),
    ("most_inbox", 0, 1000),
    ("least_fit", 0, 1),
    ("most_texts", 1000, 10_000_000),
    ("most_variants", 0, 50),
)
