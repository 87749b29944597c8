"""Answering what merchants ask about their briefs."""

from __future__ import annotations

from django.db import transaction

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import Decision
from isotherm.web.control.services.log import write_decision
from isotherm.web.desk import services as desk

__all__ = ["answer_question"]


def answer_question(answer_id: int, *, words: str, by: Member) -> None:
    """Answer a question about a brief, and log it; the same answer is logged once."""
    with transaction.atomic():
        answered = desk.answer_question(answer_id, words=words, by=by)
        if answered is not None:
            write_decision(Decision.Kind.ANSWERED, answered.brief_id, by=by, words=answered.reply)
