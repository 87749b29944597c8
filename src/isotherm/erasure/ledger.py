"""Forgetting an actor in a ledger."""

from __future__ import annotations

from isotherm.erasure.files import rewrite_file
from isotherm.erasure.judgement import Rewritten
from isotherm.erasure.rows import judge_rows
from isotherm.erasure.strangers import search_strangers
from isotherm.erasure.traces import MADE, Erased, Traces
from isotherm.ledger.files import LedgerFiles
from isotherm.schema import LEDGER

__all__ = ["erase_from_ledger"]


def erase_from_ledger(files: LedgerFiles, traces: Traces) -> Erased:
    """Rewrite every table file of a ledger without an actor; each file appears changed whole.

    Tables that tell what the actor made come last, so that an erasure that was stopped can be
    done again. Leftovers of unfinished writing are thrown away. Files that are no tables are only
    searched: those that mention the actor are named in ``left``.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from isotherm.erasure import find_traces
    >>> from isotherm.ledger import write_table
    >>> from isotherm.ledger.files import find_tables
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rows = [{"note_id": "n1", "author_id": "ana"}, {"note_id": "n2", "author_id": "bo"}]
    ...     write_table(Path(folder), "notes", rows)
    ...     files = find_tables(Path(folder))
    ...     erased = erase_from_ledger(files, find_traces(files, "ana"))
    >>> erased.rows, erased.files
    (1, ('notes.parquet',))
    """
    done: dict[str, Rewritten] = {}
    last = list(MADE)
    order = sorted(files.tables, key=lambda name: last.index(name) if name in last else -1)
    for name in order:
        table = LEDGER[name]
        judge = judge_rows(table, traces)
        for path in files.tables[name]:
            done[path.relative_to(files.folder).as_posix()] = rewrite_file(
                path, table.names, judge, look=traces.look(table)
            )
    left = [f"{file}: {one.error}" for file, one in done.items() if one.error]
    tables = {path for paths in files.tables.values() for path in paths}
    left += search_strangers(files.folder, tables, traces.actor_id)
    return Erased(
        rows=sum(one.rows for one in done.values()),
        cells=sum(one.cells for one in done.values()),
        files=tuple(sorted(file for file, one in done.items() if one.changed)),
        left=tuple(left),
    )
