"""How large and how mixed a simulated community is: the one settings record of the world room."""

from __future__ import annotations

from dataclasses import dataclass

from isotherm.settings import Settings

__all__ = ["SIZES", "WorldSettings"]


@dataclass(frozen=True)
class WorldSettings(Settings):
    """Settings of a simulated community."""

    actors: int = 6_000
    """People at the start, 500..10^7."""
    days: int = 200
    """Length of the record, days, 120..400."""
    notes: int = 13_000
    """Notes outside waves, 500..10^8."""
    views: int = 125_000
    """Views outside waves, 5,000..10^9; likes, saves, replies and the rest follow from them."""
    impressions: int = 60_000
    """Impressions recorded without a view, 0..10^9."""
    info_searches: int = 12_000
    """Searches that ask for knowledge and not for goods, 0..10^8."""
    products_per_item: float = 5.0
    """Products on sale for an ordinary item of a stratum, mean, 1..1000."""
    organic: int = 8
    """Resonances that ordinary authors start, 1..10^4."""
    campaigns: int = 5
    """Paid campaigns, 0..10^4."""
    celebrities: int = 4
    """Spikes under one huge account's note, 0..10^4."""
    seasonal: int = 4
    """Topics that recur by week or follow the season, 0..10^4."""
    steady: int = 4
    """Templates that are popular all along, 0..10^4."""
    wave_repliers: int = 450
    """Independent repliers of a typical resonance, 100..10^6."""
    tests: int = 10
    """Live tests, 2..10^4."""
    rows_per_part: int = 0
    """Rows of one Parquet part; 0 writes one file a table, else 10,000..10^8."""
    notes_per_chunk: int = 40_000
    """Notes worked on at once, 1,000..10^7: sets the memory that is needed."""
    mixing: float = 0.5
    """Share of touches outside one's strata, and of words from everyone's vocabulary, 0..0.95."""

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("actors", 500, 10**7)
        self.require_range("days", 120, 400)
        self.require_range("notes", 500, 10**8)
        self.require_range("mixing", 0.0, 0.95)
        self.require_range("tests", 2, 10**4)
        self.require_range("organic", 1, 10**4)


SIZES: dict[str, WorldSettings] = {
    "small": WorldSettings(),
    "medium": WorldSettings(
        actors=60_000,
        notes=120_000,
        views=1_250_000,
        impressions=600_000,
        info_searches=120_000,
        products_per_item=16.0,
        organic=24,
        campaigns=14,
        celebrities=10,
        seasonal=8,
        steady=10,
        wave_repliers=1_200,
        tests=24,
        rows_per_part=500_000,
    ),
    "large": WorldSettings(
        actors=450_000,
        days=220,
        notes=1_000_000,
        views=10_500_000,
        impressions=6_000_000,
        info_searches=1_000_000,
        products_per_item=60.0,
        organic=60,
        campaigns=36,
        celebrities=24,
        seasonal=12,
        steady=16,
        wave_repliers=3_000,
        tests=60,
        rows_per_part=1_000_000,
    ),
}
