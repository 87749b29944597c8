"""What to show whom: retrieval, fair exposure, first looks for new notes, honest search."""

from __future__ import annotations

from isotherm.feed.accuracy import Accuracy, hold_out, measure_accuracy
from isotherm.feed.recipe import Recipe
from isotherm.feed.retriever import SpectralRetriever

__all__ = ["Accuracy", "Recipe", "SpectralRetriever", "hold_out", "measure_accuracy"]
