"""Who does the town's jobs: workers that outlive a busy database, jobs that outlive a worker."""

from __future__ import annotations

import datetime as dt
import logging
import time

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from isotherm.web.readings.tasks import QUEUE

__all__ = ["take_up_jobs", "work", "worker_of"]

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
        worker_id=get_random_string(32),
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


def take_up_jobs() -> int:
    """Queue jobs again whose worker was killed over them: none takes so long; how many."""
    since = timezone.now() - _LONGEST_JOB
    killed = DBTaskResult.objects.running().exclude(queue_name=QUEUE).filter(started_at__lt=since)
    return killed.update(status=TaskResultStatus.READY, started_at=None)
