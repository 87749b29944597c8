"""Tags of the community's pages."""

from __future__ import annotations

import secrets
from typing import Any

from django import template
from django.utils.translation import gettext

from isotherm.web.community.models import Notice
from isotherm.web.community.notices import sentence
from isotherm.web.community.reasons import EXPLANATIONS

__all__ = ["once_key", "says", "why_words"]

register = template.Library()


@register.filter
def says(notice: Notice) -> str:
    """What a notice says."""
    return sentence(notice)


@register.simple_tag
def once_key() -> str:
    """A fresh key for a form that must not act twice."""
    return secrets.token_urlsafe(12)


@register.inclusion_tag("community/_why.html", takes_context=True)
def why_words(context: template.Context) -> dict[str, Any]:
    """What the dot before a reason opens; once on every page with cards."""
    words = [(kind, gettext(words)) for kind, words in EXPLANATIONS.items()]
    return {"explanations": words, "user": context.get("user")}
