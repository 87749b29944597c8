"""One run from a ledger to a reading: resumable, deterministic, never half visible."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from isotherm.errors import DataError, ReadingError, UsageError
from isotherm.ledger import read_ledger
from isotherm.reading.checkpoints import Checkpoints
from isotherm.reading.fingerprint import hash_input
from isotherm.reading.manifest import Manifest, read_manifest
from isotherm.reading.meter import Meter
from isotherm.reading.one_run import at_work
from isotherm.reading.plan import Plan
from isotherm.reading.publish import publish
from isotherm.reading.readable import require_begun, require_past, require_rows
from isotherm.reading.request import Request, describe_input
from isotherm.reading.second_hand import HANDS, SecondHand
from isotherm.reading.signal_path import signal_path
from isotherm.reading.taking import take_steps
from isotherm.reading.workshop import RECORD, WORK, open_workshop
from isotherm.schema import LEDGER_TABLES, READING

__all__ = ["run_reading"]

_LARGE = 1_000_000  # accepted rows from which a second process takes steps beside the first
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
    UsageError unless ``force``. A run that was killed goes on where it stopped. ``strict``
    stops with DataError when a row cannot be read. ``now`` bounds the times that are believed.
    Raises ReadingError where another run is at work in the same folder.
    """
    whole_plan = plan or signal_path()
    future_days = request.settings.ledger.future_days
    require_begun(request.as_of, now=now, future_days=future_days)
    inputs = describe_input(request)
    input_hash = hash_input(inputs)
    found = _finished(request.out, input_hash=input_hash, force=force)
    if found is not None:
        return found
    _claim(request, force=force)
    with at_work(request.out):
        checkpoints = Checkpoints(request.out / WORK, input_hash=input_hash)
        run = _Run(request, whole_plan, checkpoints, progress or _say_nothing)
        run.read_record(now=now, strict=strict)
        as_of = run.take_steps(two=plan is None and run.is_large(), input_hash=input_hash)
        manifest = run.manifest(inputs, input_hash, as_of=as_of)
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
        facts = self.checkpoints.facts(RECORD)
        if facts is None:
            self.progress("reading the ledger", 0, len(self.plan))
            meter = Meter()
            part = self.checkpoints.begin(RECORD)
            account = read_ledger(
                self.request.ledger, part, now=now, settings=self.request.settings.ledger
            )
            facts = {"account": account.as_mapping(), **meter.read()}
            self.checkpoints.finish(RECORD, facts)
        rejected = facts["account"]["rejected"]
        if strict and rejected:
            raise DataError(
                f"{rejected} rows of {self.request.ledger} cannot be read; "
                "see them with `isotherm check`, or run without --strict"
            )
        rejects = self.checkpoints.path(RECORD, "rejects")
        require_rows(facts["account"], rejects, ledger=self.request.ledger)

    def is_large(self) -> bool:
        """Whether a second process is worth its start, where more than one may work."""
        account = (self.checkpoints.facts(RECORD) or {})["account"]
        return self.request.settings.threads > 1 and account["accepted"] >= _LARGE

    def take_steps(self, *, two: bool, input_hash: str) -> dt.datetime:
        """Take every step that has not been taken yet; the moment the reading is about."""
        work, hands = self.checkpoints, HANDS if two else 1
        with contextlib.ExitStack() as open_now:
            opened = open_workshop(self.request, self.plan, checkpoints=work, hands=hands)
            workshop = open_now.enter_context(opened)
            require_past(workshop.record, self.request.as_of)
            hand = SecondHand(self.request, input_hash=input_hash) if two else None
            if hand is not None:
                open_now.enter_context(hand)
            take_steps(self.plan, workshop, checkpoints=work, hand=hand, progress=self.progress)
        self.progress("writing the reading", len(self.plan), len(self.plan))
        return workshop.record.as_of

    def paths(self) -> dict[str, Path]:
        """Where each table of the run lies now."""
        made = {t: self.checkpoints.path(s.name, t) for s in self.plan for t in s.makes}
        return {"rejects": self.checkpoints.path(RECORD, "rejects"), **made}

    def manifest(
        self, inputs: Mapping[str, Any], input_hash: str, *, as_of: dt.datetime
    ) -> dict[str, Any]:
        """What reading.json says of this run."""
        record = self.checkpoints.facts(RECORD) or {}
        steps, missing = [{"name": RECORD, **_cost(record)}], list[str]()
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
    raise UsageError(
        f"{out} holds a reading of another input (as of {found.as_of:%Y-%m-%d}); "
        "choose another --out, or replace it with --force"
    )


def _claim(request: Request, *, force: bool) -> None:
    """Make the folder, and refuse the ledger's own or one that holds something else."""
    out = request.out
    if out.resolve() == request.ledger.resolve():
        raise UsageError(f"{out} is the ledger itself; choose another folder for --out")
    if request.previous is not None and out.resolve() == request.previous.resolve():
        raise UsageError(f"{out} is the earlier reading itself; choose another folder for --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UsageError(f"{out} is there and is no folder; choose another --out") from None
    strangers = [path.name for path in out.iterdir() if not _is_ours(path)]
    if strangers and not force:
        raise UsageError(
            f"{out} already holds {sorted(strangers)[0]!r}, which is no part of a reading; "
            "choose an empty folder for --out"
        )


def _is_ours(path: Path) -> bool:
    table = path.suffix == ".parquet" and path.stem in READING
    return table or path.name.startswith(".") or path.name in {"reading.json", "report.html"}


def _say_nothing(_says: str, _done: int, _of: int) -> None:
    return None
