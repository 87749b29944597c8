"""What a command says: words and tables for people, one JSON object for machines."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from isotherm.progress_bar import progress_bar

__all__ = ["Output"]


class Output:
    """Answers go to standard output; progress and complaints to standard error."""

    def __init__(self, *, as_json: bool) -> None:
        """``as_json``: print nothing but one JSON object."""
        self.as_json = as_json

    def say(self, line: str) -> None:
        """A line for people."""
        if not self.as_json:
            print(line)

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """A table for people; numbers stand right."""
        if self.as_json or not rows:
            return
        from rich import box
        from rich.console import Console
        from rich.table import Table

        drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for index, column in enumerate(columns):
            numbers = all(isinstance(row[index], int | float) or row[index] == "" for row in rows)
            drawn.add_column(column, justify="right" if numbers else "left", overflow="fold")
        for row in rows:
            drawn.add_row(*[_cell(value) for value in row])
        width = None if sys.stdout.isatty() else 110
        console = Console(width=width, highlight=False, markup=False)
        console.print(title, style="bold", soft_wrap=True)
        console.print(drawn)

    def give(self, answer: Mapping[str, Any]) -> None:
        """The answer for machines."""
        if self.as_json:
            import orjson

            options = orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY
            sys.stdout.write(orjson.dumps(answer, option=options, default=str).decode() + "\n")

    def fail(self, line: str) -> None:
        """What was wrong, in one line on standard error; machines get it as JSON as well."""
        one_line = " ".join(line.split())
        print(f"isotherm: {one_line}", file=sys.stderr)
        self.give({"error": one_line})

    @contextlib.contextmanager
    def progress(self) -> Iterator[Callable[[str, int, int], None]]:
        """A bar while long work goes on: only for people, only on a terminal."""
        with contextlib.nullcontext(_say_nothing) if self.as_json else progress_bar() as tell:
            yield tell


def _say_nothing(_says: str, _done: int, _of: int) -> None:
    """Machines are told at the end."""


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) < 100 else f"{value:,.0f}"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)
