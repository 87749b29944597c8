"""What counts for how much when a few are chosen of many."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["SelectionSettings"]


@dataclasses.dataclass(frozen=True)
class SelectionSettings(Settings):
    """The settings of the selection part.

    >>> SelectionSettings().need_share
    0.5
    """

    need_share: float = 0.5  # weight of the needs answered against each candidate's merit, 0..1
    better_here: float = 0.7  # weight of a need supplied badly against one not supplied, 0..1
    taste: float = 0.25  # weight of nearness to what was carried and kept, 0..1
    keep: float = 0.25  # weight of the predicted keep rate, 0..1
    only_here: float = 0.2  # weight of being like nothing on offer, 0..1
    margin: float = 0.1  # weight of (price - cost) / price, 0..1
    price: float = 0.1  # weight of a price these people pay, 0..1
    supply: float = 0.1  # weight of what else of the same merchant is kept, 0..1
    alike: float = 0.5  # likeness from which two goods answer the same wish, 0.1..1
    alike_held: float = 0.8  # likeness from which a candidate repeats what is carried, 0.1..1
    neighbours: int = 20  # goods with a past that a keep rate is predicted from, 1..1000
    prior_orders: float = 10.0  # pull of the usual keep rate, in orders, 0.1..1000
    least_carried: int = 3  # goods carried before a taste can be told, 1..100

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        for name in ("need_share", "better_here", *MERITS):
            self.require_range(name, 0, 1)
        self.require_range("alike", 0.1, 1)
        self.require_range("alike_held", 0.1, 1)
        self.require_range("neighbours", 1, 1000)
        self.require_range("prior_orders", 0.1, 1000)
        self.require_range("least_carried", 1, 100)


MERITS = ("taste", "keep", "only_here", "margin", "price", "supply")
