from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from isotherm.schema import LEDGER_TABLES, READING_TABLES
from isotherm.schema.reference import describe_tables

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "tables.md"


def test_the_page_is_what_the_declarations_say() -> None:
    assert PAGE.read_text("utf-8") == describe_tables(), (
        "run `python -m isotherm.schema > docs/reference/tables.md`"
    )


def test_every_column_is_on_the_page() -> None:
    page = describe_tables()
    for table in (*LEDGER_TABLES, *READING_TABLES):
        part = page.partition(f"### {table.name}\n")[2].partition("\n### ")[0]
        for column in table.columns:
            name = f"**{column.name}**" if column.required else column.name
            assert f"| {name} |" in part
            assert column.meaning in part


def test_the_page_can_be_printed() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "isotherm.schema"], capture_output=True, check=True, timeout=60
    )
    assert ran.stdout.decode("utf-8") == describe_tables()
