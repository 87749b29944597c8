"""Rows of others that tell of a member, and counts that they moved."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Count, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, Coalesce
from django_tasks_db.models import DBTaskResult

from isotherm.erasure import Traces
from isotherm.web.accounts.models import Member
from isotherm.web.api.models import Delivery
from isotherm.web.community.models import Notice, Wish, WishSecond
from isotherm.web.control.models import Disclosure
from isotherm.web.readings.arrival.touches import count_reactions
from isotherm.web.readings.models import FeedList
from isotherm.web.search.models import Search
from isotherm.web.shop.models import OrderLine

__all__ = ["count_again", "end_sessions", "erase_mentions", "touched_by"]

_AT_ONCE = 500  # rows deleted in one statement


def touched_by(member: Member) -> tuple[list[str], list[str]]:
    """Notes and wishes whose counts the member moved."""
    notes = set(member.reactions.exclude(note=None).values_list("note_id", flat=True))
    notes |= set(member.replies.values_list("note_id", flat=True))
    wishes = WishSecond.objects.filter(member=member).values_list("wish_id", flat=True)
    return sorted(str(note) for note in notes), sorted(wishes)


def count_again(notes: list[str], wishes: list[str]) -> None:
    """Set the counts of notes and wishes that lost somebody."""
    count_reactions(notes)
    seconds = WishSecond.objects.filter(wish=OuterRef("pk")).values("wish")
    counted = Subquery(seconds.annotate(n=Count("pk")).values("n"))
    Wish.objects.filter(pk__in=wishes).update(second_count=Coalesce(counted, 0))
    # Nobody is left who wants it.
    Wish.objects.filter(pk__in=wishes, withdrawn_at__isnull=False, second_count=0).delete()


def erase_mentions(member: Member, traces: Traces) -> None:
    """Remove what others were told of the member, and references to what they made."""
    _delete_telling(Notice, "about", member.pk)
    _delete_telling(Delivery, "body", member.pk)
    _delete_telling(DBTaskResult, "args_kwargs", member.pk)
    # Never wherever the name stands: somebody called "words" would take everybody's notices along.
    Notice.objects.filter(about__who=str(member)).delete()
    _delete_notices_of_what_they_wrote(member, traces)
    models.QuerySet(Disclosure).filter(to=member.pk).update(to="")
    made = frozenset().union(*traces.made.values())
    if made:
        OrderLine.objects.filter(source_id__in=made).update(source_id="")
        _take_out_of_clicks(made)
        _take_out_of_lists(traces.made["notes"])


def _delete_notices_of_what_they_wrote(member: Member, traces: Traces) -> None:
    """Notices repeat its first words; they may tell an earlier name, or none."""
    gone: list[int] = []
    told = Notice.objects.filter(url__startswith="/notes/").values_list("pk", "url")
    for notice_id, url in told.iterator(chunk_size=2_000):
        note_id, _, rest = url.removeprefix("/notes/").partition("/")
        reply_id = rest.removeprefix("#reply-")
        if note_id in traces.made["notes"] or reply_id in traces.made["replies"]:
            gone.append(notice_id)
    for start in range(0, len(gone), _AT_ONCE):
        Notice.objects.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
    for text in member.wishes.values_list("text", flat=True):
        Notice.objects.filter(kind="second_answered", about__wish=text[:60]).delete()


def _delete_telling(model: type[models.Model], column: str, member_id: str) -> None:
    """Rows in whose JSON the id stands by itself: ``u1`` is not told of where ``u12`` is."""
    telling = model._default_manager.annotate(told=Cast(column, TextField()))
    escaped, plain = json.dumps(member_id), json.dumps(member_id, ensure_ascii=False)
    telling.filter(models.Q(told__contains=escaped) | models.Q(told__contains=plain)).delete()


def _take_out_of_clicks(made: Collection[str]) -> None:
    clicked = Search.objects.exclude(clicked=[]).values_list("pk", "clicked")
    for search_id, opened in clicked.iterator(chunk_size=2_000):
        left = [one for one in opened if one not in made]
        if len(left) < len(opened):
            Search.objects.filter(pk=search_id).update(clicked=left)


def _take_out_of_lists(notes: Collection[str]) -> None:
    if not notes:
        return
    changed: list[Any] = []
    for row in FeedList.objects.iterator(chunk_size=200):
        left = [card for card in row.cards if card[0] not in notes]
        if len(left) < len(row.cards):
            row.cards = left
            changed.append(row)
    FeedList.objects.bulk_update(changed, ["cards"], batch_size=200)


def end_sessions(member: Member) -> None:
    """Sign the member out everywhere."""
    theirs = [
        session.pk
        for session in Session.objects.iterator(chunk_size=1_000)
        if session.get_decoded().get("_auth_user_id") == member.pk
    ]
    Session.objects.filter(pk__in=theirs).delete()
