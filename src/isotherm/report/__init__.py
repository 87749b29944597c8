"""The one-file report of a reading, with the isotherm map, and the page for one merchant."""

from isotherm.report.write import write_handout, write_report

__all__ = ["write_handout", "write_report"]
