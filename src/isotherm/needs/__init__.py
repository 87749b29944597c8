"""What each stratum wants and cannot find, judged by what was kept and content."""

from isotherm.needs.find import NeedsFound, find_needs
from isotherm.needs.settings import NeedSettings

__all__ = ["NeedSettings", "NeedsFound", "find_needs"]
