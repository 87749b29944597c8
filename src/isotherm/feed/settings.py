"""The feed's settings, in one record."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["FeedSettings"]


@dataclasses.dataclass(frozen=True)
class FeedSettings(Settings):
    """What a page of the feed looks like, and what it owes to small and new authors."""

    page_size: int = 20  # notes on a page, 1..1000
    pool: int = 100  # best notes by relevance that fairness may reorder, >= page_size
    fairness: float = 0.3  # how much Nash welfare of authors weighs against relevance, >= 0
    largest_loss: float = 0.02  # discounted relevance a list may give up for fairness, 0..1
    dual_step: float = 0.2  # step of the mirror descent on author duals, 0..10
    stratum_weight: float = 0.25  # share of the strata in a personal score, 0..1
    first_look_every: int = 5  # one place in so many is kept for a new note; 0 keeps none
    first_marks: tuple[int, ...] = (100, 400, 1600)  # impressions at which a new note is judged
    first_keep: float = 0.5  # share of judged new notes that go on to the next mark, 0..1
    good_match: float = 0.3  # text match (0..1) below which a note is no answer to a query

    def __post_init__(self) -> None:
        """Refuse numbers outside their ranges."""
        self.require_range("page_size", 1, 1000)
        self.require_range("pool", self.page_size, 1e6)
        self.require_range("fairness", 0, 1e6)
        self.require_range("dual_step", 0, 10)
        self.require_range("first_look_every", 0, 1000)
        for share in ("largest_loss", "stratum_weight", "first_keep", "good_match"):
            self.require_range(share, 0, 1)
        object.__setattr__(self, "first_marks", tuple(self.first_marks))
