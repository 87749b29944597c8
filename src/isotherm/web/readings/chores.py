"""What has to be done from time to time, without anybody asking."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import threading
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from isotherm.web.readings.lived_in import is_lived_in
from isotherm.web.readings.models import ReadingRun
from isotherm.web.readings.services import ask_reading, take_up_again
from isotherm.web.site.clock import now

__all__ = ["CHORES", "Chore", "do_chores", "is_night_due"]

_log = logging.getLogger(__name__)
_NIGHT = dt.time(4)  # the hour of the nightly reading, in the town's own time zone
_KEPT_AFTER = dt.timedelta(days=15)  # a line that arrived so long ago and was not sent back is kept


@dataclasses.dataclass(frozen=True)
class Chore:
    """Something done every so many seconds."""

    name: str
    every_s: float
    do: Callable[[], object]


def is_night_due(at: dt.datetime) -> bool:
    """Whether the nightly reading is to be asked for: none was asked for since the last night."""
    local = timezone.localtime(at)
    night = local.replace(hour=_NIGHT.hour, minute=0, second=0, microsecond=0)
    if night > local:
        night -= dt.timedelta(days=1)
    return is_lived_in() and not ReadingRun.objects.filter(asked_at__gte=night).exists()


def _ask_nightly() -> None:
    if is_night_due(now()):
        ask_reading(None)


def _sweep_shop() -> None:
    from isotherm.web.shop.payments import tell_refunds
    from isotherm.web.shop.services.holds import sweep_holds
    from isotherm.web.shop.services.orders import sweep_orders

    sweep_holds()
    sweep_orders()
    tell_refunds()


def _settle_tests() -> None:
    from isotherm.web.rooms.services import settle_closed_tests

    settle_closed_tests()


def _sweep_pictures() -> None:
    from isotherm.web.rooms.services import sweep_pictures

    sweep_pictures()


def _sweep_archives() -> None:
    from isotherm.web.accounts.services import sweep_archives

    sweep_archives()


def _drop_looks() -> None:
    from isotherm.web.readings.looks import drop_looks

    drop_looks()


def _close_kept() -> None:
    from isotherm.web.shop.services.returns import close_kept

    close_kept(now() - _KEPT_AFTER)


def _take_up_jobs() -> None:
    from isotherm.web.readings.workers import take_up_jobs

    take_up_jobs()


def _forget_old() -> None:
    call_command("clearsessions", skip_checks=True)
    call_command("prune_db_task_results", verbosity=0, skip_checks=True)


CHORES = (
    Chore("the nightly reading", 60, _ask_nightly),
    Chore("readings that were killed", 60, take_up_again),
    Chore("jobs that were killed", 60, _take_up_jobs),
    Chore("holds and orders whose time is over", 20, _sweep_shop),
    Chore("live tests that ended", 60, _settle_tests),
    Chore("pictures of options that are gone", 3600, _sweep_pictures),
    Chore("archives that lay ready for a day", 3600, _sweep_archives),
    Chore("records that were being looked through", 600, _drop_looks),
    Chore("purchases that are kept", 3600, _close_kept),
    Chore("old sessions and jobs", 3600, _forget_old),
)


def do_chores(
    stop: threading.Event, chores: tuple[Chore, ...] = CHORES, *, wait_s: float = 5.0
) -> None:
    """Do each chore when it is time, until told to stop; one that fails is tried the next time."""
    due = dict.fromkeys((chore.name for chore in chores), 0.0)
    while not stop.is_set():
        for chore in chores:
            if time.monotonic() >= due[chore.name] and not stop.is_set():
                due[chore.name] = time.monotonic() + chore.every_s
                _do(chore)
        stop.wait(wait_s)
    connection.close()


def _do(chore: Chore) -> None:
    close_old_connections()
    try:
        chore.do()
    except Exception:
        _log.exception("chore: %s", chore.name)
