"""What to show whom: retrieval, fair exposure, first looks for new notes, honest search."""

from __future__ import annotations

from isotherm.feed.accuracy import Accuracy, hold_out, measure_accuracy
from isotherm.feed.answers import Answer, answer_query
from isotherm.feed.exposure import FairLists, nash_duals, place_weights, rerank_fairly
from isotherm.feed.first_looks import GRADUATED, RESTING, judge_new_notes, next_first_looks
from isotherm.feed.health import ExposureHealth, gini, measure_health
from isotherm.feed.page import Card, rank_feed
from isotherm.feed.recipe import Recipe
from isotherm.feed.record import FeedRecord
from isotherm.feed.retriever import SpectralRetriever
from isotherm.feed.settings import FeedSettings

__all__ = [
    "GRADUATED",
    "RESTING",
    "Accuracy",
    "Answer",
    "Card",
    "ExposureHealth",
    "FairLists",
    "FeedRecord",
    "FeedSettings",
    "Recipe",
    "SpectralRetriever",
    "answer_query",
    "gini",
    "hold_out",
    "judge_new_notes",
    "measure_accuracy",
    "measure_health",
    "nash_duals",
    "next_first_looks",
    "place_weights",
    "rank_feed",
    "rerank_fairly",
]
