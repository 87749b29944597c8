"""What the operator's boards show, and what other rooms ask of the operator's decisions."""

from __future__ import annotations

from isotherm.web.control.queries.briefs import may_be_briefed, open_subjects
from isotherm.web.control.queries.trends import published_trends

__all__ = ["may_be_briefed", "open_subjects", "published_trends"]
