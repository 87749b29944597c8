"""Writing a report, the operator's or a merchant's: the whole file or none of it."""

from __future__ import annotations

from pathlib import Path

from isotherm.errors import ReadingError
from isotherm.report.findings import gather_findings
from isotherm.report.handout import gather_handout
from isotherm.report.merchant_page import build_merchant_page
from isotherm.report.page import build_page
from isotherm.whole_file import whole_file

__all__ = ["write_handout", "write_report"]


def write_report(reading: Path, into: Path, *, previous: Path | None = None) -> Path:
    """Draw a finished reading as one HTML file that works offline; returns ``into``.

    Shows the isotherm map, what warmed, needs, trends, briefs by their last day, integrity, past
    forecasts and what was missing, in Chinese and English. ``previous`` is the reading that the
    run compared with: with it the report says how warm each stratum was then. Equal readings give
    equal bytes. ReadingError when ``reading`` is not finished or ``into`` cannot be written.
    """
    return _write(build_page(gather_findings(reading, previous=previous)), into)


def write_handout(reading: Path, into: Path, *, merchant: str) -> Path:
    """Write the page that one merchant may see as one HTML file; returns ``into``.

    It holds the briefs addressed to the merchant and those open to all, with their calendar: no
    stratum, need, trend or account, nothing of other merchants. ReadingError when ``reading`` is
    not finished or ``into`` cannot be written, UsageError for an empty id.
    """
    return _write(build_merchant_page(gather_handout(reading, merchant=merchant)), into)


def _write(page: str, into: Path) -> Path:
    try:
        with whole_file(into) as part:
            part.write_text(page, "utf-8", newline="\n")
    except OSError as error:
        raise ReadingError(f"{into} cannot be written: {error}") from error
    return into
