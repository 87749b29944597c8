"""How texts are read: the one settings record of the text room."""

from __future__ import annotations

from dataclasses import dataclass

from isotherm.settings import Settings

__all__ = ["TextSettings"]


@dataclass(frozen=True)
class TextSettings(Settings):
    """Settings of vectors, template clusters, labels and asks."""

    columns: int = 1 << 18
    """Width of the hashed n-gram space, columns, 2^10..2^24; more means fewer collisions."""
    rank: int = 128
    """Dimensions of a text vector, 1..1024."""
    max_features: int = 60_000
    """N-grams a fitted vector space keeps, the most widespread first, 1..columns."""
    min_texts: int = 2
    """An n-gram must stand in so many texts to count, texts, 1..1000."""
    fit_texts: int = 50_000
    """Texts a vector space is fitted on (an even sample if there are more), 100..10^7."""
    neighbours: int = 20
    """Nearest texts a text is drawn towards while a vector space is fitted, 1..200."""
    neighbour_texts: int = 8_000
    """Texts among which neighbours are looked for, 100..50000; time grows with the square."""
    ridge: float = 10.0
    """How far what was learnt from neighbours is held back, 1e-3..1e6; more means less."""
    similarity: float = 0.5
    """Estimated Jaccard of character 3-grams at which two texts are near-duplicates, 0.3..1."""
    core_similarity: float = 0.3
    """Least estimated Jaccard with the heart of a template cluster, 0..similarity: no chaining."""
    shortest: int = 6
    """Texts with fewer letters than this are near-duplicates only when equal, letters, 1..100."""
    phrase_texts: int = 100_000
    """Texts in which phrases are looked for (an even sample if there are more), 100..10^7."""
    ask_probability: float = 0.7
    """Least probability at which the classifier calls a text an ask, 0..1."""

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("columns", 1 << 10, 1 << 24)
        self.require_range("rank", 1, 1024)
        self.require_range("max_features", 1, self.columns)
        self.require_range("min_texts", 1, 1000)
        self.require_range("fit_texts", 100, 10**7)
        self.require_range("neighbours", 1, 200)
        self.require_range("neighbour_texts", 100, 50_000)
        self.require_range("ridge", 1e-3, 1e6)
        self.require_range("similarity", 0.3, 1.0)
        self.require_range("core_similarity", 0.0, self.similarity)
        self.require_range("shortest", 1, 100)
        self.require_range("phrase_texts", 100, 10**7)
        self.require_range("ask_probability", 0.0, 1.0)
