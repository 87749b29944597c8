"""What the operator's boards show, and what other rooms ask of the operator's decisions."""

from __future__ import annotations

from isotherm.web.control.queries.briefs import open_subjects
from isotherm.web.control.queries.trends import published_trends

__all__ = ["open_subjects", "published_trends"]
