"""A brief stands as it was published until its subject has clearly moved.

Figures that follow the truth from day to day tell of whoever came between two days. So a brief of
the last reading is sent again as it was, all of its figures together, as long as its day to act has
not come and the people and the pieces behind it lie within the step that was shown, widened by a
hidden part of a step on either side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from isotherm.briefs.subjects import Subject
from isotherm.privacy import PrivacySettings, still_stands

__all__ = ["published_before", "stand_by"]


def published_before(briefs: pa.Table | None) -> dict[str, dict[str, Any]]:
    """The briefs of an earlier reading by their ids."""
    return {} if briefs is None else {row["brief_id"]: row for row in briefs.to_pylist()}


def stand_by(
    row: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    subject: Subject,
    *,
    as_of: dt.datetime,
    key: str,
    privacy: PrivacySettings,
) -> dict[str, Any]:
    """The brief as it was published ``before``, where it still stands; else as it is now.

    Subject and merchant are the same, for the id is made of them; the strata must be too. Where it
    comes from is told as it is now.
    """
    now = dict(row)
    if before is None or before["act_by"] is None or before["act_by"] < as_of:
        return now
    shown = ((subject.people, before["audience"], "people"),
             (subject.kept[1], before["kept_units_p50"], "pieces"))  # fmt: skip
    same = list(before["stratum_ids"] or ()) == list(row["stratum_ids"] or ())
    stands = same and all(
        told is not None
        and still_stands(
            count, told, subject=f"{subject.subject_id}/{what}", key=key, settings=privacy
        )
        for count, told, what in shown
    )
    return dict(before) | {"origin": row["origin"]} if stands else now
