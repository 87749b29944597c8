"""Making a world: plan it, let it happen, write the ledger and the truth."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from isotherm.errors import UsageError
from isotherm.world.calendar import DAY
from isotherm.world.draws import Ids
from isotherm.world.plan import WorldPlan, plan_world
from isotherm.world.settings import SIZES, WorldSettings
from isotherm.world.truth import TruthWriter
from isotherm.world.unfold import Outcome, Progress, unfold
from isotherm.world.writer import LedgerWriter

__all__ = ["WorldSummary", "make_world"]

_EVENTS = ("notes", "replies", "reactions", "searches", "orders", "outcomes", "votes", "wishes")


@dataclasses.dataclass(frozen=True)
class WorldSummary:
    """What was made: where, how, and how many rows of each table."""

    folder: Path
    seed: int
    size: str
    null: bool
    mixing: float
    attacks: tuple[tuple[str, float], ...]
    ledger_rows: dict[str, int]
    truth_rows: dict[str, int]
    until: str | None = None  # the last moment told, where the record breaks off

    @property
    def events(self) -> int:
        """Rows of the tables in which something happens."""
        return sum(self.ledger_rows.get(name, 0) for name in _EVENTS)

    def as_mapping(self) -> dict[str, Any]:
        """Plain values, for ``--json``."""
        return {
            "folder": str(self.folder),
            "seed": self.seed,
            "size": self.size,
            "null": self.null,
            "mixing": self.mixing,
            "attacks": dict(self.attacks),
            "events": self.events,
            "ledger_rows": dict(self.ledger_rows),
            "truth_rows": dict(self.truth_rows),
            **({} if self.until is None else {"until": self.until}),
        }


def make_world(
    out: Path,
    *,
    seed: int = 7,
    size: str = "small",
    mixing: float | None = None,
    null: bool = False,
    attacks: Sequence[tuple[str, float]] = (("young_bots", 0.05),),
    settings: WorldSettings | None = None,
    until: dt.datetime | None = None,
    progress: Progress | None = None,
) -> WorldSummary:
    """Make a community whose strata, needs, trends and fakes are known.

    Writes ``out/ledger`` (tables of the ledger contract; one file each when small, folders of
    parts when larger) and ``out/truth`` (:data:`isotherm.world.TRUTH` and ``facts.json``),
    in place of what was there. The same arguments give the same bytes. In a ``null`` world
    nobody shares a need, a query or a purchase more than chance allows, and there are no
    waves, pools or attacks. ``mixing`` (0 to 0.95, by default the size's own 0.5) is the share
    of what people touch outside their strata and of words that are everyone's; ``settings``
    replaces what ``size`` stands for. The record may break off at ``until``, in the middle of
    what is going on: the same world, and a truth of what had happened by then. ``progress`` is
    called with a step's name, its number and the number of steps. Raises UsageError for an
    unknown size or attack, and for an ``until`` outside the record.

    >>> import tempfile
    >>> tiny = WorldSettings(actors=500, notes=500, views=5_000, tests=2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = make_world(Path(folder), settings=tiny, null=True)
    >>> made.truth_rows["strata"], made.ledger_rows["notes"] > 400
    (0, True)
    """
    chosen = _settings(size, settings, mixing)
    tell = progress or _silent
    planned = plan_world(seed, chosen, attacks=() if null else attacks, null=null, until=until)
    ids = Ids(seed)
    for name in ("ledger", "truth"):
        shutil.rmtree(out / name, ignore_errors=True)
    ledger = LedgerWriter(
        out / "ledger",
        seed=seed,
        rows_per_part=chosen.rows_per_part,
        until=planned.calendar.until,
    )
    outcome = unfold(planned, ledger, ids, progress=tell)
    ledger.close()
    tell("truth", 8, 9)
    truth = TruthWriter(out / "truth", ids, planned.calendar)
    _tell_truth(planned, outcome, truth)
    summary = WorldSummary(
        folder=out,
        seed=seed,
        size="own" if settings else size,
        null=null,
        mixing=chosen.mixing,
        attacks=() if null else tuple(attacks),
        ledger_rows=dict(sorted(ledger.rows.items())),
        truth_rows=truth.rows,
        until=until.isoformat() if until else None,
    )
    _write_facts(out / "truth" / "facts.json", summary, chosen)
    return summary


def _settings(size: str, settings: WorldSettings | None, mixing: float | None) -> WorldSettings:
    if settings is None:
        if size not in SIZES:
            raise UsageError(f"no world has size {size!r}; known: {', '.join(SIZES)}")
        settings = SIZES[size]
    return settings if mixing is None else dataclasses.replace(settings, mixing=mixing)


def _silent(step: str, done: int, total: int) -> None:
    """Progress that nobody asked for."""
    del step, done, total


def _tell_truth(plan: WorldPlan, outcome: Outcome, truth: TruthWriter) -> None:
    if plan.null:
        truth.put_nothing()
        return
    street, told = outcome.street, plan.calendar.told
    truth.put_strata(street.people, street.notes)
    products = [street.shops.of_need(number) for number in range(len(plan.needs))]
    products = [those[told(street.shops.listed[those])] for those in products]
    truth.put_needs(plan.needs, outcome.asked, products)
    truth.put_trends(plan.waves, street.notes, outcome.repliers)
    begins = [plan.calendar.start + int(pool.acts_day * DAY) for pool in plan.pools]
    pools = [
        who if acted else who[:0]
        for who, acted in zip(outcome.pools, told(np.array(begins, dtype=np.int64)), strict=True)
    ]
    truth.put_coordinated([pool.kind for pool in plan.pools], pools)
    opened = told(np.array([held.opened for held in outcome.held], dtype=np.int64))
    truth.put_options([h for h, was_held in zip(outcome.held, opened, strict=True) if was_held])


def _write_facts(path: Path, summary: WorldSummary, settings: WorldSettings) -> None:
    facts = dataclasses.asdict(summary) | {
        "events": summary.events,
        "settings": settings.as_mapping(),
    }
    del facts["folder"]
    if summary.until is None:
        del facts["until"]
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", "utf-8")
