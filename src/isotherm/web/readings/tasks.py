"""The reading as a job, a process of its own so that its memory goes with it; and exports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django_tasks import task

from isotherm.web.readings.exports import write_export
from isotherm.web.readings.models import ReadingRun, RecordExport
from isotherm.web.readings.services import fail
from isotherm.web.site.jobs import do_job

__all__ = ["QUEUE", "take_reading", "write_record"]

QUEUE = "readings"


@task(queue_name=QUEUE)
def take_reading(run_id: str) -> str:
    """Take one reading; its state afterwards.

    A process that ends without a word (memory, a crash) is told to the operator; one that was
    stopped from outside stays as it is and is taken up again at the next start.
    """
    logs = Path(settings.HOME) / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "django", "take_reading", run_id, "--skip-checks"]
    with (logs / "readings.log").open("ab") as log:
        status = subprocess.run(command, stdout=log, stderr=log, check=False).returncode
    run = ReadingRun.objects.filter(pk=run_id).first()
    if run is not None and run.state == "running" and status > 0:
        fail(run_id, _("The reading ended without a word. Nothing has changed."))
    elif run is not None and run.state == "running" and status == -9:
        fail(run_id, _("The system stopped the reading, most likely for want of memory."))
    return run.state if run else "gone"


@task()
def write_record(export_id: str) -> str:
    """Write the record as an operator asked for; its state afterwards."""
    return do_job(RecordExport, export_id, write_export)
