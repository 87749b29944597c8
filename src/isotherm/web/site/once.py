"""Once means once: the same request again gets the same answer, nothing happens twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from isotherm.web.site.clock import now
from isotherm.web.site.models import OnceKey
from isotherm.web.site.refusals import Refusal

__all__ = ["ONCE_FIELD", "do_once", "do_once_for_form"]

ONCE_FIELD = "once"  # the hidden field of a form that must not act twice: ``{% once_field %}``
_LONGEST_KEY = 80


def do_once(act: str, key: str, *, member_id: str, body: object, do: Callable[[], Any]) -> Any:
    """Do something once for a member, act and key; the answer must be plain JSON.

    The key is claimed in the same transaction that does the work: a crash before its end leaves
    neither, and a second request waits for the first one's end, on PostgreSQL at the key itself, on
    SQLite at the town's one writer. A known key with another ``body``, and a key that is none, are
    refused with status 422.
    """
    if not (0 < len(key) <= _LONGEST_KEY and key.isprintable()):
        words = _("This page has been open for too long. Please load it again.")
        raise Refusal(words, code="no_once_key", status=422)
    told = hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()
    claim = {"member_id": member_id, "act": act, "key": key}
    try:
        with transaction.atomic():
            mine = OnceKey.objects.create(**claim, body_hash=told, at=now())
            mine.answer = do()
            mine.save(update_fields=["answer"])
            return mine.answer
    except IntegrityError:
        # Another request has the key, or the work itself was refused by the database.
        known = OnceKey.objects.filter(**claim).first()
        if known is None:
            raise
    if known.body_hash != told:
        words = _("This request was already used for something else. Please start again.")
        raise Refusal(words, code="other_body", status=422)
    return known.answer


def do_once_for_form(request: HttpRequest, act: str, *, body: object, do: Callable[[], Any]) -> Any:
    """Do what a member's form asks, once for each form that was shown; see `do_once`.

    A form that comes without its key is refused like one with a wrong one: a protection that can
    be left out is none.
    """
    key = request.POST.get(ONCE_FIELD, "")
    return do_once(act, key, member_id=str(request.user.pk), body=body, do=do)
