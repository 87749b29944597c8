"""Found or made: whether the operator had a hand in a trend before it surged."""

from __future__ import annotations

from typing import Any

from isotherm.ledger import Record
from isotherm.trends.heard import Heard
from isotherm.trends.telling import Wave

__all__ = ["origin_of"]


def origin_of(
    record: Record, heard: Heard, waves: list[Wave], rows: list[dict[str, Any]]
) -> list[str]:
    """Say of each trend whether it was ``found`` or ``made``.

    Made: a push (named, briefed, boosted) for the trend, one of its notes, its name or a tag that
    most of its notes carry came before the first day on which it reached half of its best day.
    """
    pushes = record.collect(record.table("pushes"), order_by=("push_id",)).to_pylist()
    tags = heard.notes["tags"].to_pylist()
    origins = []
    for wave, row in zip(waves, rows, strict=True):
        subjects = {row["trend_id"], row["name"], *row["note_ids"], *_common(tags, wave)}
        pushed = [
            push
            for push in pushes
            if push["subject_id"] in subjects and push["at"] and push["at"] <= row["surge"]
        ]
        origins.append("made" if pushed else "found")
    return origins


def _common(tags: list[list[str] | None], wave: Wave) -> list[str]:
    """Tags that most of a wave's notes carry."""
    counts: dict[str, int] = {}
    for note in wave.notes.tolist():
        for tag in set(tags[note] or ()):
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(tag for tag, count in counts.items() if count > len(wave.notes) / 2)
