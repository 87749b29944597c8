"""Which briefs may reach merchants, and who has got how many."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from isotherm.web.control.models import NeedReview, TrendFile
from isotherm.web.desk.models import BriefAnswer
from isotherm.web.readings.queries import last_finished
from isotherm.web.readings.shelves import Reading, Row

__all__ = [
    "briefs_about",
    "briefs_by_merchant",
    "cells_of",
    "open_briefs",
    "open_subjects",
    "takers_of",
]


def open_subjects(subject_ids: Iterable[str], reading: Reading | None = None) -> set[str]:
    """Those of these needs and trends whose briefs may reach merchants; three queries at most.

    A need's may where the reading calls it harmless or the operator's review let it pass; a
    trend's from the day it is published until it is withdrawn. What the reading (the last, where
    none is given) does not know stays closed, but for a trend that is published.
    """
    asked = set(subject_ids)
    reading = reading or last_finished()
    needs = reading.by_id("needs") if reading else {}
    passed = set(NeedReview.objects.filter(passed=True).values_list("pk", flat=True))
    files = TrendFile.objects.filter(state=TrendFile.State.PUBLISHED)
    published = set(files.values_list("pk", flat=True))
    return {
        subject_id
        for subject_id in asked
        if subject_id in published or (subject_id in needs and _is_open(needs[subject_id], passed))
    }


def _is_open(need: Row, passed: set[str]) -> bool:
    return need["review"] == "none" or need["need_id"] in passed


def briefs_about(subject_id: str, reading: Reading | None = None) -> list[Row]:
    """The briefs that a reading wrote on a need or a trend."""
    reading = reading or last_finished()
    rows = reading.rows("briefs") if reading else ()
    return [row for row in rows if row["subject_id"] == subject_id]


def open_briefs() -> list[Row]:
    """The briefs of the last reading that merchants may see."""
    reading = last_finished()
    rows = reading.rows("briefs") if reading else ()
    may = open_subjects({row["subject_id"] for row in rows}, reading)
    return [row for row in rows if row["subject_id"] in may]


def takers_of(subject_id: str) -> list[str]:
    """The shops that took a brief on a need or a trend."""
    known = {row["brief_id"] for row in briefs_about(subject_id)}
    taken = BriefAnswer.objects.filter(answer="taken")
    rows = taken.values_list("brief_id", "merchant_id", "brief__subject_id")
    return sorted(
        {
            merchant_id
            for brief_id, merchant_id, subject in rows
            if brief_id in known or subject == subject_id
        }
    )


def cells_of(brief: Mapping[str, Any]) -> dict[str, Any]:
    """How many cells of people a brief shows, and the people its smallest one has at least."""
    sizes = json.loads(brief["size_curve"] or "{}")
    cells = 1 + len(sizes) + (brief["price_low_fen"] is not None)
    return {"cells": cells, "least": int(brief["audience"] or 0), "tier": brief["tier"]}


def briefs_by_merchant(reading: Reading) -> Counter[str]:
    """How many briefs of their own each merchant has that they may see."""
    may = open_subjects({row["subject_id"] for row in reading.rows("briefs")}, reading)
    return Counter(
        row["merchant_id"]
        for row in reading.rows("briefs")
        if row["merchant_id"] and row["subject_id"] in may
    )
