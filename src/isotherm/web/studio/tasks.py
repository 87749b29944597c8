"""The board as a job: the town's record is looked through, which takes longer than a page may."""

from __future__ import annotations

import dataclasses
import logging
import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django_tasks import task

from isotherm.errors import IsothermError
from isotherm.web.studio.models import Selection
from isotherm.web.studio.services import finish_board

__all__ = ["judge_board"]

_log = logging.getLogger(__name__)


@task()
def judge_board(board_id: str) -> str:
    """Judge the candidates of a board that waits; its state afterwards."""
    mine = Selection.objects.filter(pk=board_id)
    if not mine.exclude(state=Selection.State.DONE).update(state=Selection.State.RUNNING):
        return "gone"
    board = mine.get()
    try:
        finish_board(board_id, _judge(board))
    except IsothermError as error:
        mine.update(state=Selection.State.FAILED, message=str(error)[:300])
    except Exception:
        _log.exception("board %s", board_id)
        words = _("Something went wrong on our side. Please try again.")
        mine.update(state=Selection.State.FAILED, message=words)
    return mine.values_list("state", flat=True).get()


def _judge(board: Selection) -> dict[str, Any]:
    """What the engine says of the candidates, from the record as it is now."""
    from isotherm.engines import open_engine
    from isotherm.errors import ReadingError
    from isotherm.ledger import open_record, read_ledger
    from isotherm.selection import candidates_of, shortlist
    from isotherm.web.readings.export import export_record
    from isotherm.web.readings.queries import last_reading
    from isotherm.web.site.clock import now

    tables = last_reading()
    if tables is None:
        raise ReadingError(_("There is no reading yet; a board needs one."))
    candidates, left_out = candidates_of(board.candidates)
    with tempfile.TemporaryDirectory(prefix="isotherm-") as name:
        ledger, scratch = Path(name) / "ledger", Path(name) / "record"
        export_record(ledger)
        scratch.mkdir()
        read_ledger(ledger, scratch, now=now())
        engine = open_engine("duckdb", threads=1, memory_gb=1)
        try:
            found = shortlist(
                candidates,
                record=open_record(scratch, engine, as_of=None),
                chosen_for=board.member_id,
                **{name: tables[name] for name in ("needs", "strata", "memberships", "briefs")},
                keep=board.keep,
            )
        finally:
            engine.close()
    return {**found.as_mapping(), "left_out": [dataclasses.asdict(reason) for reason in left_out]}
