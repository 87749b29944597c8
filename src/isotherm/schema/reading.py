"""The tables of a reading, what one run finds: what comes out."""

from __future__ import annotations

from isotherm.schema.columns import Table
from isotherm.schema.declared import declared_columns as _columns
from isotherm.schema.reading_findings import FINDINGS
from isotherm.schema.reading_strata import STRATA

__all__ = ["READING", "READING_TABLES"]

_ACCOUNTS: tuple[Table, ...] = (
    Table(
        "forecast_ledger",
        "a forecast that was issued",
        _columns("""
            issued_at time  when it was issued
            subject_id id  the trend it is about
            horizon count  days ahead
            p10 score  low
            p50 score  middle
            p90 score  high
            outcome score  what came (empty: its day has not come)
            scored_at time  when it was scored
            pinball score  pinball loss, mean over p10, p50 and p90
            covered bool  whether the outcome lay within p10 to p90
        """),
        key=("subject_id", "issued_at", "horizon"),
    ),
    Table(
        "rejects",
        "a row that could not be read",
        _columns("""
            file text  the file within the ledger
            line count  the line or row, counted from 1
            column text  the column (empty: the whole row)
            code text  what kind of fault it is
            found text  what was found, shortened
            expected text  what was expected
        """),
        key=("file", "line", "column"),
    ),
)

READING_TABLES: tuple[Table, ...] = STRATA + FINDINGS + _ACCOUNTS
READING: dict[str, Table] = {table.name: table for table in READING_TABLES}
