"""Questions put to many, and how surprising it is who made one choice at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp

from isotherm.inference import log_mean_e
from isotherm.trust.acts import Floats, Ints
from isotherm.trust.excess import excess_log_e
from isotherm.trust.settings import TrustSettings

__all__ = ["FEWEST", "POOR", "Cell", "Crowd", "Poll", "Tried", "choices_of", "try_choices"]

_SPANS = (3600.0, 21_600.0, 86_400.0, 864_000.0)  # seconds a group may take over one poll
POOR = (0.1, 0.25, 0.5)  # ranks below which a life counts as poor
FEWEST = 12  # actors of a poll from which it can be judged
_USUAL_TASTE = 2.0  # odds by which people's choice may swing over time
_USUAL_LIVES = 3.0  # odds by which the lives of those who make a choice may differ
_UNANIMOUS = 10.0  # odds by which newcomers' choice may differ from everybody's without a moment


@dataclass(frozen=True)
class Poll:
    """One question put to many: each actor once, what they chose, when, and how they live.

    ``choice`` is -1 for none of those that count. ``lives`` holds one column a measure, greater
    the more of a life of its own an account has (NaN: unknown), named in ``life_names``.
    """

    name: str
    actor: Ints
    choice: Ints
    at: Floats  # seconds, NaN where unknown
    lives: Floats  # actors x measures
    life_names: tuple[str, ...]
    crowd: Crowd | None = None  # whom they are compared with; none: one another

    @cached_property
    def compared(self) -> Crowd:
        """Whom the lives of those who made a choice are compared with."""
        return self.crowd or Crowd(self.choice, self.lives)

    @cached_property
    def since(self) -> Floats:
        """Seconds since the first act of a known time, NaN where unknown."""
        return np.asarray(self.at - np.min(self.at, where=~np.isnan(self.at), initial=np.inf))


@dataclass(frozen=True)
class Crowd:
    """All who answered polls of a kind, where one poll is too small to tell what is usual."""

    choice: Ints
    lives: Floats

    @cached_property
    def bands(self) -> tuple[tuple[tuple[int, float, int], ...], ...]:
        """Of each measure, for each band of poor lives: how many known, its line, how many poor."""
        told = []
        for life in self.lives.T:
            known = np.sort(life[~np.isnan(life)])
            lines = np.quantile(known, POOR) if len(known) >= FEWEST else []
            poor = np.searchsorted(known, lines, side="right")
            told.append(
                tuple(
                    (len(known), float(line), int(n)) for line, n in zip(lines, poor, strict=True)
                )
            )
        return tuple(told)


@dataclass(frozen=True)
class Cell:
    """Backers of one choice within one span of time."""

    inside: npt.NDArray[np.bool_]  # of the poll's actors: within the span
    backs: npt.NDArray[np.bool_]  # of the poll's actors: chose it
    log_e: float
    measure: int  # of lives, the most telling


@dataclass(frozen=True)
class Tried:
    """One choice of one poll."""

    poll: Poll
    cells: tuple[Cell, ...]
    log_e: float


def choices_of(backs: npt.NDArray[np.bool_]) -> list[Ints]:
    """What a poll in which one may choose several things asks: one array of choices a question.

    Which one somebody is for (-1: none, or several); and where some are for several, of each option
    whether they are for it (its number, else -1). Otherwise a second option, liked for the look of
    it, would keep a crowd from ever being compared.

    Args:
        backs: voters x options, true where a voter is for an option.

    >>> [asked.tolist() for asked in choices_of(np.array([[True, False], [True, True]]))]
    [[0, -1], [0, 0], [-1, 1]]
    """
    each = backs.sum(axis=1)
    if not backs.size:
        return []
    asked = [np.where(each == 1, backs.argmax(axis=1), -1)]
    if (each > 1).any():
        asked += [np.where(column, option, -1) for option, column in enumerate(backs.T)]
    return asked


def try_choices(poll: Poll, settings: TrustSettings) -> Iterator[Tried]:
    """Every choice that several made, with the evidence of all spans of time."""
    if len(poll.actor) < FEWEST or not poll.life_names:
        return
    for choice in np.unique(poll.choice[poll.choice >= 0]).tolist():
        backs = poll.choice == choice
        if backs.sum() < settings.smallest_group:
            continue
        everyone = np.ones(len(backs), dtype=bool)
        cells = [Cell(everyone, backs, *_poorest(poll, backs, usual=_UNANIMOUS))]
        told = [cells[0].log_e]
        shortest = _shortest_stretch(poll.at[backs], settings.smallest_group)
        for length in _SPANS:
            spans, busy = 0, list[npt.NDArray[np.bool_]]()
            if length >= shortest:
                spans, busy = _spans(poll, backs, length=length, fewest=settings.smallest_group)
            judged = [_judge_span(poll, one, backs) for one in busy]
            cells += judged
            e = logsumexp([cell.log_e for cell in judged]) if judged else -np.inf
            told.append(float(e) - np.log(max(1, spans)))
        yield Tried(poll, tuple(cells), float(log_mean_e(told)))


def _shortest_stretch(at: Floats, fewest: int) -> float:
    """Seconds within which so many of the times lie; infinite where there are fewer."""
    known = np.sort(at[~np.isnan(at)])
    apart = known[fewest - 1 :] - known[: max(len(known) - fewest + 1, 0)]
    return float(apart.min(initial=np.inf))


def _spans(
    poll: Poll, backs: npt.NDArray[np.bool_], *, length: float, fewest: int
) -> tuple[int, list[npt.NDArray[np.bool_]]]:
    """How many half-overlapping spans of a length have anybody in them, and who is in some.

    Left out are spans in which too few made the choice for any evidence.
    """
    slots = [np.floor((poll.since + shift) / length) for shift in (0.0, length / 2)]
    busy = [slot == one for slot in slots for one in _repeated(slot[backs], fewest)]
    if poll.crowd is None:  # nobody is left to compare with
        busy = [inside for inside in busy if not inside.all()]
    return sum(_count_distinct(slot) for slot in slots), busy


def _repeated(numbers: Floats, least: int) -> Floats:
    """The numbers that are there so many times or more, in order."""
    ranked = np.sort(numbers)
    last = ranked[least - 1 :]
    return np.unique(last[last == ranked[: len(last)]])


def _count_distinct(numbers: Floats) -> int:
    """How many different numbers there are, NaN left out."""
    ranked = np.sort(numbers[~np.isnan(numbers)])
    return int((np.diff(ranked) != 0).sum()) + (len(ranked) > 0)


def _judge_span(poll: Poll, inside: npt.NDArray[np.bool_], backs: npt.NDArray[np.bool_]) -> Cell:
    cell = inside & backs
    everyone, backers = len(cell), int(backs.sum())
    if poll.crowd is not None:
        choice = poll.choice[backs][0]
        everyone, backers = len(poll.crowd.choice), int((poll.crowd.choice == choice).sum())
    drawn, both = int(inside.sum()), int(cell.sum())
    chosen = excess_log_e(everyone, backers, drawn, both, usual=_USUAL_TASTE)
    if chosen <= 0:
        return Cell(inside, backs, -np.inf, 0)
    poor, measure = _poorest(poll, cell, usual=_USUAL_LIVES)
    return Cell(inside, backs, min(chosen, poor), measure)


def _poorest(poll: Poll, cell: npt.NDArray[np.bool_], *, usual: float) -> tuple[float, int]:
    """Evidence that those in the cell live poorer lives than others do, and by what measure."""
    told = []
    for bands, life in zip(poll.compared.bands, poll.lives[cell].T, strict=True):
        here = life[~np.isnan(life)]
        found = [
            excess_log_e(known, poor, len(here), int((here <= line).sum()), usual=usual)
            for known, line, poor in bands
        ]
        told.append(_mean_log_e(found))
    return _mean_log_e(told), int(np.argmax(told))


def _mean_log_e(log_e: list[float]) -> float:
    """Evidence averaged; most often there is none, which need not be worked out."""
    return float(log_mean_e(log_e)) if max(log_e, default=-np.inf) > -np.inf else -np.inf
