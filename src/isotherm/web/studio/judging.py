"""A board is judged: the town's record is looked through, which takes longer than a page may."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from isotherm.web.site.jobs import finish, tell
from isotherm.web.studio.models import Selection

if TYPE_CHECKING:
    from isotherm.ledger import Record
    from isotherm.selection import Candidate, Shortlist

__all__ = ["judge"]

_WRITTEN = 0.6  # of the work, when the record is there to be looked through


def judge(board: Selection) -> None:
    """Choose among the candidates of a board, and keep a reason for each."""
    from isotherm.selection import candidates_of

    candidates, left_out = candidates_of(board.candidates)
    found = _choose(board, candidates)
    judged = [
        dataclasses.asdict(one) | {"picked": picked}
        for picked, several in ((True, found.picks), (False, found.rejected))
        for one in several
    ]
    finish(
        board,
        judged=judged,
        trust=found.trust and dataclasses.asdict(found.trust),
        missing=[dataclasses.asdict(reason) for reason in found.missing],
        left_out=[dataclasses.asdict(reason) for reason in left_out],
    )


def _choose(board: Selection, candidates: tuple[Candidate, ...]) -> Shortlist:
    """What the engine says of the candidates, from the record as it is now."""
    from isotherm.errors import ReadingError
    from isotherm.selection import shortlist
    from isotherm.web.readings.queries import last_reading

    tables = last_reading()
    if tables is None:
        raise ReadingError(_("There is no reading yet; a board needs one."))
    with _record_of_the_town() as record:
        tell(board, progress=_WRITTEN)
        return shortlist(
            candidates,
            record=record,
            chosen_for=board.member_id,
            **{name: tables[name] for name in ("needs", "strata", "memberships", "briefs")},
            keep=board.keep,
        )


@contextmanager
def _record_of_the_town() -> Iterator[Record]:
    """The town's record as it is now, taken in for as long as it is looked through."""
    from isotherm.engines import open_engine
    from isotherm.ledger import open_record, read_ledger
    from isotherm.web.readings.looks import look_through_record
    from isotherm.web.site.clock import now

    with look_through_record() as folder:
        taken_in = folder / "taken-in"
        taken_in.mkdir()
        read_ledger(folder / "ledger", taken_in, now=now())
        engine = open_engine("duckdb", threads=1, memory_gb=1, scratch=folder)
        try:
            yield open_record(taken_in, engine, as_of=None)
        finally:
            engine.close()
