"""What an actor left behind: their id, and the ids of what they made."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from isotherm.erasure.files import rewrite_file
from isotherm.erasure.judgement import Look
from isotherm.ledger.cells import parse_cell
from isotherm.ledger.faults import CellFaultError
from isotherm.ledger.files import LedgerFiles
from isotherm.schema import LEDGER, Kind, Table

__all__ = ["MADE", "WHO", "Erased", "Traces", "find_traces", "same_id"]

WHO: dict[str, tuple[str, ...]] = {
    "actors": ("actor_id",),
    "notes": ("author_id",),
    "replies": ("actor_id",),
    "reactions": ("actor_id", "followed_id"),
    "searches": ("actor_id",),
    "wishes": ("actor_id",),
    "orders": ("actor_id",),
    "outcomes": ("actor_id",),
    "merchants": ("merchant_id",),
    "votes": ("actor_id",),
    "memberships": ("actor_id",),
    "coordinated": ("actor_id",),
}
"""The columns that make a row an actor's own."""

MADE = {
    "orders": "order_id",
    "searches": "search_id",
    "wishes": "wish_id",
    "replies": "reply_id",
    "notes": "note_id",
}
"""Tables whose rows others may refer to, and the column they refer to."""

_LEAST_TELLING = 5  # characters of an id that stands for nobody else in a running text


@dataclasses.dataclass(frozen=True)
class Erased:
    """What was done to a folder."""

    rows: int  # removed
    cells: int  # emptied, or cleared of a mention
    files: tuple[str, ...]  # rewritten or thrown away
    left: tuple[str, ...]  # could not be searched to their end, or still mention the actor


@dataclasses.dataclass(frozen=True)
class Traces:
    """An actor's id and, by table, the ids of what they made."""

    actor_id: str
    made: Mapping[str, frozenset[str]]

    @property
    def ids(self) -> frozenset[str]:
        """All ids, whatever they are of."""
        return frozenset({self.actor_id}).union(*self.made.values())

    def look(self, table: Table) -> Look:
        """What to look for in a table's files; a list may be written as a text."""
        lists = frozenset(c.name for c in table.columns if c.kind is Kind.LIST)
        texts = {"found"} if table.name == "rejects" else set[str]()
        return Look(self.actor_id, self.ids, lists | texts, self.mention())

    def mention(self) -> re.Pattern[str]:
        """How the actor is mentioned in a running text: the id as a word of its own, or with @.

        A short number means too many other things; it is a mention only after an @.
        """
        word = re.escape(self.actor_id)
        before = r"(?<![0-9A-Za-z_-])" if re.match(r"[0-9A-Za-z_]", self.actor_id) else ""
        after = r"(?![0-9A-Za-z_-])" if re.search(r"[0-9A-Za-z_]$", self.actor_id) else ""
        telling = len(self.actor_id) >= _LEAST_TELLING or not self.actor_id.isdigit()
        return re.compile(f"{before}@?{word}{after}" if telling else f"@{word}{after}")


def same_id(cell: Any) -> str | None:
    """The id a cell holds, as a ledger understands it; None for none."""
    try:
        found: str | None = parse_cell(Kind.ID, cell)
    except CellFaultError:
        return None
    return found


def find_traces(files: LedgerFiles, actor_id: str) -> Traces:
    """Look through a ledger for what an actor made; nothing is changed.

    >>> import tempfile
    >>> from isotherm.ledger import write_table
    >>> from isotherm.ledger.files import find_tables
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_table(Path(folder), "notes", [{"note_id": "n1", "author_id": "ana"}])
    ...     find_traces(find_tables(Path(folder)), "ana").made["notes"]
    frozenset({'n1'})
    """
    made: dict[str, frozenset[str]] = {}
    for name, key in MADE.items():
        found: set[str] = set()
        for path in files.tables.get(name, ()):
            _look(path, name, key, actor_id=actor_id, into=found)
        made[name] = frozenset(found)
    return Traces(actor_id, made)


def _look(path: Path, name: str, key: str, *, actor_id: str, into: set[str]) -> None:
    def judge(row: dict[str, Any]) -> dict[str, Any]:
        if any(same_id(row.get(column)) == actor_id for column in WHO[name]):
            into.update(one for one in [same_id(row.get(key))] if one is not None)
        return row

    rewrite_file(path, LEDGER[name].names, judge, look=Look(actor_id, frozenset({actor_id})))
