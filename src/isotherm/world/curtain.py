"""Where a record breaks off: what of its rows had happened, and what they may speak of, by then."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from isotherm.schema import LEDGER

__all__ = ["Curtain"]

_PART_OF = {"skus": ("product_id", "products"), "options": ("test_id", "tests")}
_NAMES = {"merchants": ("buyer_ids", "actors"), "wishes": ("seconded_by", "actors")}


class Curtain:
    """Keeps rows up to a moment, and none of what belongs to a row that came later.

    A table that others are part of, or named by, is cut before them.
    """

    def __init__(self, until: int) -> None:
        """Nothing after the second ``until`` is let through."""
        self._until = pa.scalar(until * 1_000_000, pa.int64()).cast(pa.timestamp("us", tz="UTC"))
        self._later: dict[str, pa.Array] = {}

    def cut(self, name: str, rows: pa.Table) -> pa.Table:
        """The rows of a table that had happened."""
        table = LEDGER[name]
        if table.time is not None:
            at = rows[table.time]
            told = pc.or_kleene(pc.is_null(at), pc.less_equal(at, self._until))
            if table.key:
                self._remember(name, rows.filter(pc.invert(told))[table.key[0]])
            rows = rows.filter(told)
        if name in _PART_OF:
            column, owner = _PART_OF[name]
            rows = rows.filter(pc.invert(pc.is_in(rows[column], self._gone(owner))))
        if name in _NAMES:
            rows = self._without_later(rows, *_NAMES[name])
        return rows

    def _remember(self, name: str, ids: pa.ChunkedArray) -> None:
        self._later[name] = pa.concat_arrays([self._gone(name), *ids.chunks])

    def _gone(self, name: str) -> pa.Array:
        return self._later.get(name, pa.array([], pa.string()))

    def _without_later(self, rows: pa.Table, column: str, owner: str) -> pa.Table:
        """The same rows, their lists without whoever came later."""
        gone = set(self._gone(owner).to_pylist())
        lists = [
            None if those is None else [one for one in those if one not in gone]
            for those in rows[column].to_pylist()
        ]
        place = rows.schema.get_field_index(column)
        field = rows.schema.field(place)
        return rows.set_column(place, field, pa.array(lists, field.type))
