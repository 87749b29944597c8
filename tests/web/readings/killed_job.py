"""One process that takes a reading and is killed when it says a step for the first time."""

from __future__ import annotations

import os
import signal
import sys

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()

from isotherm.web.readings import job  # noqa: E402
from isotherm.web.readings.models import ReadingRun  # noqa: E402


def main(run_id: str, step: str) -> None:
    """Take the reading; SIGKILL as soon as it tells the step."""
    tell = job._tell

    def tell_and_die(run: ReadingRun, says: str, progress: float) -> None:
        tell(run, says, progress)
        if says == step:
            os.kill(os.getpid(), signal.SIGKILL)

    job._tell = tell_and_die
    job.take(run_id)


if __name__ == "__main__":
    main(*sys.argv[1:])
