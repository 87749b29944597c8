"""The rows of a CSV file, each with the line it begins on."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from isotherm.sources.shopify_dialects import columns_of
from isotherm.web.shop.shopify.cells import restore
from isotherm.web.shop.shopify.faults import ImportReport
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import cleaned, cleaned_lines, decoded

__all__ = ["MOST_BYTES", "Row", "read_rows", "require_goods"]

MOST_BYTES = 20 * 2**20
MOST_ROWS = 50_000
_LONGEST_HEADER = 131_072  # signs: a thousand columns of places, and the page waits for them
_STOCK = ("inventory quantity", "variant inventory qty", "on hand (new)", "on hand")
# What a stock file of Shopify has before one column for each place, in its older form.
_OPTIONS = [f"option{n} {part}" for n in (1, 2, 3) for part in ("name", "value")]
_ALL_BUT_PLACES = frozenset(
    ("handle", "title", "sku", "hs code", "coo", "location", "bin name", *_OPTIONS)
)


@dataclasses.dataclass(frozen=True)
class Header:
    """The first line of a file: its columns under the names we use, and what it is of."""

    names: tuple[str, ...]
    columns: Mapping[str, str]
    kind: str  # products or stock
    places: tuple[str, ...] = ()  # columns of places, of a stock file

    @classmethod
    def of(cls, cells: Sequence[str]) -> Header:
        """Read a first line. Refused where it is not of a file of goods."""
        names = tuple(cell.strip() for cell in cells)
        columns = _columns(names)
        if "handle" not in columns:
            words = _("This is no product file: it has no column Handle (or URL handle).")
            raise Refusal(words, code="header", status=422)
        lowered = set(_lowered(names))
        by_place = {"hs code", "coo"} <= lowered
        if "price" in columns or not (by_place or {"location", "available"} & lowered):
            return cls(names, columns, "products")
        told = {"stock", "stock now", "free"} & set(columns)
        places = [name for name in names if name and name.lower() not in _ALL_BUT_PLACES]
        return cls(names, columns, "stock", () if told else tuple(places))


class Row:
    """One row's cells under the names we use, whichever dialect the file is in."""

    def __init__(self, line: int, cells: Mapping[str, str], header: Header) -> None:
        """Keep where it stands and what it says."""
        self.line = line
        self._cells = cells
        self._header = header

    def column(self, name: str) -> str:
        """The column's own name in the file."""
        return self._header.columns.get(name, name)

    def text(self, name: str) -> str:
        """The cell as one line; empty where it is not there."""
        return cleaned(self._cell(name))

    def lines(self, name: str) -> str:
        """The cell with its lines."""
        return cleaned_lines(self._cell(name))

    def places(self) -> list[tuple[str, str]]:
        """What a stock file says of each place it has a column for."""
        return [(name, cleaned(self._cells.get(name, ""))) for name in self._header.places]

    def _cell(self, name: str) -> str:
        return restore(self._cells.get(self.column(name), ""))


def read_rows(data: bytes, report: ImportReport) -> Iterator[Row]:
    """The rows of a file that have as many cells as its header; the others are told."""
    header, lines = _opened(data, report)
    report.kind = header.kind
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        report.rows += 1
        if report.rows > MOST_ROWS:
            raise Refusal(_("The file has more than 50,000 rows."), code="too_large", status=413)
        if len(cells) != len(header.names):
            expected = _("%(n)s cells, as the header has") % {"n": len(header.names)}
            report.refuse(line, "", _("%(n)s cells") % {"n": len(cells)}, expected)
            continue
        yield Row(line, dict(zip(header.names, cells, strict=True)), header)


def require_goods(data: bytes) -> None:
    """Refuse a file that is too large, no table, or none of goods; its rows are not read."""
    _opened(data, ImportReport())


def _opened(data: bytes, report: ImportReport) -> tuple[Header, Iterator[tuple[int, list[str]]]]:
    """The header of a file, and the numbered lines behind it."""
    if len(data) > MOST_BYTES:
        raise Refusal(_("The file is larger than 20 MB."), code="too_large", status=413)
    text = decoded(data)
    _require_short_header(text)
    lines = _safe(csv.reader(io.StringIO(text, newline=""), strict=False), report)
    return Header.of(next(lines, (1, []))[1]), lines


def _require_short_header(text: str) -> None:
    """Refuse a first row that goes on and on: whoever asks waits while it is cut into cells."""
    begins = io.StringIO(text[:_LONGEST_HEADER], newline="")
    with contextlib.suppress(csv.Error):
        next(csv.reader(begins), None)
    if begins.tell() == _LONGEST_HEADER:
        words = _("The first line is too long to be the names of columns.")
        raise Refusal(words, code="header", status=422)


def _columns(header: tuple[str, ...]) -> dict[str, str]:
    columns = dict(columns_of(header))
    lowered = _lowered(header)
    stock = next((lowered[name] for name in _STOCK if name in lowered), None)
    columns |= {"stock": stock} if stock else {}
    more = {"stock now": "on hand (current)", "free": "available"}
    more |= {name: name for name in ("status", "published")}
    return columns | {ours: lowered[name] for ours, name in more.items() if name in lowered}


def _lowered(header: tuple[str, ...]) -> dict[str, str]:
    """The columns by their names in small letters, without what Shopify remarks behind them."""
    return {name.lower().removesuffix("(not editable)").strip(): name for name in header}


def _safe(lines: Iterator[list[str]], report: ImportReport) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line each begins on; one that cannot be cut into cells is told."""
    while True:
        begins = lines.line_num + 1  # type: ignore[attr-defined]  # csv's reader counts lines
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            report.rows += 1
            report.refuse(begins, "", error, _("cells of at most 131,072 characters"))
            continue
        yield begins, cells
