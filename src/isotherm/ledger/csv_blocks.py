"""Sound blocks of CSV through Arrow's parser; anything odd is left to the careful one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from isotherm.ledger.bytes_in import is_utf8

__all__ = ["parse_rows", "row_ends", "row_lines"]

_QUOTE, _FEED, _RETURN = b'"\n\r'


def row_ends(data: bytes, delimiter: str) -> np.ndarray[Any, Any] | None:
    """Where rows end in a block with quotes; None unless every quote is where it may be.

    Quotes open and close in turn. One that opens follows a delimiter, a line feed or, as the
    second of a pair within a cell, the quote before; one that closes is followed likewise.
    """
    codes = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(codes == _QUOTE)
    feeds = np.flatnonzero(codes == _FEED)
    ends = feeds[np.searchsorted(quotes, feeds) % 2 == 0]
    cut = int(ends[-1]) + 1 if len(ends) else 0
    quotes = quotes[: np.searchsorted(quotes, cut)]
    opening, closing = quotes[0::2], quotes[1::2]
    outside = [_QUOTE, _FEED, ord(delimiter)]
    before = np.where(opening > 0, codes[opening - 1], _FEED)
    after = codes[closing + 1]
    returns = (after == ord("\r")) & (codes[np.minimum(closing + 2, len(codes) - 1)] == _FEED)
    sound = np.isin(before, outside).all() and (np.isin(after, outside) | returns).all()
    return ends if sound else None


def row_lines(
    whole: bytes, ends: np.ndarray[Any, Any] | None, first: int
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The line each row begins on; empty lines are no rows."""
    codes = np.frombuffer(whole, dtype=np.uint8)
    feeds = np.flatnonzero(codes == _FEED)
    ends = feeds if ends is None else ends
    starts = np.concatenate([[0], ends[:-1] + 1])
    lines = first + np.searchsorted(feeds, starts)
    length = ends - starts
    empty = (length == 0) | ((length == 1) & (codes[starts] == ord("\r")))
    return np.asarray(lines[~empty], dtype=np.int64)


def parse_rows(
    whole: bytes, header: Sequence[str], wanted: Sequence[str], *, delimiter: str
) -> dict[str, pa.Array] | None:
    """The ``wanted`` columns of sound rows, as text.

    None if a row is not as wide as the header or not UTF-8, or where Arrow would see other lines.
    """
    from pyarrow import csv

    bare_returns = b"\r" in whole and whole.count(b"\r") != whole.count(b"\r\n")
    if not wanted or bare_returns or not is_utf8(whole):
        return None
    odd: list[Any] = []

    def skip(row: Any) -> str:
        odd.append(row)
        return "skip"

    names = [f"{place}" for place in range(len(header))]
    places = {name: names[header.index(name)] for name in wanted}
    try:
        table = csv.read_csv(
            pa.BufferReader(whole),
            read_options=csv.ReadOptions(column_names=names, block_size=len(whole) + 1),
            parse_options=csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, invalid_row_handler=skip
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(places.values(), pa.string()),
                include_columns=list(places.values()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if odd:
        return None
    return {
        name: column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
        for name, column in zip(places, table.columns, strict=True)
    }
