"""The rows of a CSV file, each with the line it begins on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from isotherm.sources.shopify_dialects import columns_of
from isotherm.web.shop.shopify.cells import restore
from isotherm.web.shop.shopify.faults import ImportReport
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import cleaned, cleaned_lines, decoded

__all__ = ["MOST_BYTES", "Row", "read_rows"]

MOST_BYTES = 20 * 2**20
MOST_ROWS = 50_000
_STOCK = ("inventory quantity", "variant inventory qty", "on hand (new)", "on hand", "available")


class Row:
    """One row's cells under the names we use, whichever dialect the file is in."""

    def __init__(self, line: int, cells: Mapping[str, str], columns: Mapping[str, str]) -> None:
        """Keep where it stands and what it says."""
        self.line = line
        self._cells = cells
        self._columns = columns

    def column(self, name: str) -> str:
        """The column's own name in the file."""
        return self._columns.get(name, name)

    def text(self, name: str) -> str:
        """The cell as one line; empty where it is not there."""
        return cleaned(self._cell(name))

    def lines(self, name: str) -> str:
        """The cell with its lines."""
        return cleaned_lines(self._cell(name))

    def _cell(self, name: str) -> str:
        return restore(self._cells.get(self.column(name), ""))


def read_rows(data: bytes, report: ImportReport) -> Iterator[Row]:
    """The rows of a file that have as many cells as its header; the others are told."""
    if len(data) > MOST_BYTES:
        raise Refusal(_("The file is larger than 20 MB."), code="too_large", status=413)
    lines = csv.reader(io.StringIO(decoded(data), newline=""), strict=False)
    header = [name.strip() for name in next(_safe(lines, report), (1, []))[1]]
    columns = _columns(header)
    if "handle" not in columns:
        words = _("This is no product file: it has no column Handle (or URL handle).")
        raise Refusal(words, code="header", status=422)
    for line, cells in _safe(lines, report):
        if not any(cell.strip() for cell in cells):
            continue
        report.rows += 1
        if report.rows > MOST_ROWS:
            raise Refusal(_("The file has more than 50,000 rows."), code="too_large", status=413)
        if len(cells) != len(header):
            expected = _("%(n)s cells, as the header has") % {"n": len(header)}
            report.refuse(line, "", _("%(n)s cells") % {"n": len(cells)}, expected)
            continue
        yield Row(line, dict(zip(header, cells, strict=True)), columns)


def _columns(header: list[str]) -> dict[str, str]:
    columns = dict(columns_of(tuple(header)))
    lowered = {name.lower(): name for name in header}
    stock = next((lowered[name] for name in _STOCK if name in lowered), None)
    columns |= {"stock": stock} if stock else {}
    columns |= {name: lowered[name] for name in ("status", "published") if name in lowered}
    return columns


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
