"""Posts of communities → notes with the community as their tag; score → likes of nobody in person.

Post and author ids are hashed. The score is dated as its post, for when it was counted is not
told. How many comments a post has finds no place in a ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from isotherm.sources.arrivals import Arrivals, LedgerRow
from isotherm.sources.cells import read_id, read_moment, read_text
from isotherm.sources.numbers import read_number
from isotherm.sources.options import ImportOptions
from isotherm.sources.pseudonyms import Pseudonyms
from isotherm.sources.rows import SourceRow, read_rows

__all__ = ["bring"]

_GONE = ("[deleted]", "[removed]")


def bring(paths: Sequence[Path], arrivals: Arrivals, options: ImportOptions) -> None:
    """Read the files given; a post met again is told once."""
    names = Pseudonyms(options.salt)
    met: set[bytes] = set()

    def translate(row: SourceRow) -> Iterable[LedgerRow]:
        foreign = read_id(row.cells, "id")
        made = _note(row, names, foreign)
        mark = names.digest("note", foreign)
        if mark in met:
            return arrivals.repeat()
        met.add(mark)
        return made

    for path in paths:
        arrivals.take(read_rows(path), translate)


def _note(row: SourceRow, names: Pseudonyms, foreign: str) -> list[LedgerRow]:
    cells = row.cells
    author, body = read_text(cells, "author"), read_text(cells, "selftext")
    community = read_text(cells, "subreddit")
    note_id = names.of("note", foreign)
    at = read_moment(cells.get("created_utc"), "created_utc")
    score = read_number(cells.get("score"), "score")
    note = {
        "note_id": note_id,
        "author_id": names.of("user", author) if author and author not in _GONE else None,
        "at": at,
        "title": read_text(cells, "title"),
        "body": None if body in _GONE else body,
        "tags": [community] if community else None,
    }
    if not score or score < 1:
        return [("notes", note)]
    like = {"actor_id": None, "at": at, "kind": "like", "note_id": note_id, "count": int(score)}
    return [("notes", note), ("reactions", like)]
