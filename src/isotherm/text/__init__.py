"""Words: normalise, tokens, vectors, labels, template clusters, asks, attributes, feelings."""

from __future__ import annotations

from isotherm.text.asks import ASK_KINDS, classify_asks
from isotherm.text.hashing import hashed_vectors
from isotherm.text.labels import label_terms, name_groups
from isotherm.text.normalise import normalise, normalise_all
from isotherm.text.phrases import TermCounts, count_terms
from isotherm.text.settings import TextSettings
from isotherm.text.templates import near_duplicates, template_clusters
from isotherm.text.tokens import char_ngrams, tokens
from isotherm.text.vectors import TextVectors, tfidf

__all__ = [
    "ASK_KINDS",
    "TermCounts",
    "TextSettings",
    "TextVectors",
    "char_ngrams",
    "classify_asks",
    "count_terms",
    "hashed_vectors",
    "label_terms",
    "name_groups",
    "near_duplicates",
    "normalise",
    "normalise_all",
    "template_clusters",
    "tfidf",
    "tokens",
]
