"""The one-file report of a reading, with the isotherm map."""

from isotherm.report.write import write_report

__all__ = ["write_report"]
