"""Who acted on what, and when: the one form in which trust looks at a community."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.errors import UsageError

__all__ = ["Acts", "Edges", "Floats", "Ints"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_AROUND = 20.0  # times wider than a moment is the stretch it is compared with
_DENSER = 5.0  # times denser than around it is a moment


@dataclass(frozen=True)
class Edges:
    """Acts as plain arrays of one length: who, on what, and what else is known of each act.

    ``actor`` and ``target`` are indices from 0. ``at`` is in seconds (NaN: unknown), ``text`` a
    number that near-duplicate texts share (-1: none), ``owner`` whose target it is (-1: nobody's):
    several targets of one owner count as one interest. ``signs`` holds one column a sign of an
    account without a life of its own (1 yes, 0 no, -1 unknown), named in ``sign_names``.

    >>> Edges(np.array([0, 1]), np.array([0, 0])).count
    2
    """

    actor: Ints
    target: Ints
    at: Floats | None = None
    text: Ints | None = None
    owner: Ints | None = None
    signs: Ints | None = None
    sign_names: tuple[str, ...] = ("no life before",)

    def __post_init__(self) -> None:
        """Refuse arrays of different lengths and negative indices."""
        for name in ("target", "at", "text", "owner", "signs"):
            values = getattr(self, name)
            if values is not None and np.shape(values)[:1] != np.shape(self.actor):
                raise UsageError(
                    f"edges: {name} has shape {np.shape(values)}, actor {np.shape(self.actor)}; "
                    "give one value an act"
                )
        if self.count and min(np.min(self.actor), np.min(self.target)) < 0:
            raise UsageError("edges: an actor or target index is negative; number them from 0")

    @property
    def count(self) -> int:
        """How many acts."""
        return int(np.size(self.actor))

    def only(self, kept: npt.NDArray[np.bool_]) -> Edges:
        """Some of the acts, as chosen."""
        return Edges(
            self.actor[kept],
            self.target[kept],
            None if self.at is None else self.at[kept],
            None if self.text is None else self.text[kept],
            None if self.owner is None else self.owner[kept],
            None if self.signs is None else self.signs[kept],
            self.sign_names,
        )


@dataclass(frozen=True)
class Acts:
    """First acts of each actor on each target, sorted by actor and target, with their degrees."""

    actor: Ints
    target: Ints
    at: Floats  # seconds, NaN where unknown
    text: Ints  # near-duplicate cluster, -1 where none
    signs: Ints  # acts x signs: 1 yes, 0 no, -1 unknown
    sign_names: tuple[str, ...]
    owner: Ints  # of each target; targets nobody owns have an owner of their own
    actor_degree: Ints
    target_degree: Ints
    by_target: Ints  # positions of acts sorted by target
    target_start: Ints  # where each target's acts begin in by_target
    actor_start: Ints  # where each actor's acts begin
    activity: Ints  # of each actor: acts in the whole record, of which these may be a part
    whole: int  # how many acts the whole record has

    @classmethod
    def from_edges(cls, edges: Edges) -> Acts:
        """Keep the first act of every actor on every target."""
        actor = np.asarray(edges.actor, dtype=np.int64)
        target = np.asarray(edges.target, dtype=np.int64)
        at = _or_filled(edges.at, np.nan, edges.count, np.float64)
        text = _or_filled(edges.text, -1, edges.count, np.int64)
        owner = _or_filled(edges.owner, -1, edges.count, np.int64)
        signs = _or_filled(edges.signs, -1, edges.count, np.int64)
        signs = signs.reshape(edges.count, -1) if edges.count else signs.reshape(0, 1)
        kept = _first_acts(actor, target, at, text)
        actor, target = actor[kept], target[kept]
        targets = int(target.max()) + 1 if len(target) else 0
        actors = int(actor.max()) + 1 if len(actor) else 0
        degree = np.bincount(target, minlength=targets)
        width = np.bincount(actor, minlength=actors)
        return cls(
            actor,
            target,
            at[kept],
            text[kept],
            signs[kept],
            edges.sign_names,
            _owners(target, owner[kept], targets),
            width,
            degree,
            np.argsort(target, kind="stable"),
            np.concatenate(([0], np.cumsum(degree))),
            np.concatenate(([0], np.cumsum(width))),
            width,
            len(actor),
        )

    def part(self, kept: Ints) -> Acts:
        """Some of the acts, of actors who are as active as they are in the whole."""
        target = self.target[kept]
        some = Edges(self.actor[kept], target, at=self.at[kept], owner=self.owner[target])
        rest = Acts.from_edges(some)
        return replace(rest, activity=self.activity[: rest.actors], whole=self.whole)

    @property
    def actors(self) -> int:
        """How many actor indices there are."""
        return len(self.actor_degree)

    @property
    def targets(self) -> int:
        """How many target indices there are."""
        return len(self.target_degree)

    def on(self, targets: Ints) -> Ints:
        """Positions of all acts on the given targets, target by target."""
        starts = self.target_start[targets]
        return self.by_target[_runs(starts, self.target_degree[targets])]

    def by(self, actors: Ints) -> Ints:
        """Positions of all acts by the given actors, actor by actor."""
        return _runs(self.actor_start[actors], self.actor_degree[actors])

    def matrix(self) -> sparse.csr_array[Any]:
        """Actors x targets, 1 where the actor acted on the target."""
        ones = np.ones(len(self.actor))
        return sparse.csr_array((ones, (self.actor, self.target)), (self.actors, self.targets))

    def together(self, reach: float) -> npt.NDArray[np.bool_]:
        """Which acts have two others on their target within so many seconds, far more than around.

        Around is a stretch so many times wider; acts without time fall together with none.
        """
        known = np.flatnonzero(~np.isnan(self.at))
        result = np.zeros(len(self.at), dtype=bool)
        if len(known) == 0:
            return result
        order = known[np.lexsort((self.at[known], self.target[known]))]
        since = self.at[order] - self.at[order].min()
        # targets one after another on one line, too far apart to be neighbours
        line = since + self.target[order] * (since.max() + 2 * reach * _AROUND)
        near, wide = (
            np.searchsorted(line, line + width, "right")
            - np.searchsorted(line, line - width, "left")
            - 1
            for width in (reach, reach * _AROUND)
        )
        result[order] = (near >= 2) & (near * _AROUND >= _DENSER * wide)
        return result

    def moments(self, width: float) -> sparse.csr_array[Any]:
        """Cells (a target within so many seconds) x actors, 1 where the actor acted in the cell.

        Cells of a single actor are left out.
        """
        known = np.flatnonzero(~np.isnan(self.at))
        when = np.floor(self.at[known] / width)
        order = np.lexsort((when, self.target[known]))
        target, slot = self.target[known][order], when[order]
        new = np.concatenate(([True], (np.diff(target) != 0) | (np.diff(slot) != 0)))
        cell = np.cumsum(new[: len(target)]) - 1
        size = np.bincount(cell) if len(cell) else cell
        shared = size[cell] > 1
        ones, who = np.ones(int(shared.sum())), self.actor[known][order][shared]
        cells = int(cell.max()) + 1 if len(cell) else 0
        return sparse.csr_array((ones, (cell[shared], who)), (cells, self.actors))


def _runs(starts: Ints, sizes: Ints) -> Ints:
    """The numbers start, start + 1, ... of each run, one run after another."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - sizes, sizes) + np.repeat(starts, sizes)


def _first_acts(actor: Ints, target: Ints, at: Floats, text: Ints) -> Ints:
    """Positions of each actor's first act on each target, sorted by actor and target."""
    pair = actor * (int(target.max(initial=0)) + 1) + target
    order = np.argsort(pair, kind="stable")
    new = np.diff(pair[order], prepend=-1) != 0
    run = np.cumsum(new) - 1
    # only where somebody acted more than once need the acts be compared
    again = np.bincount(run, minlength=1)[run] > 1
    among = order[again]
    order[again] = among[np.lexsort((text[among], at[among], pair[among]))]
    kept: Ints = order[new]
    return kept


def _or_filled(values: Any, missing: float, count: int, dtype: Any) -> Any:
    return np.full(count, missing, dtype) if values is None else np.asarray(values, dtype=dtype)


def _owners(target: Ints, owner: Ints, targets: int) -> Ints:
    owners = np.full(targets, -1, dtype=np.int64)
    known = owner >= 0
    owners[target[known]] = owner[known]
    nobody = np.flatnonzero(owners < 0)
    owners[nobody] = (int(owners.max()) if len(owners) else 0) + 1 + nobody
    return owners
