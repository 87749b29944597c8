"""Writing a report: the whole file or none of it."""

from __future__ import annotations

from pathlib import Path

from isotherm.errors import ReadingError
from isotherm.report.findings import gather_findings
from isotherm.report.page import build_page
from isotherm.whole_file import whole_file

__all__ = ["write_report"]


def write_report(reading: Path, into: Path, *, previous: Path | None = None) -> Path:
    """Draw a finished reading as one HTML file that works offline; returns ``into``.

    Shows the isotherm map, what warmed, needs, trends, briefs by their last day, integrity, past
    forecasts and what was missing, in Chinese and English. ``previous`` is the reading that the
    run compared with: with it the report says how warm each stratum was then. Equal readings give
    equal bytes. ReadingError when ``reading`` is not finished or ``into`` cannot be written.
    """
    page = build_page(gather_findings(reading, previous=previous))
    try:
        with whole_file(into) as part:
            part.write_text(page, "utf-8", newline="\n")
    except OSError as error:
        raise ReadingError(f"{into} cannot be written: {error}") from error
    return into
