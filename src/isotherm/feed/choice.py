"""Choosing a recipe on a community's own hold-out: what ranks best there is used on all of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from isotherm.feed.accuracy import hold_out, measure_accuracy
from isotherm.feed.mix import strength
from isotherm.feed.ranking import rank_rows
from isotherm.feed.recipe import Recipe
from isotherm.feed.terms import (
    Damped,
    Neighbours,
    Regression,
    Taste,
    Term,
    Walk,
    shared_people,
    storable,
)
from isotherm.spectral import degrees

__all__ = ["Trial", "choose_recipe"]

FloatArray = npt.NDArray[np.float32]

_HELD_SHARE = 0.1
_DAMPINGS = (0.0, 0.15, 0.25, 0.35, 0.5)
_SHRINKAGES = (0.0, 1.0, 3.0, 10.0)
_TASTE_DAMPINGS = (0.25, 0.5)
_TASTE_RANKS = (96, 192, 384)
_SHARES = (0.1, 0.3, 0.6, 1.0)
_FINER = (0.5, 0.75, 1.35)  # times the best share, tried once the best term is known
_RIDGES = (0.5, 2.0, 8.0)
_RIDGE_DAMPINGS = (0.0, 0.2)
_LARGEST_REGRESSION = 6_000  # items; a dense inverse beyond that costs more than all the rest
_SCORE_CELLS = 80_000_000  # users x items scored in a trial; bounds time and memory
_MOST_USERS = 3_000  # evaluated in a trial


@dataclasses.dataclass(frozen=True)
class Trial:
    """One candidate that was tried, and its mean NDCG@20 on the hold-out."""

    recipe: Recipe
    ndcg: float


@dataclasses.dataclass
class _Contest:
    """The hold-out and the best candidate so far."""

    rows: Any
    held: Any
    trials: list[Trial]
    best: Trial
    scores: FloatArray

    def enter(self, recipe: Recipe, scores: FloatArray) -> None:
        """Measure a candidate; it must be strictly better to replace an earlier, simpler one."""
        top = rank_rows(scores, self.rows, 20)
        trial = Trial(recipe, measure_accuracy(top, self.held).mean_ndcg)
        self.trials.append(trial)
        if trial.ndcg > self.best.ndcg:
            self.best, self.scores = trial, scores

    def enter_mixed(self, candidates: Iterable[tuple[dict[str, Any], str, FloatArray]]) -> None:
        """Try each new term at several shares beside the best mix so far, then refine the share."""
        start, base = self.best.recipe, self.scores / strength(self.scores)

        def enter(changes: dict[str, Any], field: str, share: float, scores: FloatArray) -> None:
            recipe = Recipe(**{**start.as_mapping(), **changes, field: share})
            self.enter(recipe, (1 - np.float32(share)) * base + np.float32(share) * scores)

        winner = None
        for changes, field, raw in candidates:
            scores = raw / np.float32(strength(raw))
            before = self.best
            for share in _SHARES:
                enter(changes, field, share, scores)
            if self.best is not before:
                winner = changes, field, scores
        if winner is not None:
            changes, field, scores = winner
            best_share = self.best.recipe.as_mapping()[field]
            for factor in _FINER:
                if best_share * factor < 1:
                    enter(changes, field, round(best_share * factor, 4), scores)


def choose_recipe(R: Any, *, seed: int = 0) -> tuple[Recipe, tuple[Trial, ...]]:
    """Decide how a community's taste is best filtered, from its own record alone.

    ``R`` is a binary CSR matrix, users x items. A tenth of each user's items is held out, every
    term is fitted on the rest, and the mix with the highest NDCG@20 wins; returns it with all
    trials. A record too thin to hold anything out gets the neighbour term alone.
    """
    kept, held = hold_out(R, _HELD_SHARE, seed=seed)
    users = _evaluation_users(held, seed)
    plain = Recipe(low_rank_share=0.0)
    if not len(users):
        return plain, ()
    contest = _Contest(kept[users], held[users], [], Trial(plain, -1.0), np.zeros((0, 0), "f4"))
    popularity = degrees(kept, axis=0)
    _try_linear(contest, kept, popularity)
    contest.enter_mixed(_taste_candidates(contest.rows, kept, popularity, seed))
    if kept.shape[1] <= _LARGEST_REGRESSION:
        contest.enter_mixed(_ridge_candidates(contest.rows, kept, popularity))
    return contest.best.recipe, tuple(contest.trials)


def _evaluation_users(held: Any, seed: int) -> npt.NDArray[np.int64]:
    measurable = np.flatnonzero(np.diff(held.indptr))
    wanted = min(_MOST_USERS, max(200, _SCORE_CELLS // max(1, held.shape[1])))
    return np.sort(np.random.default_rng(seed).permutation(measurable)[:wanted])


def _try_linear(contest: _Contest, kept: Any, popularity: npt.NDArray[np.float64]) -> None:
    def enter(term: Term, damping: float, shrinkage: float) -> None:
        recipe = Recipe(low_rank_share=0.0, linear_damping=damping, shrinkage=shrinkage)
        contest.enter(recipe, Damped(term, popularity, damping).apply(contest.rows))

    near: Term
    if storable(kept):
        plain, shared = Neighbours.fit(kept, 0.0), shared_people(kept)
        for shrinkage in _SHRINKAGES:
            enter(plain.shrunk(shared, shrinkage), 0.25, shrinkage)
        shrinkage = contest.best.recipe.shrinkage
        near = plain.shrunk(shared, shrinkage)
    else:
        near, shrinkage = Walk.fit(kept), 0.0
        enter(near, 0.25, shrinkage)
    for damping in _DAMPINGS:
        if damping != 0.25:
            enter(near, damping, shrinkage)


def _taste_candidates(
    rows: Any, kept: Any, popularity: npt.NDArray[np.float64], seed: int
) -> Iterator[tuple[dict[str, Any], str, FloatArray]]:
    largest = max(1, min(*kept.shape, _TASTE_RANKS[-1]))
    taste = Taste.fit(kept, largest, seed=seed)
    for rank in sorted({min(rank, largest) for rank in _TASTE_RANKS}):
        for damping in _TASTE_DAMPINGS:
            scores = Damped(taste.narrowed(rank), popularity, damping).apply(rows)
            yield {"rank": rank, "low_rank_damping": damping}, "low_rank_share", scores


def _ridge_candidates(
    rows: Any, kept: Any, popularity: npt.NDArray[np.float64]
) -> Iterator[tuple[dict[str, Any], str, FloatArray]]:
    for ridge in _RIDGES:
        term = Regression.fit(kept, ridge)
        for damping in _RIDGE_DAMPINGS:
            scores = Damped(term, popularity, damping).apply(rows)
            yield {"ridge": ridge, "ridge_damping": damping}, "ridge_share", scores
