"""Why each candidate stays or goes, told from what was found of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isotherm.selection.answers import Wants
from isotherm.selection.candidates import Candidate
from isotherm.selection.choose import Worth, gain_of
from isotherm.selection.merits import Merits
from isotherm.selection.reasons import Reason
from isotherm.selection.settings import MERITS, SelectionSettings

__all__ = ["Judged", "View"]

_GOOD, _POOR = 0.7, 0.4  # a merit from here on speaks for a candidate, below for none
_MOST_REASONS = 3


@dataclasses.dataclass(frozen=True)
class Judged:
    """One candidate with what was found of it; None where it could not be judged."""

    product_id: str
    title: str
    reasons: tuple[Reason, ...]
    gain: float
    """What it added to the set when it was chosen, or would still add to the whole set."""
    merits: dict[str, float | None]
    needs: tuple[str, ...]
    """Ids of the needs it answers best, the strongest first."""


@dataclasses.dataclass(frozen=True)
class View:
    """All that is known of the candidates, from which reasons are told."""

    candidates: Sequence[Candidate]
    wants: Wants
    answers: NDArray[np.float64]
    merits: Merits
    worth: Worth
    settings: SelectionSettings

    def pick(self, row: int, gain: float) -> Judged:
        """A chosen candidate with what speaks for it."""
        reasons = [self._need(need) for need in self._needs(row)[:2]]
        for name in sorted(MERITS, key=lambda m: (-self._weight(m, row), m)):
            if self._value(name, row) >= _GOOD:
                reasons.append(self._reason(name, row))
        reasons = reasons or [Reason("covers")]
        return self._judged(row, gain, reasons)

    def rejected(self, chosen: Sequence[int]) -> tuple[Judged, ...]:
        """The others, those that would still add most first, each with what speaks against it."""
        rows = list(chosen)
        open_needs = np.prod(1 - self.worth.answers[rows], axis=0)
        brought = self.worth.stands_for[:, rows].toarray().max(axis=1, initial=0.0)
        brought = np.maximum(brought, self.worth.held)
        rest = [row for row in range(len(self.candidates)) if row not in set(chosen)]
        judged = [
            self._judged(
                row, gain_of(row, self.worth, open_needs, brought), self._against(row, rows)
            )
            for row in rest
        ]
        return tuple(sorted(judged, key=lambda one: (-one.gain, one.product_id)))

    def _against(self, row: int, chosen: list[int]) -> list[Reason]:
        """What speaks against a candidate: it repeats, it answers nothing, its merits are poor."""
        reasons = []
        likeness = self.merits.alike[[row]][:, chosen].toarray().ravel()
        if likeness.max(initial=0.0) > 0:
            other = self.candidates[chosen[int(likeness.argmax())]]
            reasons.append(Reason("same", {"other": other.title or other.product_id}))
        if self.merits.held[row] > 0:
            reasons.append(Reason("held"))
        needs = self._needs(row)
        if len(self.wants.need_ids) and not needs:
            reasons.append(Reason("no_need"))
        elif (
            needs and self.answers[chosen, needs[0]].max(initial=0.0) >= self.answers[row, needs[0]]
        ):
            reasons.append(Reason("answered"))
        for name in sorted(MERITS, key=lambda m: (-self._lost(m, row), m)):
            if self._value(name, row) < _POOR:
                reasons.append(self._reason(name, row, sign="low_"))
        return reasons or [Reason("behind")]

    def _judged(self, row: int, gain: float, reasons: Sequence[Reason]) -> Judged:
        one = self.candidates[row]
        merits = {name: self.merits.values[name][row] for name in MERITS}
        return Judged(
            product_id=one.product_id,
            title=one.title,
            reasons=tuple(reasons[:_MOST_REASONS]),
            gain=round(gain, 6),
            merits={n: None if np.isnan(v) else round(float(v), 3) for n, v in merits.items()},
            needs=tuple(self.wants.need_ids[need] for need in self._needs(row)),
        )

    def _needs(self, row: int) -> list[int]:
        """The needs it answers, those that count most first."""
        counts = self.answers[row] * self.wants.weight
        order = np.lexsort((np.arange(len(counts)), -counts))
        return [int(need) for need in order if counts[need] > 0]

    def _need(self, need: int) -> Reason:
        name = self.wants.names[need]
        kind = "need_only" if self.wants.only_here[need] else "need_better"
        return Reason(kind, {"need": name} if name else {})

    def _value(self, name: str, row: int) -> float:
        """A merit, 0..1; in between where it is not known."""
        value = float(self.merits.values[name][row])
        return (_GOOD + _POOR) / 2 if np.isnan(value) else value

    def _weight(self, name: str, row: int) -> float:
        return float(getattr(self.settings, name)) * self._value(name, row)

    def _lost(self, name: str, row: int) -> float:
        """What a merit falls short of its whole, by what it counts for."""
        return float(getattr(self.settings, name)) * (1 - self._value(name, row))

    def _reason(self, name: str, row: int, *, sign: str = "") -> Reason:
        value = self._value(name, row)
        tenth, percent = round(value * 10), round(value * 100)
        rivals = int(self.merits.rivals[row])
        return Reason(sign + name, {"tenth": tenth, "percent": percent, "rivals": rivals})
