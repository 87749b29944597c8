"""How like each other the notes of two waves are: one template, or two that share a phrase."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isotherm.text import normalise_all
from isotherm.text.minhash import PERMUTATIONS, signatures

__all__ = ["Likeness"]

Ints = NDArray[np.int64]
_SAMPLE = 300  # notes that speak for a set of more
_TELLING = 0.02  # of likeness beyond the usual without which nothing can be said
_LEAST_PART = 0.2  # of notes without which they are not of two templates
_HALF = 0.5  # of their own likeness that two parts of one template have at least


class Likeness:
    """Holds the likeness of two sets of notes against that of each set's own notes.

    Likeness is the Jaccard index of the texts' character 3-grams, estimated by MinHash.

    >>> same = Likeness(["so tired of grey coats"] * 2 + ["blue tiles, white walls"] * 2)
    >>> same.is_two(np.array([0, 1]), np.array([2, 3]), upto=4)
    True
    """

    def __init__(self, texts: list[str]) -> None:
        """``texts`` has one text a note; a text is signed when it is first asked about."""
        self._texts = texts
        self._signed = np.zeros((len(texts), PERMUTATIONS), dtype=np.uint32)
        self._is_signed = np.zeros(len(texts), dtype=bool)
        self._usual: dict[int, float] = {}

    def is_one(self, one: Ints, other: Ints, *, upto: int) -> bool:
        """Whether two sets are surely of one template: like each other as they are themselves.

        ``upto`` says how many notes there were by then: what is usual is learnt from these.
        """
        usual = self._usual_of(upto)
        own = min(self._within(one), self._within(other)) - usual
        return own > _TELLING and self._between(one, other) - usual >= _HALF * own

    def is_two(self, one: Ints, other: Ints, *, upto: int) -> bool:
        """Whether two sets are surely of two templates; never so where texts tell nothing."""
        usual = self._usual_of(upto)
        own = min(self._within(one), self._within(other)) - usual
        return own > _TELLING and self._between(one, other) - usual < _HALF * own

    def joins(self, known: Ints, few: Ints, *, upto: int) -> bool:
        """Whether notes, few as they may be, are like those of a set as these are themselves."""
        usual = self._usual_of(upto)
        own = self._within(known) - usual
        return own > _TELLING and self._between(known, few) - usual >= _HALF * own

    def alike(self, known: Ints, notes: Ints, *, upto: int) -> NDArray[np.bool_] | None:
        """Which notes are like a set as its own are; None where its texts tell nothing."""
        usual = self._usual_of(upto)
        own = self._within(known) - usual
        if own <= _TELLING:
            return None
        return self._means(notes, known) - usual >= _HALF * own

    def is_seam(self, notes: Ints, *, upto: int) -> bool:
        """Whether notes are surely of two templates: likeness parts them in two.

        They are parted by the sign of the leading eigenvector of their centred likeness.
        """
        notes = _some(notes)
        signed = self._signatures_of(notes)
        alike = np.array([(line == signed).mean(axis=1) for line in signed])
        alike -= alike.mean(axis=0)
        alike -= alike.mean(axis=1)[:, None]
        side = np.linalg.eigh((alike + alike.T) / 2)[1][:, -1] > 0
        small = min(int(side.sum()), int((~side).sum()))
        return small >= _LEAST_PART * len(notes) and self.is_two(
            notes[side], notes[~side], upto=upto
        )

    def _usual_of(self, upto: int) -> float:
        """How like any two of the first notes are."""
        if upto not in self._usual:
            self._usual[upto] = self._within(_some(np.arange(upto)))
        return self._usual[upto]

    def _within(self, notes: Ints) -> float:
        notes = _some(notes)
        size = len(notes)
        if size < 2:
            return 0.0
        return (self._between(notes, notes) * size - 1.0) / (size - 1)

    def _between(self, one: Ints, other: Ints) -> float:
        return float(self._means(_some(one), other).mean())

    def _means(self, notes: Ints, known: Ints) -> NDArray[np.float64]:
        """How like a set each of some notes is, on average."""
        from isotherm.trends.likeness_kernel import agreements

        known = _some(known)
        found = agreements(self._signatures_of(notes), self._signatures_of(known))
        return np.asarray(found / (len(known) * PERMUTATIONS))

    def _signatures_of(self, notes: Ints) -> NDArray[np.uint32]:
        new = notes[~self._is_signed[notes]]
        if len(new):
            texts = normalise_all([self._texts[note] for note in new.tolist()], numbers="drop")
            self._signed[new] = signatures(["".join(text.split()) for text in texts])
            self._is_signed[new] = True
        return self._signed[notes]


def _some(notes: Ints) -> Ints:
    """Not more than a sample of the notes, from the first to the last."""
    if len(notes) <= _SAMPLE:
        return notes
    return notes[np.linspace(0, len(notes) - 1, _SAMPLE).astype(np.int64)]
