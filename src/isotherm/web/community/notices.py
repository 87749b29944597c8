"""Notices: what a member should hear, in a sentence, with the way there."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Notice
from isotherm.web.site.clock import now

__all__ = ["mark_read", "notify", "notify_all", "reply_url", "sentence", "take_back_replies"]

_AT_ONCE = 500  # addresses or notices in one statement

_SENTENCES = {
    "reply": gettext_noop("%(who)s replied to your note: %(words)s"),
    "answer": gettext_noop("%(who)s answered you: %(words)s"),
    "follow": gettext_noop("%(who)s follows you now"),
    "wish_answered": gettext_noop("Your wish “%(wish)s” is answered: %(product)s"),
    "second_answered": gettext_noop("A wish you seconded, “%(wish)s”, is answered: %(product)s"),
    "test_decided": gettext_noop("“%(title)s” has been decided."),
    "brief_answered": gettext_noop("Your question about “%(brief)s” is answered: %(words)s"),
    "webhook_set_aside": gettext_noop(
        "%(address)s has taken no message of your shop for a day and is told nothing more. "
        "Once it answers again, add it anew."
    ),
    "trend_briefed": gettext_noop(
        "The trend “%(name)s” is open to your shop: what to make and by when is among its briefs."
    ),
    "trend_withdrawn": gettext_noop(
        "The trend “%(name)s” was withdrawn, and its brief is closed: %(why)s"
    ),
}


@functools.cache
def _sentences() -> dict[str, str]:
    """Ours and the shop's, before they are translated."""
    from isotherm.web.shop.shown import NOTICES

    with override(None):
        return {kind: str(words) for kind, words in NOTICES.items()} | _SENTENCES


class _Known(dict[str, str]):
    """What a notice names; nothing where a record does not say."""

    def __missing__(self, name: str) -> str:
        return "…"


def notify(member_id: str, kind: str, *, about: Mapping[str, Any], url: str) -> Notice | None:
    """Leave a notice. ``kind`` decides the sentence, ``about`` what it names.

    None where its reader is gone.
    """
    left = notify_all((member_id,), kind, about=about, url=url)
    return left[0] if left else None


@transaction.atomic
def notify_all(
    member_ids: Iterable[str], kind: str, *, about: Mapping[str, Any], url: str
) -> list[Notice]:
    """Leave the same notice to many, as far as they are still here."""
    at = now()
    return Notice.objects.bulk_create(
        [
            Notice(member_id=member_id, at=at, kind=kind, about=dict(about), url=url[:200])
            for member_id in _present(list(member_ids))
        ],
        batch_size=_AT_ONCE,
    )


def _present(member_ids: list[str]) -> list[str]:
    """Those who are members, kept from being erased until the transaction ends.

    Who is being erased at this moment is passed over. To wait would be to wait for one who may be
    waiting for us; and not to look would be told by the database at the end of the transaction.
    """
    if connection.vendor == "postgresql":
        of = connection.ops.quote_name(Member._meta.db_table)
        chosen = f"SELECT id FROM {of} WHERE id = ANY(%s) ORDER BY id"
        with connection.cursor() as cursor:
            cursor.execute(f"{chosen} FOR KEY SHARE SKIP LOCKED", [member_ids])
            found = {member_id for (member_id,) in cursor.fetchall()}
    else:  # a transaction that writes is alone
        found = set(Member.objects.only("pk").in_bulk(member_ids))
    return [member_id for member_id in member_ids if member_id in found]


def reply_url(note_id: str, reply_id: str) -> str:
    """Where a notice of a reply leads."""
    return f"/notes/{note_id}/#reply-{reply_id}"


def take_back_replies(note_id: str, reply_ids: Iterable[str]) -> None:
    """Take back what was told of replies that are erased: it repeats their first words."""
    urls = [reply_url(note_id, reply_id) for reply_id in reply_ids]
    for start in range(0, len(urls), _AT_ONCE):
        Notice.objects.filter(url__in=urls[start : start + _AT_ONCE]).delete()


def sentence(notice: Notice) -> str:
    """What a notice says, in the reader's language; a kind nobody knows says what it brought."""
    about = _Known({name: str(value) for name, value in notice.about.items()})
    known = _sentences().get(notice.kind)
    if known is not None:
        return _(known) % about
    return about.get("words") or _("Something new for you")


def mark_read(member: Member, notice_ids: Iterable[int] | None = None) -> int:
    """Mark some of a member's notices as read, or all of them."""
    unread = Notice.objects.filter(member=member, read_at__isnull=True)
    if notice_ids is not None:
        unread = unread.filter(pk__in=list(notice_ids))
    return unread.update(read_at=now())
