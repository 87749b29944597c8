"""Briefs: what to make for whom, by when; nothing in them singles anyone out."""

from __future__ import annotations

from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.write import write_briefs

__all__ = ["BriefSettings", "write_briefs"]
