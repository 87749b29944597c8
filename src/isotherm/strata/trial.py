"""What contacts kept aside say of a group of people and the items it is held to gather around."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from isotherm.strata.contacts import Contacts, mixed
from isotherm.strata.proof import held_out_gain, shared_taste_log_e, tempered_bits

__all__ = ["Trial", "open_trial"]

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_FOLDS = 5  # parts of the members, each told by what the others teach
_FOLD_SEED = 31


@dataclass(frozen=True)
class Trial:
    """Contacts the search saw and contacts kept aside, of the same people; and items' classes.

    The people at hand are those a stratum is weighed against: the whole community, or the
    members of its parent (see ``among``).
    """

    training: Contacts
    tested: Contacts
    item_class: npt.NDArray[np.intp]  # the stratum of each item, K where there is none
    cells: Floats  # buckets x (K + 1): how many training contacts fall on each class
    left_out: Mask | None = None  # training contacts taken as if they had never been

    @cached_property
    def share(self) -> Floats:
        """What part of a bucket's contacts falls on each class; buckets x (K + 1)."""
        table = self.cells
        overall = (table.sum(axis=0) + 0.5) / (table.sum() + 0.5 * table.shape[1])
        return np.asarray((table + 20 * overall) / (table.sum(axis=1, keepdims=True) + 20))

    def among(self, people: Mask) -> Trial:
        """The same trial among fewer people."""
        kept = people[self.training.actor]
        if self.left_out is not None:
            kept &= ~self.left_out
        training = self.training.take(kept)
        tested = self.tested.take(people[self.tested.actor])
        return open_trial(training, tested, self.item_class, self.cells.shape[1] - 1)

    def without(self, items: Mask, stretch: tuple[int, int]) -> Trial:
        """The same trial had some items, and a stretch of time, never been."""
        gone, gone_tested = (
            items[some.item] | ((some.block >= stretch[0]) & (some.block < stretch[1]))
            for some in (self.training, self.tested)
        )
        count = self.cells.shape[1] - 1
        cells = self.cells - _count_cells(self.training, gone, self.item_class, count)
        tested = self.tested.take(~gone_tested)
        return replace(self, tested=tested, cells=cells, left_out=gone)

    def log_e(self, member: Mask, stratum: int) -> float:
        """Evidence that members touch the stratum's items more than the others at hand do."""
        hit = self.item_class[self.tested.item] == stratum
        return shared_taste_log_e(hit, member[self.tested.actor], self.tested.bucket)

    def excess(self, member: Mask, stratum: int) -> Floats:
        """What each tested contact adds to members' contacts with the stratum beyond chance."""
        tested = self.tested
        own = member[tested.actor]
        total = np.bincount(tested.bucket, minlength=tested.buckets)
        members = np.bincount(tested.bucket[own], minlength=tested.buckets)
        usual = members / np.maximum(total, 1)
        hit = self.item_class[tested.item] == stratum
        return np.asarray(hit * (own - usual[tested.bucket]))

    def people(self, member: Mask, stratum: int) -> int:
        """Members seen to touch the stratum's items."""
        hit = self.item_class[self.tested.item] == stratum
        return int(
            np.count_nonzero(np.bincount(self.tested.actor[member[self.tested.actor] & hit]))
        )

    def gain(self, member: Mask) -> float:
        """Bits a tested contact of members is better told by their habits than by all at hand.

        Members are chosen by the very contacts their habits are learnt from, which so look
        stronger than they are. How far they hold is learnt from other members' tested contacts.
        """
        own = member[self.tested.actor]
        tested = self.tested.take(own)
        bits = tempered_bits(
            self._rate_ratio(member), self.item_class[tested.item], tested.bucket, self.share
        )
        fold = (mixed(tested.actor, seed=_FOLD_SEED) * _FOLDS).astype(np.int64)
        return held_out_gain(bits, fold)

    def _rate_ratio(self, member: Mask) -> Floats:
        """How much likelier than all at hand the members are to touch each class, shrunk; K + 1."""
        own = self.training.by(member)
        if self.left_out is not None:
            own = own[~self.left_out[own]]
        classes = self.item_class[self.training.item[own]]
        seen = np.bincount(classes, minlength=self.cells.shape[1])
        usual = self.share[self.training.bucket[own]].sum(axis=0)
        return np.asarray((seen + 10.0) / (usual + 10.0))


def open_trial(
    training: Contacts, tested: Contacts, item_class: npt.NDArray[np.intp], count: int
) -> Trial:
    """A trial of ``count`` strata on the tested contacts."""
    cells = _count_cells(training, slice(None), item_class, count)
    return Trial(training, tested, item_class, cells)


def _count_cells(
    contacts: Contacts, some: Mask | slice, item_class: npt.NDArray[np.intp], count: int
) -> Floats:
    """How many of some contacts fall on each bucket and class."""
    cell = contacts.bucket[some].astype(np.int64) * (count + 1) + item_class[contacts.item[some]]
    cells = np.bincount(cell, minlength=contacts.buckets * (count + 1)).astype(np.float64)
    return cells.reshape(contacts.buckets, count + 1)
