"""How strata are found: the one settings record of the room."""

from __future__ import annotations

from dataclasses import dataclass

from isotherm.settings import Settings

__all__ = ["StrataSettings"]


@dataclass(frozen=True)
class StrataSettings(Settings):
    """Settings of finding, testing and describing strata."""

    fdr: float = 0.05
    """Tolerated share of false strata among those published, 0.001..0.5."""
    belongs: float = 0.15
    """Weight from which an actor counts as belonging, share of life, 0.01..0.5."""
    most_clusters: int = 120
    """Small item clusters to start from, at most; they are merged later, 8..2000."""
    items_a_cluster: int = 24
    """Items a starting cluster should hold on average, items, 2..1000."""
    features: int = 6_000
    """Words and character n-grams the text model keeps, the most telling first, 100..10^6."""
    rank: int = 64
    """Dimensions of the space the starting clusters are sought in, 2..512."""
    rounds: int = 12
    """Rounds of deciding items, then actors, 1..100."""
    text_trust: float = 0.35
    """What a token counts for: tokens of one text are not independent evidence, share, 0..1."""
    fewest_members: int = 12
    """People a stratum needs at the least, actors, 2..10^6."""
    contacts_an_actor: int = 24
    """Contacts of one actor that may count as evidence, at most, 1..10^4."""
    test_share: float = 0.4
    """Share of the tested actors' time (or items) kept for the test, 0.1..0.9."""
    least_gain_bits: float = 0.02
    """Bits a contact that a stratum must gain at the least: less may be true, and tells people
    nothing, as when nearly everybody is one stratum beside those who answer templates, 0..10."""
    templates_left_out: int = 3
    """Best-paying templates (near-equal texts) a stratum must prove itself without, 0..100."""
    authors_left_out: int = 1
    """Best-paying authors a stratum must prove itself without, 0..100."""
    time_left_out: float = 0.25
    """Best-paying stretch a stratum must prove itself without, share of the record, 0..0.5."""
    tested: bool = True
    """Whether candidates must prove themselves on contacts kept aside; off only to see why."""
    sample_items: int = 40_000
    """Items the search runs on (an even sample if there are more), 100..10^7."""
    sample_actors: int = 30_000
    """People the search runs on (an even sample if there are more), 100..10^8."""

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("fdr", 0.001, 0.5)
        self.require_range("belongs", 0.01, 0.5)
        self.require_range("most_clusters", 8, 2000)
        self.require_range("items_a_cluster", 2, 1000)
        self.require_range("features", 100, 10**6)
        self.require_range("rank", 2, 512)
        self.require_range("rounds", 1, 100)
        self.require_range("text_trust", 0.0, 1.0)
        self.require_range("fewest_members", 2, 10**6)
        self.require_range("contacts_an_actor", 1, 10**4)
        self.require_range("test_share", 0.1, 0.9)
        self.require_range("least_gain_bits", 0.0, 10.0)
        self.require_range("templates_left_out", 0, 100)
        self.require_range("authors_left_out", 0, 100)
        self.require_range("time_left_out", 0.0, 0.5)
        self.require_range("sample_items", 100, 10**7)
        self.require_range("sample_actors", 100, 10**8)
