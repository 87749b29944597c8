"""The town's hands: jobs, readings and chores, in one process beside the pages."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.core.management.base import BaseCommand

from isotherm.web.readings.chores import do_chores
from isotherm.web.readings.tasks import QUEUE
from isotherm.web.readings.workers import only_hands, take_up_left, work, worker_of

__all__ = ["Command"]


class Command(BaseCommand):
    """``work_town``: until told to stop."""

    help = "Do the town's jobs, readings and chores."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Boards and exports in this thread; the other queues and chores in one each beside it."""
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        with only_hands() as alone:
            if alone:
                take_up_left()
            _work()


def _work() -> None:
    stop = threading.Event()
    threading.Thread(target=do_chores, args=(stop,), daemon=True).start()
    for queue in (QUEUE, "webhooks", "files"):
        threading.Thread(target=work, args=(worker_of(queue),), daemon=True).start()
    worker = worker_of("default")
    worker.configure_signals()
    try:
        work(worker)
    finally:
        stop.set()
