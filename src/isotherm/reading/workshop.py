"""Where the steps of a run are taken: a record, an engine, and the checkpoints between them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from threadpoolctl import threadpool_limits

from isotherm.engines import Engine, open_engine
from isotherm.errors import ReadingError
from isotherm.ledger import Record, open_record
from isotherm.reading.checkpoints import Checkpoints, write_parquet
from isotherm.reading.conform import conform
from isotherm.reading.meter import Meter
from isotherm.reading.plan import Inputs, Plan, Step
from isotherm.reading.request import Request
from isotherm.reading.shelf import Shelf

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["RECORD", "WORK", "Workshop", "open_workshop"]

RECORD = "record"  # the checkpoint of the typed tables
WORK = ".work"  # of a reading's folder, while it is made


class Workshop:
    """Takes steps of one run, from checkpoints to checkpoints."""

    def __init__(
        self, request: Request, plan: Plan, *, checkpoints: Checkpoints, engine: Engine
    ) -> None:
        """Open the record's typed tables up to the moment the reading is about."""
        folder = checkpoints.path(RECORD, "x").parent
        self.record: Record = open_record(folder, engine, as_of=request.as_of)
        self._request, self._plan = request, plan
        self._checkpoints, self._engine = checkpoints, engine

    def take(self, step: Step) -> None:
        """Take one step; what it made is visible only when all of it is there."""
        meter = Meter()
        with threadpool_limits(1):  # sums in one order, whatever the machine; and quicker
            made = step.run(self._inputs(step))
        if set(made.tables) != set(step.makes):
            raise ReadingError(f"step {step.name!r} made {sorted(made.tables)}")
        part = self._checkpoints.begin(step.name)
        rows = {name: self._write(name, made.tables[name], part) for name in step.makes}
        facts = {"rows": rows, "missing": list(made.missing), **meter.read()}
        self._checkpoints.finish(step.name, facts)

    def _inputs(self, step: Step) -> Inputs:
        paths = {t: self._checkpoints.path(self._plan.maker(t), t) for t in step.needs}
        previous = self._request.previous
        return Inputs(
            record=self.record,
            tables=Shelf(paths),
            previous=Shelf.of_reading(previous) if previous else {},
            settings=self._request.settings,
            seed=self._request.seed,
        )

    def _write(self, name: str, made: pa.Table | ir.Table, folder: Path) -> int:
        table = conform(name, made) if isinstance(made, pa.Table) else made
        return write_parquet(table, folder / f"{name}.parquet", engine=self._engine)


@contextlib.contextmanager
def open_workshop(
    request: Request,
    plan: Plan,
    *,
    checkpoints: Checkpoints,
    hands: int = 1,
) -> Iterator[Workshop]:
    """A workshop with an engine of its own; so many ``hands`` share the memory there is.

    What does not fit in memory lies in the reading's own folder and goes with its checkpoints.
    """
    settings = request.settings
    engine = open_engine(
        request.engine,
        threads=settings.threads,
        memory_gb=settings.memory_gb / hands,
        scratch=request.out / WORK,
    )
    try:
        yield Workshop(request, plan, checkpoints=checkpoints, engine=engine)
    finally:
        engine.close()
