"""What a run is made of: steps, each from named tables to named tables."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

from isotherm.errors import ReadingError
from isotherm.ledger import Record

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from isotherm.reading.settings import ReadingSettings

__all__ = ["Inputs", "Made", "Plan", "Step"]


@dataclasses.dataclass(frozen=True)
class Inputs:
    """All a step may look at: nothing else decides what it makes."""

    record: Record
    tables: Mapping[str, pa.Table]  # what earlier steps made, read back from their checkpoints
    previous: Mapping[str, pa.Table]  # tables of the previous reading; empty when there is none
    settings: ReadingSettings
    seed: int

    @property
    def as_of(self) -> dt.datetime:
        """The moment the reading is about."""
        return self.record.as_of


@dataclasses.dataclass(frozen=True)
class Made:
    """What a step made, and in plain words what it had to go without."""

    tables: Mapping[str, pa.Table | ir.Table]
    missing: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Step:
    """One part of a run; ``makes`` are table names, a reading's own or in-between ones."""

    name: str
    says: str  # what a person watching the progress reads
    needs: tuple[str, ...]
    makes: tuple[str, ...]
    run: Callable[[Inputs], Made]


class Plan:
    """Steps in an order in which each finds what it needs.

    >>> plan = Plan([Step("a", "first", (), ("x",), lambda i: Made({})),
    ...              Step("b", "second", ("x",), ("y",), lambda i: Made({}))])
    >>> [step.name for step in plan]
    ['a', 'b']
    """

    def __init__(self, steps: list[Step]) -> None:
        """Refuse a plan in which a step needs what no earlier step makes, or makes it twice."""
        made: set[str] = set()
        for step in steps:
            lacking = [name for name in step.needs if name not in made]
            twice = [name for name in step.makes if name in made]
            if lacking or twice:
                raise ReadingError(f"step {step.name!r}: lacks {lacking}, makes again {twice}")
            made.update(step.makes)
        self._steps = list(steps)

    def __iter__(self) -> Iterator[Step]:
        """The steps, in order."""
        return iter(self._steps)

    def __len__(self) -> int:
        """How many steps there are."""
        return len(self._steps)

    def maker(self, table: str) -> str:
        """The name of the step that makes a table."""
        return next(step.name for step in self._steps if table in step.makes)
