"""The hourly hot list → ``series`` (how hot a topic was) and notes without authors (what it is).

A row exists only while its topic is on the list, so a missing hour is missing and not zero, and
nothing of a topic's life before the list is known. Times without an offset are Beijing's. Titles
name people: filter by category before anything is shown.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from isotherm.sources.arrivals import Arrivals, LedgerRow
from isotherm.sources.cells import read_id, read_moment, read_text
from isotherm.sources.numbers import read_number
from isotherm.sources.options import ImportOptions
from isotherm.sources.rows import SourceRow, read_rows
from isotherm.sources.summary import BadCellError

__all__ = ["bring", "topic_id"]

_BEIJING = dt.timezone(dt.timedelta(hours=8))
_NONE_YET = "暂无"


def bring(paths: Sequence[Path], arrivals: Arrivals, options: ImportOptions) -> None:
    """Read the files given; with categories, only topics that ever stood in one of them."""
    wanted = _topics_in(paths, options.categories) if options.categories else None
    hot_list = _HotList(arrivals, wanted)
    for path in paths:
        arrivals.take(read_rows(path), hot_list.translate)
    for note in hot_list.notes():
        arrivals.add("notes", note)
    if wanted is not None:
        arrivals.remark(f"kept {len(wanted):,} topics in {', '.join(options.categories)}")


def topic_id(title: str) -> str:
    """The id of a topic, the same in every import.

    >>> topic_id("今年流行的颜色")
    'h-f946a658df6a68b73d8a'
    """
    return f"h-{hashlib.blake2b(title.encode(), digest_size=10).hexdigest()}"


def _topics_in(paths: Sequence[Path], categories: tuple[str, ...]) -> frozenset[str]:
    """The titles whose category was ever one of these; it often comes hours after the title."""
    chosen = set(categories)
    found: set[str] = set()
    for path in paths:
        for row in read_rows(path):
            if isinstance(row, SourceRow) and chosen.intersection(_tags(row.cells)):
                found.add(_title(row.cells))
    return frozenset(found)


def _title(cells: Mapping[str, Any]) -> str:
    return (read_text(cells, "title") or "").strip().strip("#")


def _tags(cells: Mapping[str, Any]) -> list[str]:
    """明星-内地 reads as 明星 and 明星-内地; 暂无 (none yet) as nothing."""
    tags: dict[str, None] = {}
    for word in (read_text(cells, "category") or "").split():
        if word != _NONE_YET:
            tags |= {word.partition("-")[0]: None, word: None}
    return list(tags)


class _HotList:
    """The topics met so far, one small record each."""

    def __init__(self, arrivals: Arrivals, wanted: frozenset[str] | None) -> None:
        self._arrivals = arrivals
        self._wanted = wanted
        self._notes: dict[str, dict[str, Any]] = {}
        self._met: set[bytes] = set()

    def translate(self, row: SourceRow) -> Iterable[LedgerRow]:
        """One hour of one topic."""
        cells = row.cells
        title = read_id({"title": _title(cells)}, "title")
        if self._wanted is not None and title not in self._wanted:
            return self._arrivals.leave_out()
        at = read_moment(cells.get("hour"), "hour", zone=_BEIJING)
        value = read_number(cells.get("hot"), "hot")
        if at is None or value is None:
            raise BadCellError("hour" if at is None else "hot", "empty, but it is what is counted")
        series_id, tags = topic_id(title), _tags(cells)
        mark = hashlib.blake2b(f"{series_id}{at.timestamp()}".encode(), digest_size=8).digest()
        if mark in self._met:
            return self._arrivals.repeat()
        self._met.add(mark)
        self._remember(series_id, title, at, tags=tags, cells=cells)
        told = {"series_id": series_id, "at": at, "value": value, "name": title}
        return [("series", told | {"tags": tags or None})]

    def notes(self) -> Iterable[Mapping[str, Any]]:
        """Each topic as a note of its first hour on the list."""
        for note in self._notes.values():
            yield note | {"tags": list(note["tags"]) or None}

    def _remember(
        self,
        note_id: str,
        title: str,
        at: dt.datetime,
        *,
        tags: list[str],
        cells: Mapping[str, Any],
    ) -> None:
        note = self._notes.setdefault(
            note_id,
            {"note_id": note_id, "author_id": None, "at": at, "title": title, "tags": {}},
        )
        note["at"] = min(note["at"], at)
        note["tags"] |= dict.fromkeys(tags)
        note.setdefault("paid", bool(cells.get("ads")))
        if not note.get("body"):
            note["body"] = read_text(cells, "description")
