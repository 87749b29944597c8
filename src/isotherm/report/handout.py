"""What one merchant may see of a reading: the briefs, and nothing else that is in it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pyarrow.compute as pc

from isotherm.errors import UsageError
from isotherm.reading import Shelf, read_manifest
from isotherm.report.findings import Row, version_of

__all__ = ["Handout", "gather_handout"]


@dataclasses.dataclass(frozen=True)
class Handout:
    """The briefs one merchant may see: a merchant's own, and those open to all.

    Only the table of briefs is read, for it alone is k-anonymous throughout. It names strata and
    merchants, which are not shown.
    """

    merchant_id: str
    as_of: dt.datetime
    version: str
    own: tuple[Row, ...]
    open_to_all: tuple[Row, ...]  # on subjects of which the merchant has no brief of its own


def gather_handout(reading: Path, *, merchant: str) -> Handout:
    """Read what a merchant may see; ReadingError when the folder is no finished reading.

    An id that no brief is addressed to gets the open ones alone: a reading does not know every
    merchant. UsageError for an empty id.
    """
    if not merchant.strip():
        raise UsageError("the merchant's id is empty; give the id of the merchant as in the ledger")
    manifest, briefs = read_manifest(reading), Shelf.of_reading(reading)["briefs"]
    own = tuple(briefs.filter(pc.equal(briefs["merchant_id"], merchant)).to_pylist())
    addressed = {_subject(row) for row in own}
    open_rows = briefs.filter(pc.equal(pc.fill_null(briefs["merchant_id"], ""), "")).to_pylist()
    return Handout(
        merchant_id=merchant,
        as_of=manifest.as_of,
        version=version_of(manifest.facts),
        own=own,
        open_to_all=tuple(row for row in open_rows if _subject(row) not in addressed),
    )


def _subject(row: Row) -> tuple[str | None, str | None]:
    return row["subject_kind"], row["subject_id"] or row["brief_id"]
