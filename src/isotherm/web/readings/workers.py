"""Who does the town's jobs: workers that outlive a busy database, jobs that outlive a worker."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from isotherm.web.readings.tasks import QUEUE

__all__ = ["only_hands", "take_up_jobs", "take_up_left", "work", "worker_of"]

_log = logging.getLogger(__name__)
_PAUSE_S = 1.0
_LONGEST_JOB = dt.timedelta(minutes=15)  # of a queue that is not the readings'


def worker_of(queue: str) -> Worker:
    """A worker of one queue, not at work yet."""
    return Worker(
        queue_names=[queue],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{_mark()}-{get_random_string(32)}",
        excluded_queue_names=[],
    )


def work(worker: Worker) -> None:
    """Do jobs until told to stop; a database that is locked or away for a while is waited for."""
    try:
        while worker.running:
            try:
                worker.run()
            except (OperationalError, InterfaceError):
                _log.warning("the database cannot be asked for jobs; waiting", exc_info=True)
                connection.close()
                time.sleep(_PAUSE_S)
    finally:
        connection.close()


@contextlib.contextmanager
def only_hands() -> Iterator[bool]:
    """While it lasts, no other process says that it does the jobs of this town's folder."""
    with (Path(settings.HOME) / "hands.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def take_up_left() -> int:
    """Queue again, at the start of the only hands, what earlier ones were killed over; how many."""
    running = DBTaskResult.objects.running().exclude(queue_name=QUEUE)
    ours = running.annotate(workers=Cast("worker_ids", TextField()))
    left = ours.filter(workers__contains=_mark())
    return left.update(status=TaskResultStatus.READY, started_at=None)


def _mark() -> str:
    """What the workers of one machine and folder have in common: others may share the database."""
    where = f"{socket.gethostname()}:{Path(settings.HOME).resolve()}"
    return hashlib.sha256(where.encode()).hexdigest()[:16]


def take_up_jobs() -> int:
    """Queue jobs again whose worker was killed over them: none takes so long; how many."""
    since = timezone.now() - _LONGEST_JOB
    killed = DBTaskResult.objects.running().exclude(queue_name=QUEUE).filter(started_at__lt=since)
    return killed.update(status=TaskResultStatus.READY, started_at=None)
