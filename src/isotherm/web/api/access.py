"""Who is calling, and whether the token may do this."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from isotherm.web.accounts.models import Member
from isotherm.web.api.tokens import find_token
from isotherm.web.site.limits import address_of, limited

__all__ = ["Scope", "acting", "caller"]


class Scope(HttpBearer):
    """Lets through a living token that has this scope; ``control:`` ones only for operators."""

    def __init__(self, scope: str) -> None:
        """Take the scope an operation asks for, one of `api.scopes`."""
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The member the token stands for.

        401 for no living token, 403 for too narrow a one, 429 for calls without end and for
        guessing; who has a living token is never held up by others of their address who guess.
        """
        found = find_token(token)
        if found is None:
            limited("guess", address_of(request))
            return None
        allowed = self.scope in found.scopes
        if self.scope.startswith("control:"):
            # A right may have been taken away since the token was made.
            allowed = allowed and found.member.is_staff
        if not allowed:
            raise HttpError(403, f"this token lacks the scope {self.scope}")
        limited("api", found.member.pk)
        return found.member


def caller(request: HttpRequest) -> Member:
    """The member an authenticated call acts for."""
    member = request.auth  # type: ignore[attr-defined]  # ninja keeps what authenticate gave
    assert isinstance(member, Member)
    return member


def acting(request: HttpRequest, act: str) -> Member:
    """The member a call acts for; counted with what they do on pages, refused when too much."""
    member = caller(request)
    limited(act, member.pk)
    return member
