"""Answering what merchants ask about their briefs."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import Decision
from isotherm.web.control.services.log import plain_words, write_decision
from isotherm.web.control.services.notices import tell_shops
from isotherm.web.desk.models import BriefAnswer
from isotherm.web.site.refusals import Refusal

__all__ = ["answer_question"]


def answer_question(answer_id: int, *, words: str, by: Member | None) -> BriefAnswer:
    """Answer a merchant's question about a brief; the shop is told. The same answer is told once.

    A shop that asks again begins a new question: its reply is empty until we answer that one.
    """
    said = plain_words(words, most=500)
    if not said:
        raise Refusal(_("An answer needs words."), code="no_words", status=422)
    with transaction.atomic():
        asked = BriefAnswer.objects.select_for_update().filter(pk=answer_id).first()
        if asked is None or asked.answer != "asked":
            raise Refusal(
                _("The shop has decided meanwhile; nothing is asked."), code="no_question"
            )
        if asked.reply == said:
            return asked
        asked.reply = said
        asked.save(update_fields=["reply"])
        write_decision(Decision.Kind.ANSWERED, asked.brief_id, by=by, words=said)
        about = {"name": str(asked.brief.get("name") or ""), "words": said}
        tell_shops([asked.merchant_id], "brief_answered", about=about)
    return asked
