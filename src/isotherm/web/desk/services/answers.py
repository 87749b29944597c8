"""What a merchant answers to a brief, and what the operator answers to its question."""

from __future__ import annotations

from typing import Literal

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.desk.models import BriefAnswer, Lot
from isotherm.web.desk.queries.inbox import InboxLine, brief_for
from isotherm.web.shop.models import Merchant
from isotherm.web.shop.services import lock_shop
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import many_lines

__all__ = ["answer_question", "ask_about_brief", "pass_brief", "take_brief"]

Answer = Literal["taken", "passed", "asked"]
_LONGEST = 500  # characters of a reason, a question or its answer


def take_brief(merchant: Merchant, brief_id: str) -> BriefAnswer:
    """Take a brief: the merchant means to make it. Taking it again changes nothing."""
    with transaction.atomic():
        line = _answerable(merchant, brief_id)
        if line.answer and line.answered == "taken":
            return line.answer
        return _keep(merchant, line, "taken")


def pass_brief(merchant: Merchant, brief_id: str, *, words: str) -> BriefAnswer:
    """Pass a brief, with a reason; refused once a lot was planned for it."""
    reason = many_lines(words, _LONGEST, required=_("Please say in a few words why you pass."))
    with transaction.atomic():
        line = _answerable(merchant, brief_id)
        if Lot.objects.filter(merchant=merchant, brief_id=brief_id).exists():
            raise Refusal(_("There is a lot for this brief already; it cannot be passed now."))
        return _keep(merchant, line, "passed", words=reason)


def ask_about_brief(merchant: Merchant, brief_id: str, *, words: str) -> BriefAnswer:
    """Ask the operator something about a brief; one that was taken stays taken."""
    question = many_lines(words, _LONGEST, required=_("Please write your question."))
    with transaction.atomic():
        line = _answerable(merchant, brief_id)
        answer: Answer = "taken" if line.answered == "taken" else "asked"
        return _keep(merchant, line, answer, words=question, question=question)


def answer_question(answer_id: int, *, words: str, by: Member) -> BriefAnswer | None:
    """Answer a shop's question; all its people hear of it. For operators alone.

    None where it had this very answer already: nobody is told twice.
    """
    if not by.is_staff:
        raise Http404
    reply = many_lines(words, _LONGEST, required=_("Please write an answer."))
    with transaction.atomic():
        asked = BriefAnswer.objects.select_for_update().filter(pk=answer_id).first()
        if asked is None or not asked.question:
            raise Http404
        if asked.reply == reply:
            return None
        asked.reply, asked.replied_at = reply, now()
        asked.save(update_fields=["reply", "replied_at"])
        _tell_shop(asked)
        return asked


def _answerable(merchant: Merchant, brief_id: str) -> InboxLine:
    """The brief, its answer locked until the end of the transaction."""
    lock_shop(merchant)
    line = brief_for(merchant, brief_id)
    if line.standing == "expired":
        raise Refusal(_("This brief has expired; nothing can be answered to it any more."))
    if line.standing == "withdrawn":
        raise Refusal(_("This brief was withdrawn; nothing can be answered to it any more."))
    return line


def _keep(merchant: Merchant, line: InboxLine, answer: Answer, **told: str) -> BriefAnswer:
    """Keep an answer with the brief as it is now; a new question has no reply yet."""
    fresh = {"reply": "", "replied_at": None} if "question" in told else {}
    kept, _created = BriefAnswer.objects.update_or_create(
        merchant=merchant,
        brief_id=line.brief.brief_id,
        defaults={"answer": answer, "brief": line.brief.as_json(), "at": now(), **told, **fresh},
    )
    return kept


def _tell_shop(asked: BriefAnswer) -> None:
    from isotherm.web.community.notices import notify

    about = {"brief": asked.brief.get("name", ""), "words": asked.reply}
    url = f"/desk/{asked.merchant_id}/briefs/{asked.brief_id}/"
    for member_id in asked.merchant.people.values_list("member_id", flat=True):
        notify(member_id, "brief_answered", about=about, url=url)
