"""What the operator can do; each act is one transaction and leaves a decision in the log."""

from __future__ import annotations

from isotherm.web.control.services.answers import answer_question
from isotherm.web.control.services.disclosures import record_briefs, record_disclosure
from isotherm.web.control.services.gates import pass_gate
from isotherm.web.control.services.jobs import retry_task
from isotherm.web.control.services.publishing import publish, withdraw
from isotherm.web.control.services.reviews import review_need
from isotherm.web.control.services.trend_files import name_trend, open_file, say_origin

__all__ = [
    "answer_question",
    "name_trend",
    "open_file",
    "pass_gate",
    "publish",
    "record_briefs",
    "record_disclosure",
    "retry_task",
    "review_need",
    "say_origin",
    "withdraw",
]
