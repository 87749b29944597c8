"""Touches and documents: what everybody touched, and what it says."""

from __future__ import annotations

from isotherm.reading.documents import build_documents
from isotherm.reading.plan import Inputs, Made, Step
from isotherm.reading.touches import build_touches

__all__ = ["STEP"]


def _run(inputs: Inputs) -> Made:
    touches = build_touches(inputs.record)
    documents = build_documents(inputs.record, touches)
    return Made({"touches": touches, "documents": documents}, _missing(inputs))


def _missing(inputs: Inputs) -> tuple[str, ...]:
    has = inputs.record.has
    lines = [
        (has("notes", "note_id"), "no notes: strata and trends rest on searches and orders alone"),
        (has("replies", "reply_id"), "no replies: asks under notes and resonance are not seen"),
        (has("searches", "query"), "no searches: needs rest on replies and wishes alone"),
        (has("orders", "order_id"), "no orders: needs and trends are not followed to a sale"),
        (has("outcomes", "kept"), "no outcomes: supply cannot be judged by what was kept"),
    ]
    return tuple(line for there, line in lines if not there)


STEP = Step("touches", "who touched what", (), ("touches", "documents"), _run)
