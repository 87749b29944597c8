"""Tables as the contract declares them: columns, types, order of rows."""

from __future__ import annotations

import pyarrow as pa

from isotherm.errors import ReadingError
from isotherm.schema import READING

__all__ = ["conform"]


def conform(name: str, table: pa.Table) -> pa.Table:
    """A part's table in the declared columns and types, rows sorted by key.

    A table that is not a reading's own (an in-between one) is returned as it is. A part that
    leaves a column out, or fills it with what its type cannot hold, is at fault: ReadingError.
    """
    declared = READING.get(name)
    if declared is None:
        return table
    schema = declared.arrow_schema()
    try:
        typed = table.select(schema.names).cast(schema)
    except (KeyError, pa.ArrowException) as error:
        raise ReadingError(f"table {name!r} came out wrong: {error}") from error
    return typed.sort_by([(column, "ascending") for column in declared.key])
