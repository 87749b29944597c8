"""Background tasks, and readings that went wrong."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks_db.models import DBTaskResult

from isotherm.web.control.models import Decision
from isotherm.web.readings.models import ReadingRun
from isotherm.web.site.clock import in_town
from isotherm.web.site.jobs import JobState

__all__ = ["Job", "failed_readings", "job_counts", "jobs_shown", "last_readings", "tasks"]

_DONE = ("SUCCESSFUL", "SUCCEEDED")
# A task that did what it could and says that it failed told whoever asked for it; one that broke
# told nobody.
_TOLD = Q(status__in=_DONE, return_value=JobState.FAILED)
_STATES = {
    "ready": Q(status="READY"),
    "running": Q(status="RUNNING"),
    "failed": Q(status="FAILED") | _TOLD,
    "done": Q(status__in=_DONE) & ~_TOLD,
}

_NAMES = {
    "take_reading": gettext_noop("Take a reading"),
    "deliver": gettext_noop("Deliver a webhook"),
    "bring_goods_file": gettext_noop("Bring a file of goods"),
    "pack_my_archive": gettext_noop("Pack what is kept about somebody"),
    "write_record": gettext_noop("Write the record"),
    "judge_board": gettext_noop("Judge a selection board"),
}


@dataclasses.dataclass(frozen=True)
class Job:
    """One task as the operator sees it."""

    task: DBTaskResult  # type: ignore[type-arg]  # generic for checkers only
    retried: bool

    @property
    def name(self) -> str:
        """What is done, in words; one nobody foresaw by its own name."""
        own = str(self.task.task_path).rsplit(".", 1)[-1]
        return _(_NAMES[own]) if own in _NAMES else own.replace("_", " ")

    @property
    def state(self) -> str:
        """ready, running, failed or done."""
        status = str(self.task.status)
        if status in _DONE:
            return "failed" if self.told else "done"
        return status.lower()

    @property
    def told(self) -> bool:
        """Whether it failed and whoever asked for it was told why."""
        return str(self.task.status) in _DONE and self.task.return_value == JobState.FAILED

    @property
    def asked_at(self) -> dt.datetime | None:
        """When it was asked for, by the town's clock; the queue keeps the machine's."""
        return in_town(self.task.enqueued_at)

    @property
    def ended_at(self) -> dt.datetime | None:
        """When it ended, by the town's clock."""
        return in_town(self.task.finished_at)

    @property
    def message(self) -> str:
        """What went wrong, in the words of what failed."""
        if self.told:
            return _("Whoever asked for it was told why.")
        lines = [line for line in str(self.task.traceback).splitlines() if line.strip()]
        last = lines[-1].strip() if lines else str(self.task.exception_class_path)
        return (last.partition(": ")[2] or last)[:300]


def tasks(state: str = "") -> QuerySet[DBTaskResult]:  # type: ignore[type-arg]  # as above
    """The tasks, the latest first."""
    rows = DBTaskResult.objects.order_by("-enqueued_at", "-id")
    return rows.filter(_STATES[state]) if state in _STATES else rows


def jobs_shown(rows: Iterable[DBTaskResult]) -> list[Job]:  # type: ignore[type-arg]  # as above
    """These tasks with whether they were tried again already; one query for all."""
    shown = list(rows)
    again = Decision.objects.filter(
        kind=Decision.Kind.RETRIED, subject_id__in=[str(task.pk) for task in shown]
    )
    retried = set(again.values_list("subject_id", flat=True))
    return [Job(task, str(task.pk) in retried) for task in shown]


def job_counts() -> dict[str, int]:
    """How many tasks are in which state."""
    told = {state: Count("id", filter=those) for state, those in _STATES.items()}
    return DBTaskResult.objects.aggregate(**told)


def last_readings(limit: int = 5) -> list[ReadingRun]:
    """The last runs of readings, however they ended."""
    return list(ReadingRun.objects.order_by("-asked_at", "-id")[:limit])


def failed_readings() -> list[ReadingRun]:
    """Readings that failed since the last one that did not."""
    failed = []
    for run in ReadingRun.objects.filter(state__in=("failed", "done")).order_by("-asked_at", "-id")[
        :20
    ]:
        if run.state == "done":
            break
        failed.append(run)
    return failed
