"""Ballots stuffed and goods talked down: one choice, one moment, and no life beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isotherm.inference import ebh
from isotherm.trust.acts import Floats, Ints
from isotherm.trust.excess import excess_log_e
from isotherm.trust.polls import POOR, Cell, Poll, Tried, try_choices
from isotherm.trust.settings import TrustSettings

__all__ = ["Stuffing", "find_stuffing"]

_SURE = 0.8  # least probability of belonging
_USUAL_COMPANY = 5.0  # odds by which people of one taste meet again in another poll


@dataclass(frozen=True)
class Stuffing:
    """Accounts that pushed one choice of one poll together."""

    poll: str
    members: Ints  # sorted actor indices
    score: Floats  # probability of each to belong, 0..1
    why: tuple[str, ...]
    log_e: float  # against people whose choices and lives have nothing to do with the moment


def find_stuffing(polls: Sequence[Poll], settings: TrustSettings) -> list[Stuffing]:
    """Groups that pushed a choice, the surest first.

    Convicted is whoever backs one choice within a span of time when (1) the choice is far more
    frequent then than at other times and (2) its backers then live far poorer lives than the
    poll's other people. Either alone may be people: a host who praises a style, or newcomers. The
    e-value of a span is the lesser of the two, of a choice the mean over all spans; e-BH over all
    choices of the polls of a kind at ``settings.fdr``. What is left joins a convicted group with
    which it shares too many accounts. Without times a choice that nearly all of those with
    poor lives make, and hardly anybody else, is judged alone.

    >>> rng = np.random.default_rng(0)
    >>> at = np.concatenate((rng.uniform(0, 400_000, 300), rng.uniform(9000, 9900, 40)))
    >>> choice = np.concatenate((rng.integers(0, 4, 300), np.full(40, 3)))
    >>> lives = np.concatenate((rng.poisson(30, 300), rng.poisson(1, 40)))[:, None]
    >>> poll = Poll("p", np.arange(340), choice, at, lives, ("does little else",))
    >>> int(sum(find_stuffing([poll], TrustSettings())[0].members >= 300))
    40
    """
    result = []
    for kind in sorted({poll.name for poll in polls}):
        asked = [poll for poll in polls if poll.name == kind]
        tried = [one for poll in asked for one in try_choices(poll, settings)]
        sure = ebh([one.log_e for one in tried], settings.fdr)
        if not sure.any():
            continue
        people = len(np.unique(np.concatenate([poll.actor for poll in asked])))
        first = _gathered(tried, sure, settings)
        rest = _gathered(tried, ~sure, settings)
        line = -np.log(settings.fdr)
        result += _joined(first, rest, people=people, line=line, accusing=line + np.log(len(tried)))
    return sorted(result, key=lambda one: (-one.log_e, one.poll, one.members.tolist()))


def _joined(
    sure: list[Stuffing], rest: list[Stuffing], *, people: int, line: float, accusing: float
) -> list[Stuffing]:
    """Groups that share too many accounts for chance as one, with what else they pushed.

    ``line`` is what two convicted groups must reach to be one, ``accusing`` what others must.
    """
    groups: list[Stuffing] = []
    for one in sorted(sure, key=lambda one: (-one.log_e, one.members.tolist())):
        groups = _absorb(groups, one, people=people, line=line)
    left, waiting = len(rest) + 1, rest
    while len(waiting) < left:
        left = len(waiting)
        for one in waiting:
            if any(_shared_log_e(group, one, people) >= accusing for group in groups):
                groups = _absorb(groups, one, people=people, line=line)
        waiting = [one for one in waiting if not any(_contains(group, one) for group in groups)]
    return groups


def _absorb(groups: list[Stuffing], one: Stuffing, *, people: int, line: float) -> list[Stuffing]:
    apart = []
    for group in groups:
        if _shared_log_e(group, one, people) >= line:
            one = _union(group, one)
        else:
            apart.append(group)
    return [*apart, one]


def _shared_log_e(group: Stuffing, other: Stuffing, people: int) -> float:
    shared = len(np.intersect1d(group.members, other.members))
    sizes = (len(group.members), len(other.members))
    return excess_log_e(people, *sizes, shared, usual=_USUAL_COMPANY)


def _contains(group: Stuffing, other: Stuffing) -> bool:
    return bool(np.isin(other.members, group.members).all())


def _union(one: Stuffing, other: Stuffing) -> Stuffing:
    members = np.union1d(one.members, other.members)
    score = np.zeros(len(members))
    for part in (one, other):
        place = np.searchsorted(members, part.members)
        score[place] = np.maximum(score[place], part.score)
    why = tuple(dict.fromkeys((*one.why, *other.why)))
    return Stuffing(one.poll, members, score, why, max(one.log_e, other.log_e))


def _gathered(
    tried: Sequence[Tried], which: npt.NDArray[np.bool_], settings: TrustSettings
) -> list[Stuffing]:
    """The groups behind the chosen ones, where there is a span with any evidence."""
    chosen = (tried[int(i)] for i in np.flatnonzero(which))
    found = [_gather(one, settings) for one in chosen if max(c.log_e for c in one.cells) > 0]
    return [one for one in found if len(one.members) >= settings.smallest_group]


def _gather(tried: Tried, settings: TrustSettings) -> Stuffing:
    """The members of all spans that convict by themselves, each with its probability."""
    poll, cells = tried.poll, tried.cells
    best = max(cells, key=lambda cell: cell.log_e)
    line = min(best.log_e, max(settings.decisive, best.log_e / 2))
    score = np.zeros(len(poll.actor))
    for cell in cells:
        if cell.log_e >= line:
            score = np.maximum(score, _belonging(poll.lives[:, best.measure], cell))
    chosen = np.flatnonzero(score >= _SURE)
    order = chosen[np.argsort(poll.actor[chosen], kind="stable")]
    moment = () if best.inside.all() else ("same moment",)
    why = ("one choice", *moment, poll.life_names[best.measure])
    return Stuffing(poll.name, poll.actor[order], score[order], why, tried.log_e)


def _belonging(life: Floats, cell: Cell) -> Floats:
    """Probability of each backer in the span to be of the group: one less the others expected.

    Others are expected in proportion to those in the span who chose otherwise, with lives like
    those of backers at other times; lives are compared in four bands.
    """
    inside, outside = cell.inside & cell.backs, ~cell.inside & cell.backs
    edges = np.quantile(life[~np.isnan(life)], POOR)
    band = np.where(np.isnan(life), len(POOR), np.searchsorted(edges, life))
    bands = len(POOR) + 1
    here = np.bincount(band[inside], minlength=bands)
    if cell.inside.all():
        expected = np.bincount(band[~cell.backs], minlength=bands) * (
            here[-1] / max(1, int((band[~cell.backs] == bands - 1).sum()))
        )
    else:
        odds = (outside.sum() + 0.5) / ((~cell.inside & ~cell.backs).sum() + 0.5)
        usual = float(odds * (cell.inside & ~cell.backs).sum())
        spread = np.bincount(band[~inside], minlength=bands) / max(1, int((~inside).sum()))
        expected = usual * spread
    sure = 1 - np.minimum(expected / np.maximum(here, 1), 1)
    return np.where(inside, sure[band], 0.0)
