"""MediaCrawler's files of xhs notes, comments and creators, with every id hashed.

What becomes of them: notes → ``notes``, comments → ``replies``, a creator's ``fans`` →
``actors.followers``, like, collect and share counts → ``reactions`` without an actor, dated when
they were counted. A keyword that was searched for becomes a row of ``searches`` for each day: no
actor, because a program typed it, and neither results nor clicks, which nobody saw or made.
Nicknames, avatars, addresses and links are never read. How many comments a note has and how often
a comment was liked have no place in a ledger; the comments themselves are there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from isotherm.errors import DataError, NoFileError
from isotherm.sources.arrivals import Arrivals, LedgerRow
from isotherm.sources.cells import read_id, read_moment, read_tags, read_text
from isotherm.sources.numbers import read_count
from isotherm.sources.options import ImportOptions
from isotherm.sources.pseudonyms import Pseudonyms
from isotherm.sources.rows import SourceRow, read_rows
from isotherm.sources.summary import BadCellError

__all__ = ["bring"]

_NAME = re.compile(
    r"(contents|comments|creators)(_(\d{4}-?\d\d-?\d\d))?.*\.(jsonl|json|csv)(\.gz)?$"
)
_OTHERS = {"bili", "bilibili", "dy", "douyin", "ks", "kuaishou", "tieba", "wb", "weibo", "zhihu"}
_PERSON = ("creator_hash", "user_id")  # since 2026-07, and before
_REACTIONS = (("liked_count", "like"), ("collected_count", "save"), ("share_count", "share"))
_TOPIC_MARK = re.compile(r"#([^#\[\]\s]+)\[[^\]\[]*\]#?")
_CHINA = dt.timezone(dt.timedelta(hours=8))


def bring(paths: Sequence[Path], arrivals: Arrivals, options: ImportOptions) -> None:
    """Read the files and folders given, the newest first: a note met again is told once."""
    crawl = _Crawl(arrivals, Pseudonyms(options.salt))
    for path in _find_files(paths, arrivals):
        arrivals.take(read_rows(path), crawl.translate)
    for row in crawl.searches():
        arrivals.add("searches", row)


def _find_files(paths: Sequence[Path], arrivals: Arrivals) -> list[Path]:
    found: list[Path] = []
    others = 0
    for path in paths:
        inside = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        if not path.exists():
            raise NoFileError(f"{path} is not there; name a file or folder MediaCrawler wrote")
        for file in inside:
            foreign = _OTHERS & set(file.relative_to(path).parts[:-1])
            others += bool(foreign)
            if file == path or (_NAME.search(file.name) and not foreign):
                found.append(file)
    if not found:
        raise DataError(
            "no file named like search_contents_2026-07-01.jsonl was found; "
            "name MediaCrawler's data folder, or the files themselves"
        )
    if others:
        arrivals.remark(f"{others} files of other platforms than xhs were left alone")
    return sorted(found, key=lambda file: (_day_of(file), str(file)), reverse=True)


def _day_of(file: Path) -> str:
    named = _NAME.search(file.name)
    return (named[3] or "").replace("-", "") if named else ""


class _Crawl:
    """What was met so far: ids (eight bytes each) and keywords by day."""

    def __init__(self, arrivals: Arrivals, names: Pseudonyms) -> None:
        self._arrivals = arrivals
        self._names = names
        self._met: set[bytes] = set()
        self._keywords: dict[tuple[str, str], dt.datetime | None] = {}

    def translate(self, row: SourceRow) -> Iterable[LedgerRow]:
        """The ledger's rows for a comment, a note or a creator, told apart by their ids."""
        cells = row.cells
        if read_text(cells, "comment_id"):
            return self._once("comment", read_id(cells, "comment_id"), self._comment(cells))
        if "note_id" in cells:
            note_id = read_id(cells, "note_id")
            made = self._note(cells, note_id)
            self._keep_keyword(cells)
            return self._once("note", note_id, made)
        if "fans" in cells:
            person = _person(cells)
            if person is None:
                raise BadCellError("user_id", "empty, but it names the row")
            return self._once("creator", person, [self._creator(cells, person)])
        raise BadCellError("", "neither a note, a comment nor a creator")

    def searches(self) -> Iterable[Mapping[str, Any]]:
        """The keywords that were searched for, one row for each day."""
        for (keyword, day), at in sorted(self._keywords.items()):
            search_id = self._names.of("query", f"{keyword}\0{day}")
            yield {"actor_id": None, "at": at, "query": keyword, "search_id": search_id}

    def _once(self, kind: str, foreign: str, rows: Iterable[LedgerRow]) -> Iterable[LedgerRow]:
        mark = self._names.digest(kind, foreign)
        if mark in self._met:
            return self._arrivals.repeat()
        self._met.add(mark)
        return rows

    def _note(self, cells: Mapping[str, Any], foreign: str) -> list[LedgerRow]:
        note_id = self._names.of("note", foreign)
        at = read_moment(cells.get("time"), "time")
        note = {
            "note_id": note_id,
            "author_id": self._name_of(cells),
            "at": at,
            "title": read_text(cells, "title"),
            "body": _unmarked(read_text(cells, "desc")),
            "tags": read_tags(cells.get("tag_list")) or None,
        }
        counted = _counted_at(cells) or at
        reactions: list[LedgerRow] = []
        for column, kind in _REACTIONS:
            count = read_count(cells.get(column), column)
            if count:
                reaction = {"actor_id": None, "at": counted, "kind": kind}
                reactions.append(("reactions", reaction | {"note_id": note_id, "count": count}))
        return [("notes", note), *reactions]

    def _comment(self, cells: Mapping[str, Any]) -> list[LedgerRow]:
        parent = read_text(cells, "parent_comment_id") or "0"
        reply = {
            "reply_id": self._names.of("comment", read_id(cells, "comment_id")),
            "note_id": self._names.of("note", read_id(cells, "note_id")),
            "actor_id": self._name_of(cells),
            "at": read_moment(cells.get("create_time"), "create_time"),
            "text": _unmarked(read_text(cells, "content")),
            "parent_id": None if parent in ("0", "0.0") else self._names.of("comment", parent),
        }
        return [("replies", reply)]

    def _creator(self, cells: Mapping[str, Any], person: str) -> LedgerRow:
        followers = read_count(cells.get("fans"), "fans")
        actor_id = self._names.of("user", person)
        return "actors", {"actor_id": actor_id, "kind": "author", "followers": followers}

    def _name_of(self, cells: Mapping[str, Any]) -> str | None:
        person = _person(cells)
        return self._names.of("user", person) if person else None

    def _keep_keyword(self, cells: Mapping[str, Any]) -> None:
        keyword = (read_text(cells, "source_keyword") or "").strip()
        if not keyword:
            return
        at = _counted_at(cells)
        day = f"{at.astimezone(_CHINA):%Y-%m-%d}" if at else ""
        earlier = self._keywords.get((keyword, day))
        self._keywords[keyword, day] = min(at, earlier) if at and earlier else at or earlier


def _person(cells: Mapping[str, Any]) -> str | None:
    return next((found for name in _PERSON if (found := read_text(cells, name))), None)


def _counted_at(cells: Mapping[str, Any]) -> dt.datetime | None:
    """When the row was collected; where that is not told, when the note was last changed."""
    for column in ("last_modify_ts", "last_update_time"):
        at = read_moment(cells.get(column), column)
        if at:
            return at
    return None


def _unmarked(text: str | None) -> str | None:
    """The text with topics as people see them: ``#通勤[话题]#`` reads ``#通勤``.

    >>> _unmarked("早安 #通勤[话题]# #大码[话题]#")
    '早安 #通勤 #大码'
    """
    return _TOPIC_MARK.sub(r"#\1", text) if text else None
