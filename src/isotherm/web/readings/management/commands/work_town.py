"""The town's hands: jobs, readings and chores, in one process beside the pages."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from isotherm.web.readings.chores import do_chores
from isotherm.web.readings.tasks import QUEUE

__all__ = ["Command"]


class Command(BaseCommand):
    """``work_town``: until told to stop."""

    help = "Do the town's jobs, readings and chores."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Short jobs in this thread, readings and chores in one each beside it."""
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        stop = threading.Event()
        for work, told in ((do_chores, (stop,)), (_read, ())):
            threading.Thread(target=work, args=told, daemon=True).start()
        worker = _worker(["default"])
        worker.configure_signals()
        try:
            worker.run()
        finally:
            stop.set()


def _worker(queues: list[str]) -> Worker:
    return Worker(
        queue_names=queues,
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def _read() -> None:
    """Readings, one after the other: each is a process of its own."""
    try:
        _worker([QUEUE]).run()
    finally:
        connection.close()
