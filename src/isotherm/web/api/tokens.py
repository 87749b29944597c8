"""Tokens: keys for machines. The town keeps their hashes, never the keys."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.api.models import Token
from isotherm.web.api.scopes import SCOPES
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["find_token", "make_token", "revoke_token", "tokens_of"]

_LONGEST_NAME = 60
_FORM = re.compile(r"iso_[A-Za-z0-9_-]{43}")
_MOST = 20  # tokens one member may hold at a time
_SEEN_EVERY = dt.timedelta(minutes=1)  # so that reading does not write each time


def make_token(member: Member, *, name: str, scopes: Iterable[str]) -> tuple[Token, str]:
    """A new token and its key, which is shown once and cannot be shown again.

    Scopes for operators are refused to others; so are unknown ones and a 21st token.
    """
    called = one_line(name, _LONGEST_NAME, name=_("The name"), required=_("Please name the token."))
    asked = sorted(set(scopes))
    if not asked or any(scope not in SCOPES for scope in asked):
        raise Refusal(_("Choose what the token may do."), code="scopes", status=422)
    if not member.is_staff and any(scope.startswith("control:") for scope in asked):
        raise Refusal(_("Only operators may give these rights away."), code="scopes", status=422)
    if tokens_of(member).count() >= _MOST:
        raise Refusal(_("You have 20 tokens; revoke one first."), code="too_many")
    from isotherm.web.control.services import record_disclosure

    key = f"iso_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        token = Token.objects.create(
            member=member, name=called, hash=_hash(key), scopes=asked, at=now()
        )
        record_disclosure("token", to=member.pk, about={"subject_id": str(token.pk)})
    return token, key


def find_token(key: str) -> Token | None:
    """The living token of a key, with its member; None for anything else."""
    if _FORM.fullmatch(key) is None:
        return None  # the database need not be asked
    token = (
        Token.objects.select_related("member")
        .filter(hash=_hash(key), revoked_at=None, member__is_active=True)
        .first()
    )
    if token is not None and (
        token.last_used_at is None or now() - token.last_used_at > _SEEN_EVERY
    ):
        Token.objects.filter(pk=token.pk).update(last_used_at=now())
    return token


def revoke_token(member: Member, token_id: int) -> None:
    """End a token of one's own; ending it again changes nothing, another's is not there."""
    mine = Token.objects.filter(pk=token_id, member=member)
    if not mine.exists():
        raise Http404
    mine.filter(revoked_at=None).update(revoked_at=now())


def tokens_of(member: Member) -> QuerySet[Token]:
    """The living tokens of a member, newest first."""
    return Token.objects.filter(member=member, revoked_at=None).order_by("-at", "-pk")


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
