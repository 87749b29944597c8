"""The reference page of all settings of a reading, written from their declarations.

``python -m isotherm.reading.reference`` prints it.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import sys
import textwrap

from isotherm.reading.settings import ReadingSettings
from isotherm.settings import Settings

__all__ = ["describe_settings", "setting_meanings"]


def describe_settings() -> str:
    """The page as Markdown; ``docs/reference/settings.md`` is this and nothing else.

    >>> describe_settings().splitlines()[0]
    '# Settings'
    """
    whole = ReadingSettings()
    parts = {f.name: getattr(whole, f.name) for f in dataclasses.fields(whole)}
    lines = [
        "# Settings",
        "",
        "Written from the declarations in the code: `python -m isotherm.reading.reference` prints "
        "this page.",
        "",
        "`isotherm run LEDGER --out READING --settings FILE` takes a TOML or JSON file with some "
        "of them; what is not named keeps its default. Those of a part stand under its name, such "
        "as `[trends]`. A key that does not exist, a value of another type or one out of its "
        "range is refused.",
        "",
        "## The reading itself",
        "",
        *_table(whole),
    ]
    for name, part in parts.items():
        if isinstance(part, Settings):
            said = (type(part).__doc__ or "").partition("\n")[0]
            lines += ["", f"## [{name}]", "", said, "", *_table(part)]
    return "\n".join(lines) + "\n"


def _table(record: Settings) -> list[str]:
    """A line for each setting; records within the record have tables of their own."""
    meanings = setting_meanings(type(record))
    plain = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
    rows = [
        f"| {name} | `{_written(value)}` | {meanings[name]} |"
        for name, value in plain.items()
        if not isinstance(value, Settings)
    ]
    return ["| setting | default | meaning |", "|---|---|---|", *rows]


def _written(value: object) -> str:
    """A value as a TOML file has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else f"{value:_}"


def setting_meanings(record: type[Settings]) -> dict[str, str]:
    """What each field means: the comment behind it or the text below it, in one line.

    >>> from isotherm.ledger import LedgerSettings
    >>> setting_meanings(LedgerSettings)["future_days"]
    'how far after the clock a time may lie, days, 0..36,500'
    """
    source = textwrap.dedent(inspect.getsource(record))
    lines = source.splitlines()
    found: dict[str, str] = {}
    body = ast.parse(source).body[0]
    fields = body.body if isinstance(body, ast.ClassDef) else []
    for place, field in enumerate(fields):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        below = fields[place + 1] if place + 1 < len(fields) else None
        said = _text(below) or lines[(field.end_lineno or 1) - 1].partition("  # ")[2]
        found[field.target.id] = " ".join(said.split()).replace("|", "\\|")
    return found


def _text(statement: ast.stmt | None) -> str:
    """A statement that is nothing but a text."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Constant):
        return ""
    return str(statement.value.value)


if __name__ == "__main__":
    sys.stdout.write(describe_settings())
