"""Ordinary authors: those whose reach does not explain that they are heard."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.heard import Heard
from isotherm.trends.settings import TrendSettings

__all__ = ["ordinary_notes"]


def ordinary_notes(
    heard: Heard, settings: TrendSettings
) -> tuple[NDArray[np.bool_], tuple[str, ...]]:
    """Of each note, whether its author is ordinary; and what had to be done without.

    An author is ordinary with fewer followers than ``ordinary_followers``, moved where a
    community is of another scale: never below the median author nor above the 95th percentile.
    Where follower counts are missing the author's own median number of responses takes their
    place, with its 95th percentile as the line.
    """
    _, first = np.unique(heard.author, return_index=True)
    known = ~np.isnan(heard.followers)
    if known[first].mean() < 0.5:
        said = "follower counts are missing: ordinary authors are told by their median engagement"
        return _by_engagement(heard), (said,)
    reach = heard.followers[first][known[first]]
    low, high = np.quantile(reach, [0.5, 0.95])
    line = float(np.clip(settings.ordinary_followers, low, max(high, low + 1)))
    return np.nan_to_num(heard.followers, nan=0.0) < line, ()


def _by_engagement(heard: Heard) -> NDArray[np.bool_]:
    responses = np.bincount(
        heard.replies.note, weights=heard.replies.weight, minlength=len(heard.day)
    )
    order = np.lexsort((responses, heard.author))
    author = heard.author[order]
    start = np.flatnonzero(np.concatenate(([True], author[1:] != author[:-1])))
    size = np.diff(np.append(start, len(author)))
    median = np.zeros(int(author.max()) + 1)
    median[author[start]] = responses[order][start + size // 2]
    line = max(float(np.quantile(median[author[start]], 0.95)), 1.0)
    ordinary: NDArray[np.bool_] = median[heard.author] <= line
    return ordinary
