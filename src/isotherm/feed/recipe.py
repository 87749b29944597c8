"""The numbers a retriever is made of; chosen on a hold-out where they are not given."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["Recipe"]


@dataclasses.dataclass(frozen=True)
class Recipe(Settings):
    """How one community's taste is filtered: three closed forms and what each of them counts.

    The parts are scaled to equal strength before they are mixed, so that shares compare.
    """

    linear_damping: float = 0.25  # b of the neighbour term, 0..1: 0 ranks popular items higher
    shrinkage: float = 2.0  # co-occurrences that halve the trust in a pair of items, >= 0
    low_rank_share: float = 0.3  # share of the taste-direction term in the mix, 0..1
    low_rank_damping: float = 0.5  # b of the taste-direction term, 0..1
    rank: int = 256  # number of taste directions, >= 1
    ridge_share: float = 0.0  # share of the item-regression term in the mix, 0..1
    ridge: float = 1.0  # its regularisation, in mean item degrees, > 0
    ridge_damping: float = 0.0  # b of the item-regression term, 0..1

    def __post_init__(self) -> None:
        """Refuse numbers outside their ranges."""
        for share in ("linear_damping", "low_rank_share", "low_rank_damping", "ridge_share"):
            self.require_range(share, 0, 1)
        self.require_range("ridge_damping", 0, 1)
        self.require_range("shrinkage", 0, 1e6)
        self.require_range("rank", 1, 1e5)
        self.require_range("ridge", 1e-9, 1e9)
