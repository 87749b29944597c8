"""One run from a ledger to a reading: resumable, deterministic, never half visible."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from threadpoolctl import threadpool_limits

from isotherm.engines import Engine, open_engine
from isotherm.errors import DataError, ReadingError
from isotherm.ledger import Record, open_record, read_ledger
from isotherm.reading.checkpoints import Checkpoints, write_parquet
from isotherm.reading.conform import conform
from isotherm.reading.fingerprint import hash_input
from isotherm.reading.manifest import Manifest, read_manifest
from isotherm.reading.meter import Meter
from isotherm.reading.plan import Inputs, Plan, Step
from isotherm.reading.publish import publish
from isotherm.reading.request import Request, describe_input
from isotherm.reading.shelf import Shelf
from isotherm.reading.signal_path import signal_path
from isotherm.schema import LEDGER_TABLES

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["run_reading"]

_WORK = ".work"
_RECORD = "record"
Progress = Callable[[str, int, int], None]  # what is being done, steps done, steps in all


def run_reading(
    request: Request,
    *,
    now: dt.datetime,
    force: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
    plan: Plan | None = None,
) -> Manifest:
    """Read a ledger and write what it says into ``request.out``; returns the reading's manifest.

    A finished reading of the same input is left alone; one of another input is refused with
    ReadingError unless ``force``. A run that was killed goes on where it stopped. ``strict``
    stops with DataError when a row cannot be read. ``now`` bounds the times that are believed.
    """
    whole_plan = plan or signal_path()
    inputs = describe_input(request)
    input_hash = hash_input(inputs)
    found = _finished(request.out, input_hash=input_hash, force=force)
    if found is not None:
        return found
    _claim(request.out, force=force)
    checkpoints = Checkpoints(request.out / _WORK, input_hash=input_hash)
    run = _Run(request, whole_plan, checkpoints, progress or _say_nothing)
    with _engine(request) as engine:
        run.read_record(now=now, strict=strict)
        record = run.open_record(engine)
        run.take_steps(record, engine)
    manifest = run.manifest(inputs, input_hash, as_of=record.as_of)
    publish(request.out, run.paths(), manifest)
    checkpoints.forget()
    return read_manifest(request.out)


@dataclasses.dataclass
class _Run:
    request: Request
    plan: Plan
    checkpoints: Checkpoints
    progress: Progress

    def read_record(self, *, now: dt.datetime, strict: bool) -> None:
        """Turn the ledger's files into typed tables and rejects, once."""
        facts = self.checkpoints.facts(_RECORD)
        if facts is None:
            self.progress("reading the ledger", 0, len(self.plan))
            meter = Meter()
            part = self.checkpoints.begin(_RECORD)
            account = read_ledger(
                self.request.ledger, part, now=now, settings=self.request.settings.ledger
            )
            facts = {"account": account.as_mapping(), **meter.read()}
            self.checkpoints.finish(_RECORD, facts)
        rejected = facts["account"]["rejected"]
        if strict and rejected:
            raise DataError(
                f"{rejected} rows of {self.request.ledger} cannot be read; "
                "see them with `isotherm check`, or run without --strict"
            )

    def open_record(self, engine: Engine) -> Record:
        """The typed tables up to the moment the reading is about."""
        folder = self.checkpoints.path(_RECORD, "x").parent
        return open_record(folder, engine, as_of=self.request.as_of)

    def take_steps(self, record: Record, engine: Engine) -> None:
        """Take every step that has not been taken yet."""
        for number, step in enumerate(self.plan):
            self.progress(step.says, number, len(self.plan))
            if self.checkpoints.facts(step.name) is None:
                self._take(step, record, engine)
        self.progress("writing the reading", len(self.plan), len(self.plan))

    def _take(self, step: Step, record: Record, engine: Engine) -> None:
        meter = Meter()
        with threadpool_limits(1):  # sums in one order, whatever the machine; and quicker
            made = step.run(self._inputs(step, record))
        if set(made.tables) != set(step.makes):
            raise ReadingError(f"step {step.name!r} made {sorted(made.tables)}")
        part = self.checkpoints.begin(step.name)
        rows = {name: _write(name, made.tables[name], part, engine=engine) for name in step.makes}
        facts = {"rows": rows, "missing": list(made.missing), **meter.read()}
        self.checkpoints.finish(step.name, facts)

    def _inputs(self, step: Step, record: Record) -> Inputs:
        paths = {t: self.checkpoints.path(self.plan.maker(t), t) for t in step.needs}
        previous = self.request.previous
        return Inputs(
            record=record,
            tables=Shelf(paths),
            previous=Shelf.of_reading(previous) if previous else {},
            settings=self.request.settings,
            seed=self.request.seed,
        )

    def paths(self) -> dict[str, Path]:
        """Where each table of the run lies now."""
        made = {t: self.checkpoints.path(s.name, t) for s in self.plan for t in s.makes}
        return {"rejects": self.checkpoints.path(_RECORD, "rejects"), **made}

    def manifest(
        self, inputs: Mapping[str, Any], input_hash: str, *, as_of: dt.datetime
    ) -> dict[str, Any]:
        """What reading.json says of this run."""
        record = self.checkpoints.facts(_RECORD) or {}
        steps, missing = [{"name": _RECORD, **_cost(record)}], list[str]()
        for step in self.plan:
            facts = self.checkpoints.facts(step.name) or {}
            steps.append({"name": step.name, **_cost(facts)})
            missing += facts.get("missing", [])
        return {
            "input_hash": input_hash,
            "input": dict(inputs),
            "as_of": as_of.isoformat(),
            "account": record.get("account"),
            "snapshot_columns": {t.name: list(t.snapshot) for t in LEDGER_TABLES if t.snapshot},
            "missing": missing,
            "steps": steps,
        }


def _write(name: str, made: pa.Table | ir.Table, folder: Path, *, engine: Engine) -> int:
    table = conform(name, made) if isinstance(made, pa.Table) else made
    return write_parquet(table, folder / f"{name}.parquet", engine=engine)


def _cost(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: facts.get(name) for name in ("seconds", "cpu_seconds", "peak_mb")}


def _finished(out: Path, *, input_hash: str, force: bool) -> Manifest | None:
    """The reading that is already there, if it is of the same input."""
    if not (out / "reading.json").exists():
        return None
    if force:
        with contextlib.suppress(ReadingError):
            found = read_manifest(out)
            return found if found.input_hash == input_hash else None
        return None
    found = read_manifest(out)
    if found.input_hash == input_hash:
        return found
    raise ReadingError(
        f"{out} holds a reading of another input (as of {found.as_of:%Y-%m-%d}); "
        "choose another --out, or replace it with --force"
    )


def _claim(out: Path, *, force: bool) -> None:
    """Make the folder, and refuse one that holds something else."""
    out.mkdir(parents=True, exist_ok=True)
    strangers = [path.name for path in out.iterdir() if not _is_ours(path)]
    if strangers and not force:
        raise ReadingError(
            f"{out} already holds {sorted(strangers)[0]!r}, which is no part of a reading; "
            "choose an empty folder for --out"
        )


def _is_ours(path: Path) -> bool:
    return (
        path.name.startswith(".")
        or path.suffix in {".parquet", ".html"}
        or path.name in {"reading.json"}
    )


@contextlib.contextmanager
def _engine(request: Request) -> Iterator[Engine]:
    settings = request.settings
    engine = open_engine(request.engine, threads=settings.threads, memory_gb=settings.memory_gb)
    try:
        yield engine
    finally:
        engine.close()


def _say_nothing(_says: str, _done: int, _of: int) -> None:
    return None
