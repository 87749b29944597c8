"""The reference page of all tables, written from their declarations."""

from __future__ import annotations

from isotherm.schema.columns import Column, Kind, Table
from isotherm.schema.ledger import LEDGER_TABLES, SIGNAL_TABLES
from isotherm.schema.reading import READING_TABLES

__all__ = ["describe_tables"]

_KINDS = {
    Kind.ID: "id",
    Kind.TEXT: "text",
    Kind.TIME: "time",
    Kind.COUNT: "whole number",
    Kind.FEN: "whole number of fen",
    Kind.SCORE: "number",
    Kind.BOOL: "true or false",
    Kind.LIST: "list of texts",
    Kind.MAP: "map",
}


def describe_tables() -> str:
    """The page as Markdown; ``docs/reference/tables.md`` is this and nothing else.

    >>> describe_tables().splitlines()[0]
    '# Tables'
    """
    lines = [
        "# Tables",
        "",
        "Written from the declarations in the code: `python -m isotherm.schema` prints this page.",
        "",
        "## A ledger: what goes in",
        "",
        f"At least one of {', '.join(SIGNAL_TABLES)} must be there. **Bold** columns are required "
        "as columns.",
    ]
    for table in LEDGER_TABLES:
        lines += _describe(table)
    lines += ["", "## A reading: what comes out"]
    for table in READING_TABLES:
        lines += _describe(table)
    return "\n".join(lines) + "\n"


def _describe(table: Table) -> list[str]:
    lines = ["", f"### {table.name}", "", f"A row is {table.row}.", ""]
    if table.key:
        lines += [f"Key: {' + '.join(table.key)}.", ""]
    if table.one_of:
        lines += [f"One of these must hold a value: {', '.join(table.one_of)}.", ""]
    if table.snapshot:
        lines += [f"Used as exported, whatever the day asked for: {', '.join(table.snapshot)}.", ""]
    lines += ["| column | holds | meaning |", "|---|---|---|"]
    return lines + [_row(column) for column in table.columns]


def _row(column: Column) -> str:
    name = f"**{column.name}**" if column.required else column.name
    holds = ", ".join(column.choices) or _KINDS[column.kind]
    if column.low is not None and column.high is not None:
        holds += f", {column.low:g} to {column.high:g}"
    if column.default is not None:
        holds += f", default {column.default}"
    return f"| {name} | {holds} | {column.meaning} |"
