"""How allauth makes members."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services.names import require_own_name
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["MemberAdapter"]


class MemberAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """New members join at the town's present moment; nobody is sent out of the town."""

    def save_user(
        self,
        request: HttpRequest,
        user: Member,
        form: Any,
        commit: bool = True,  # noqa: FBT001, FBT002  # allauth's own signature
    ) -> Member:
        """Keep when they joined."""
        user.joined_at = now()
        kept: Member = super().save_user(request, user, form, commit)
        return kept

    def clean_username(
        self,
        username: str,
        shallow: bool = False,  # noqa: FBT001, FBT002  # allauth's own signature
    ) -> str:
        """The name to sign in with, which is shown until another is chosen."""
        kept = str(super().clean_username(username, shallow))
        try:
            return require_own_name(kept)
        except Refusal as refusal:
            raise ValidationError(refusal.words) from refusal

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody is sent on to it; what cannot be read as an address is not safe."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False
