"""Answering what merchants ask about their briefs."""

from __future__ import annotations

from django.db import transaction

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import Decision
from isotherm.web.control.services.log import write_decision
from isotherm.web.desk import services as desk
from isotherm.web.desk.models import BriefAnswer

__all__ = ["answer_question"]


def answer_question(answer_id: int, *, words: str, by: Member) -> BriefAnswer:
    """Answer a question about a brief; the shop is told. The same answer is told once."""
    with transaction.atomic():
        asked = BriefAnswer.objects.select_for_update().filter(pk=answer_id).first()
        if asked is not None and asked.reply and asked.reply == words.strip():
            return asked
        answered = desk.answer_question(answer_id, words=words, by=by)
        write_decision(Decision.Kind.ANSWERED, answered.brief_id, by=by, words=answered.reply)
    return answered
