"""Foreign formats, one file each, turned into a ledger."""

from __future__ import annotations

from isotherm.sources.options import LIFESTYLE, ImportOptions
from isotherm.sources.registry import SOURCES, Source, import_source
from isotherm.sources.summary import ImportSummary, NothingReadError, RowFault

__all__ = [
    "LIFESTYLE",
    "SOURCES",
    "ImportOptions",
    "ImportSummary",
    "NothingReadError",
    "RowFault",
    "Source",
    "import_source",
]
