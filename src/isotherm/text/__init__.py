"""Words: normalise, tokens, vectors, labels, template clusters, asks, attributes, feelings."""

from __future__ import annotations

from isotherm.text.asks import ASK_KINDS, classify_asks
from isotherm.text.attributes import parse_attributes
from isotherm.text.bodies import BodyMention, body_mentions
from isotherm.text.calls import without_calls
from isotherm.text.feelings import Feeling, feeling_of, occasion_of
from isotherm.text.hashing import hashed_vectors
from isotherm.text.labels import label_terms, name_groups
from isotherm.text.normalise import normalise, normalise_all
from isotherm.text.prices import PriceRange, price_range
from isotherm.text.sensitive import sensitive_topics
from isotherm.text.settings import TextSettings
from isotherm.text.templates import near_duplicates, template_clusters
from isotherm.text.terms import TermCounts, count_terms
from isotherm.text.tokens import char_ngrams, distinct_tokens, tokens
from isotherm.text.vectors import TextVectors
from isotherm.text.weighting import tfidf

__all__ = [
    "ASK_KINDS",
    "BodyMention",
    "Feeling",
    "PriceRange",
    "TermCounts",
    "TextSettings",
    "TextVectors",
    "body_mentions",
    "char_ngrams",
    "classify_asks",
    "count_terms",
    "distinct_tokens",
    "feeling_of",
    "hashed_vectors",
    "label_terms",
    "name_groups",
    "near_duplicates",
    "normalise",
    "normalise_all",
    "occasion_of",
    "parse_attributes",
    "price_range",
    "sensitive_topics",
    "template_clusters",
    "tfidf",
    "tokens",
    "without_calls",
]
