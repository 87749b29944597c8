"""Replies under notes, and the asks among them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, Reply
from isotherm.web.community.notices import notify, reply_url, take_back_replies
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import many_lines

__all__ = ["LONGEST_REPLY", "erase_reply", "reply"]

LONGEST_REPLY = 1000


def reply(member: Member, note_id: str, *, text: str, parent_id: str | None = None) -> Reply:
    """Say something under a note, or to someone who did; whoever is answered is told.

    Threads are one level deep: an answer to an answer stands under the first reply.
    """
    asked = _("Please write something first.")
    text = many_lines(text, LONGEST_REPLY, name=_("The reply"), required=asked)
    with transaction.atomic():
        note = Note.objects.select_for_update().filter(pk=note_id).first()
        if note is None:
            raise Refusal(_("This note is gone."), code="gone", status=404)
        parent = _parent(note, parent_id)
        root = parent.parent if parent is not None and parent.parent is not None else parent
        made = Reply.objects.create(note=note, member=member, at=now(), text=text, parent=root)
        Note.objects.filter(pk=note.pk).update(reply_count=F("reply_count") + 1)
        _tell(made, answered=parent)
    return made


def erase_reply(member: Member, reply_id: str) -> Note:
    """Take one's own reply away; answers to it stay. Another's is not found.

    Whoever was told of it is told no more: a notice repeats its first words.
    """
    with transaction.atomic():
        mine = Reply.objects.filter(pk=reply_id, member=member).select_related("note").first()
        if mine is None:
            raise Refusal(_("This reply is gone."), code="gone", status=404)
        note = Note.objects.select_for_update().get(pk=mine.note_id)
        take_back_replies(note.pk, [mine.pk])
        mine.delete()
        Note.objects.filter(pk=note.pk, reply_count__gt=0).update(reply_count=F("reply_count") - 1)
    return note


def _parent(note: Note, parent_id: str | None) -> Reply | None:
    if not parent_id:
        return None
    parent = Reply.objects.select_related("parent").filter(pk=parent_id, note=note).first()
    if parent is None:
        raise Refusal(_("The reply you answer is gone."), code="gone", status=404)
    return parent


def _tell(made: Reply, *, answered: Reply | None) -> None:
    """Tell who is answered, and the author of the note; nobody about their own words."""
    assert made.member is not None
    url = reply_url(made.note_id, made.pk)
    about = {"who": str(made.member), "words": made.text[:60], "title": made.note.title[:40]}
    told = {made.member_id}
    for member_id, kind in (
        (answered.member_id if answered is not None else None, "answer"),
        (made.note.author_id, "reply"),
    ):
        if member_id and member_id not in told:
            told.add(member_id)
            notify(member_id, kind, about=about, url=url)
