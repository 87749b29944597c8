"""Ordinary authors: those whose reach does not explain that they are heard."""

from __future__ import annotations

import bisect

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.heard import Heard
from isotherm.trends.settings import TrendSettings

__all__ = ["ordinary_notes"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_LEAST_AUTHORS = 20  # fewer say nothing of a community's scale


def ordinary_notes(heard: Heard, settings: TrendSettings) -> tuple[Flags, tuple[str, ...]]:
    """Of each note, whether its author was ordinary then; and what had to be done without.

    An author is ordinary with fewer followers than ``ordinary_followers``, moved where a
    community is of another scale: never below the median author so far nor above the 95th
    percentile. Where follower counts are missing, the median number of responses to the author's
    earlier notes takes their place, with its 95th percentile as the line; who wrote nothing
    before is ordinary. Nothing later than a note's day decides about it.
    """
    newcomers = np.sort(np.unique(heard.author, return_index=True)[1])
    known = ~np.isnan(heard.followers[newcomers])
    upto = np.searchsorted(heard.day[newcomers], heard.day, side="right")
    followed = np.cumsum(known)[upto - 1] >= upto / 2  # of most authors so far it is known
    lines = _follower_lines(heard, newcomers[known], usual=settings.ordinary_followers)
    ordinary = np.nan_to_num(heard.followers, nan=0.0) < lines[heard.day]
    if followed.all():
        return ordinary, ()
    said = "follower counts are missing: ordinary authors are told by their median engagement"
    by_engagement = _by_engagement(heard, settings.response_days)
    return np.where(followed, ordinary, by_engagement), (said,)


def _follower_lines(heard: Heard, newcomers: NDArray[np.int64], *, usual: int) -> Floats:
    """For each day the followers from which on an author is not ordinary any more."""
    days = int(heard.day[-1]) + 1
    upto = np.searchsorted(heard.day[newcomers], np.arange(days), side="right")
    lines = np.full(days, float(usual))
    for day in np.flatnonzero(upto >= _LEAST_AUTHORS).tolist():
        low, high = np.quantile(heard.followers[newcomers[: upto[day]]], [0.5, 0.95])
        lines[day] = np.clip(usual, low, max(high, low + 1))
    return lines


def _by_engagement(heard: Heard, response_days: int) -> Flags:
    """Whether the author's earlier notes, as far as they were finished, were heard as usual."""
    finished = _finished_responses(heard, response_days)
    days = int(heard.day[-1]) + 1
    starts = np.searchsorted(heard.day, np.arange(days + 1))
    past: list[list[float]] = [[] for _ in range(int(heard.author.max()) + 1)]
    median = np.full(len(past), np.nan)
    ordinary = np.ones(len(heard.day), dtype=bool)
    for day in range(days):
        done = max(day - response_days, 0)
        for note in range(starts[done], starts[done + 1] if day >= response_days else 0):
            own = past[heard.author[note]]
            bisect.insort(own, float(finished[note]))
            median[heard.author[note]] = own[len(own) // 2]
        known = median[~np.isnan(median)]
        if len(known) >= _LEAST_AUTHORS:
            line = max(float(np.quantile(known, 0.95)), 1.0)
            new = slice(starts[day], starts[day + 1])
            ordinary[new] = ~(median[heard.author[new]] > line)
    return ordinary


def _finished_responses(heard: Heard, response_days: int) -> Floats:
    """Responses to each note in its first days."""
    replies = heard.replies
    near = replies.day - heard.day[replies.note] < response_days
    counted = np.bincount(
        replies.note[near], weights=replies.weight[near], minlength=len(heard.day)
    )
    return counted.astype(np.float64)
