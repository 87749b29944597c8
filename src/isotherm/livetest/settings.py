"""Settings of a live test and of the first lot."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["LiveTestSettings", "LotSettings"]


@dataclasses.dataclass(frozen=True)
class LiveTestSettings(Settings):
    """How votes are counted and when a verdict is ripe."""

    keep_line: float = 0.12
    """Share of viewers who must want an option for it to be kept, 0.001..0.9; the trade's line."""
    error_rate: float = 0.1
    """Chance, at all looks together, of a wrong verdict on an option or a wrong best, .001..0.3."""
    bad_share: float = 0.0
    """Share of effective votes that may be bought and is not grouped yet, 0..0.4."""
    weight_like: float = 1.0
    """What a like counts for, 0..1. At 1 it is a yes, as in the trade's save-and-cart rate."""
    weight_wish: float = 1.0
    """What a wish counts for, 0..1."""
    weight_size: float = 1.0
    """What choosing a size counts for, 0..1."""
    weight_deposit: float = 1.0
    """What a deposit counts for, 0..1."""
    weight_pay: float = 1.0
    """What paying counts for, 0..1."""
    least_votes: int = 30
    """Votes on an option before its verdict, and on every one before the best is named, 1..1000."""
    small_sample: float = 400.0
    """Evidence asked for on top between two options that share n votes: this over n, 0..5000."""
    late_growth: float = 2.0
    """Growth of the line for the best with log log n beyond ``late_votes`` votes, 0..10."""
    late_votes: int = 5000
    """Shared votes from which the evidence asked for grows, 100..1000000."""
    slack: float = -0.3
    """Added to log(1 / error_rate) in the line for the best option, -1..3; set by simulation."""
    pooling_votes: float = 20.0
    """Least pull of an option's overall rate on its rate in one stratum, in votes, 1..1000."""
    interval_level: float = 0.9
    """Coverage of the intervals for rates, 0.5..0.99."""

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        for field, low, high in _TEST_RANGES:
            self.require_range(field, low, high)

    def stake_weights(self) -> dict[str, float]:
        """What each stake counts for; having only seen an option is a no."""
        return {
            "seen": 0.0,
            "like": self.weight_like,
            "wish": self.weight_wish,
            "size": self.weight_size,
            "deposit": self.weight_deposit,
            "pay": self.weight_pay,
        }


@dataclasses.dataclass(frozen=True)
class LotSettings(Settings):
    """What is assumed of demand beyond the test."""

    spread: float = 0.15
    """Relative spread of demand around its rate from causes a test cannot see, 0..1."""
    resold_share: float = 0.9
    """Share of returned units that come back sellable while the season lasts, 0..1."""
    prior_votes: float = 10.0
    """Pull of the base size curve, in size votes, 0.1..1000."""
    draws: int = 4000
    """Draws of the predictive demand, 200..200000."""
    least_selling_days: int = 7
    """Days of selling a cut must still have before the season ends, 0..365."""

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        for field, low, high in _LOT_RANGES:
            self.require_range(field, low, high)


_TEST_RANGES = (
    ("keep_line", 0.001, 0.9),
    ("error_rate", 0.001, 0.3),
    ("bad_share", 0, 0.4),
    *((f"weight_{stake}", 0, 1) for stake in ("like", "wish", "size", "deposit", "pay")),
    ("least_votes", 1, 1000),
    ("small_sample", 0, 5000),
    ("late_growth", 0, 10),
    ("late_votes", 100, 1_000_000),
    ("slack", -1, 3),
    ("pooling_votes", 1, 1000),
    ("interval_level", 0.5, 0.99),
)
_LOT_RANGES = (
    ("spread", 0, 1),
    ("resold_share", 0, 1),
    ("prior_votes", 0.1, 1000),
    ("draws", 200, 200_000),
    ("least_selling_days", 0, 365),
)
