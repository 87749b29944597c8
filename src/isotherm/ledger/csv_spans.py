"""Which rows of a damaged CSV block follow every rule, seen for all of its lines at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from isotherm.ledger.settings import LedgerSettings

__all__ = ["rows_after"]

Places = np.ndarray[Any, np.dtype[np.int64]]

_QUOTE, _FEED, _RETURN = b'"\n\r'
_PASSAGE = 4096  # bytes decoded at a time: an error takes a copy of all that was to be decoded


def rows_after(block: bytes, width: int, *, delimiter: str, settings: LedgerSettings) -> list[int]:
    """For each line, were a row to begin there: the line after that row.

    It is 0 where only a look at the cells can tell: the row is damaged, empty, longer than a row
    may be, or not finished in this block. What is told is certain: ``width`` cells, each quote
    where it may be, UTF-8, and lines that end as lines do.

    >>> rows_after(b'a,"b\\nc"\\nd\\ne,f\\n', 2, delimiter=",", settings=LedgerSettings())
    [2, 0, 0, 4]
    """
    codes = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero(codes == _FEED)
    if not len(ends):
        return []
    starts = np.concatenate([[0], ends[:-1] + 1])
    quotes = np.flatnonzero(codes == _QUOTE)
    before, upto = np.searchsorted(quotes, starts), np.searchsorted(quotes, ends)
    last = _last_lines((upto - before) % 2 == 1)
    unfinished = last == len(ends)
    last = np.minimum(last, len(ends) - 1)
    bounds = (starts, ends[last])
    parted = np.flatnonzero(codes == ord(delimiter))
    odd = unfinished | (ends[last] == starts)
    odd |= _misplaced(codes, quotes, ord(delimiter), (before, upto[last])) > 0
    odd |= _outside(parted, quotes, before, bounds) != width - 1
    odd |= _between(_bare_returns(codes), bounds) > 0
    odd |= _between(_no_utf8(block), bounds) > 0
    odd |= codes[starts] == _RETURN
    odd |= last - np.arange(len(ends)) >= settings.max_row_lines
    odd |= bounds[1] - bounds[0] > settings.max_row_bytes
    after: list[int] = np.where(odd, 0, last + 1).tolist()
    return after


def _last_lines(turns: np.ndarray[Any, Any]) -> Places:
    """The last line of the row that begins on each line, ``len(turns)`` if it is not there.

    ``turns`` says which lines open a cell they do not close, or close one opened before.
    """
    turning = np.flatnonzero(turns)
    here = np.arange(len(turns))
    following = np.searchsorted(turning, here, side="right")
    closing = np.append(turning, len(turns))[following]
    return np.where(turns, closing, here)


def _misplaced(
    codes: np.ndarray[Any, Any],
    quotes: Places,
    delimiter: int,
    spans: tuple[Places, Places],
) -> Places:
    """How many of the quotes from one place up to another are not where they may be.

    Of a row's quotes every other one opens, from the first on. One that opens follows a
    delimiter, a line feed or, as the second of a pair, a quote; one that closes is followed so.
    """
    first, end = spans
    ahead = np.where(quotes > 0, codes[quotes - 1], _FEED)
    behind = codes[quotes + 1]
    returns = (behind == _RETURN) & (codes[np.minimum(quotes + 2, len(codes) - 1)] == _FEED)
    opens = (ahead == delimiter) | (ahead == _FEED) | (ahead == _QUOTE)
    closes = (behind == delimiter) | (behind == _FEED) | (behind == _QUOTE) | returns
    even = np.arange(len(quotes)) % 2 == 0
    wrong = [np.where(even == begins_even, ~opens, ~closes) for begins_even in (True, False)]
    sums = [np.concatenate([[0], np.cumsum(flags)]) for flags in wrong]
    return np.where(first % 2 == 0, *(total[end] - total[first] for total in sums))


def _outside(
    places: Places, quotes: Places, first: Places, bounds: tuple[Places, Places]
) -> Places:
    """How many of the places within the bounds lie outside quoted cells.

    ``first`` is the number of quotes before each row: from there on they open and close in turn.
    """
    even = np.searchsorted(quotes, places) % 2 == 0
    totals = [np.concatenate([[0], np.cumsum(flags)]) for flags in (even, ~even)]
    low, high = (np.searchsorted(places, bound) for bound in bounds)
    return np.where(first % 2 == 0, *(total[high] - total[low] for total in totals))


def _between(places: Places, bounds: tuple[Places, Places]) -> Places:
    low, high = bounds
    return np.searchsorted(places, high) - np.searchsorted(places, low)


def _bare_returns(codes: np.ndarray[Any, Any]) -> Places:
    """Where a return is not the first half of a line's end."""
    returns = np.flatnonzero(codes == _RETURN)
    return returns[codes[returns + 1] != _FEED]  # a block ends in a feed


def _no_utf8(block: bytes) -> Places:
    """A byte of each line that is not UTF-8."""
    found: list[int] = []
    at = 0
    rest = memoryview(block)
    while at < len(block):
        end = block.find(b"\n", at + _PASSAGE) + 1 or len(block)
        try:
            str(rest[at:end], "utf-8")
        except UnicodeDecodeError as error:
            found.append(at + error.start)
            at = block.index(b"\n", at + error.start) + 1
        else:
            at = end
    return np.asarray(found, dtype=np.int64)
