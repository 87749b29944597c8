"""Every text of the report in Chinese and English, by key.

Names in braces are filled in; an English text with ``|`` has its singular before it and its
plural after it, decided by the value named ``n``.
"""

from __future__ import annotations

from isotherm.report.catalogue.frame import FRAME
from isotherm.report.catalogue.handed import HANDED
from isotherm.report.catalogue.lacking import LACKING
from isotherm.report.catalogue.people import PEOPLE
from isotherm.report.catalogue.wants import WANTS

__all__ = ["CATALOGUE", "LACKING"]

CATALOGUE: dict[str, tuple[str, str]] = FRAME | PEOPLE | WANTS | HANDED
