"""How coarse a number must be before it leaves."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["PrivacySettings"]


@dataclasses.dataclass(frozen=True)
class PrivacySettings(Settings):
    """What a merchant may see of people.

    >>> PrivacySettings().k
    50
    """

    k: int = 50  # fewest people behind anything that is shown, 1..100000
    step: int = 10  # counts are shown as multiples of this, coarser the larger they are, 1..1000
    climb: int = 2  # from five steps on, counts are shown so many times coarser, 1..10
    blur: float = 0.5  # width of the hidden place at which a count goes up, in climbs, 0..1
    piece: int = 7  # longest run of characters shown as people said it, 2..40
    least_sayers: int = 5  # people in whose texts a trend's phrase must stand, 1..1000
    sensitive_share: float = 0.05  # share of the asking that may touch a sensitive topic, 0..1
    secret: str = ""  # hides where counts step up; empty: drawn from the ledger's earliest searches

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("k", 1, 100_000)
        self.require_range("step", 1, 1000)
        self.require_range("climb", 1, 10)
        self.require_range("blur", 0, 1)
        self.require_range("piece", 2, 40)
        self.require_range("least_sayers", 1, 1000)
        self.require_range("sensitive_share", 0, 1)
