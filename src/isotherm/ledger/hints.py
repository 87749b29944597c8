"""What the cells of a file suggest about their units: said, and never a reason to reject a row."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.conform import Conformed
from isotherm.ledger.natives import plain_array
from isotherm.ledger.rejects import RejectCode
from isotherm.ledger.rows import Rows
from isotherm.schema import Kind, Table

__all__ = ["Hints", "count_times"]

_CHEAP_FEN = 500  # a price below: where most are, they are likely in the major unit
_NO_FEWER = 5  # prices without which nothing is said of them
_WRITTEN = r"^\s*\d{4}[-/.年]"
_ZONED = r"(?i)(?:Z|UTC|\d[ :T]\d\d(?::\d\d(?:[.,]\d+)?)?\s?[+-]\d\d(?::?\d\d)?)\s*$"


@dataclasses.dataclass
class Hints:
    """Tallies of one file: cheap prices, times without an offset, shares above one."""

    table: Table
    priced: Counter[str] = dataclasses.field(default_factory=Counter)
    cheap: Counter[str] = dataclasses.field(default_factory=Counter)
    decimals: set[str] = dataclasses.field(default_factory=set)
    unzoned: Counter[str] = dataclasses.field(default_factory=Counter)
    numbered: Counter[str] = dataclasses.field(default_factory=Counter)
    above_one: Counter[str] = dataclasses.field(default_factory=Counter)

    def take(self, some: Rows, done: Conformed) -> None:
        """Note some more rows, as they were read and as they were accepted."""
        shares = {c.name for c in self.table.columns if c.kind is Kind.SCORE and c.high == 1}
        outside = (r for r in done.rejects if r.code is RejectCode.OUT_OF_RANGE)
        above = (r.column for r in outside if r.column in shares and not r.found.startswith("-"))
        self.above_one.update(above)
        for column in self.table.columns:
            name = column.name
            if name not in some.columns:
                continue
            if column.kind is Kind.FEN:
                self._take_prices(name, some.columns[name], done.accepted.column(name))
            if column.kind is Kind.TIME:
                unzoned, numbers = count_times(some.columns[name])
                self.unzoned[name] += unzoned
                self.numbered[name] += numbers

    def _take_prices(self, name: str, cells: pa.Array | Sequence[Any], typed: pa.Array) -> None:
        self.priced[name] += pc.sum(pc.greater(typed, 0)).as_py() or 0
        below = pc.and_(pc.greater(typed, 0), pc.less(typed, _CHEAP_FEN))
        self.cheap[name] += pc.sum(below).as_py() or 0
        texts = _texts(cells)
        dotted = texts.filter(pc.match_substring(texts, "."))
        if pc.any(pc.match_substring_regex(dotted, r"^\s*\d+\.0+\s*$")).as_py():
            self.decimals.add(name)

    def lines(self) -> Iterator[str]:
        """What those who exported the file should look at, a line each."""
        for name, above in self.above_one.items():
            yield (
                f"{name}: {above:,} above 1, rejected; if this is a scale of 5 or 10, divide it "
                "by that: a 1 of it is read as the best"
            )
        for name, priced in self.priced.items():
            if name in self.decimals:
                yield f"{name}: 404.00 is read as 404 fen; if these are yuan, write 40400"
            elif priced >= _NO_FEWER and 2 * self.cheap[name] > priced:
                yield (
                    f"{name}: most are below {_CHEAP_FEN} fen (5 yuan); if these are whole yuan, "
                    "multiply by 100"
                )
        plain = {name: count for name, count in self.unzoned.items() if count}
        if plain:
            told = ", ".join(f"{name} {count:,}" for name, count in plain.items())
            yield f"times without an offset, read as UTC (China's end in +08:00): {told}"
        for name in plain:
            if self.numbered[name]:
                yield f"{name}: {self.numbered[name]:,} numbers (epoch) among written times"


def count_times(cells: pa.Array | Sequence[Any]) -> tuple[int, int]:
    """How many times are written without an offset, and how many are numbers.

    >>> count_times(pa.array(["2026-03-01", "2026-03-01 08:00+08:00", "1772323200000", None]))
    (1, 1)
    """
    if isinstance(cells, pa.Array):
        cells = plain_array(cells)
        kind = cells.type
        if pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and kind.tz is None):
            return len(cells) - cells.null_count, 0
        if pa.types.is_integer(kind) or pa.types.is_floating(kind):
            return 0, len(cells) - cells.null_count
        numbers = 0
    else:
        numbers = sum(type(cell) in (int, float) for cell in cells)
    texts = _texts(cells)
    others = texts.filter(pc.invert(pc.ends_with(texts, "Z")))
    written = others.filter(pc.match_substring_regex(others, _WRITTEN))
    if len(written) < len(others):
        numbers += pc.sum(pc.match_substring_regex(others, r"^\s*-?\d+(?:\.0*)?\s*$")).as_py() or 0
    zoned = pc.sum(pc.match_substring_regex(written, _ZONED)).as_py() or 0
    return len(written) - zoned, numbers


def _texts(cells: pa.Array | Sequence[Any]) -> pa.Array:
    """The texts among the cells, without the empty ones."""
    if not isinstance(cells, pa.Array):
        return pa.array([c for c in cells if type(c) is str and c.isprintable()], pa.string())
    plain = plain_array(cells)
    return plain.drop_null() if pa.types.is_string(plain.type) else pa.array([], pa.string())
