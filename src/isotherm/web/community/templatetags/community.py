"""Tags of the community's pages."""

from __future__ import annotations

import hashlib
from typing import Any

from django import template
from django.core.cache import cache
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from isotherm.web.community.models import Notice
from isotherm.web.community.notices import sentence
from isotherm.web.community.reasons import EXPLANATIONS

__all__ = ["note_card", "says", "why_words"]

register = template.Library()

_KEPT_S = 600  # a card is drawn again after so many seconds, or when anything on it changes
# What stands in a card that is kept for what differs from page to page: the asker's own token, and
# the search that led here. Written as marks, which nobody can put into a card: words are escaped.
_TOKEN, _TRAIL = mark_safe("<token>"), mark_safe("<trail>")


@register.filter
def says(notice: Notice) -> str:
    """What a notice says."""
    return sentence(notice)


@register.inclusion_tag("community/_why.html", takes_context=True)
def why_words(context: template.Context) -> dict[str, Any]:
    """What the dot before a reason opens; once on every page with cards."""
    words = [(kind, gettext(words)) for kind, words in EXPLANATIONS.items()]
    return {"explanations": words, "user": context.get("user")}


@register.simple_tag(takes_context=True)
def note_card(context: template.Context, card: dict[str, Any]) -> SafeString:
    """A note as a card, drawn once for all who would see the same."""
    user = context.get("user")
    known = user is not None and user.is_authenticated
    key = f"card:{_mark_of(card, known=known)}"
    drawn = cache.get(key)
    if drawn is None:
        told = {"card": card | {"trail": _TRAIL}, "user": user}
        told["csrf_token"] = _TOKEN if known else ""
        drawn = get_template("community/card.html").render(told)
        cache.set(key, drawn, _KEPT_S)
    drawn = drawn.replace(_TRAIL, escape(card.get("trail", "")))
    if known:
        # One token a page: masking it anew for each card would cost more than drawing the cards.
        drawn = drawn.replace(_TOKEN, str(context["csrf_token"]))
    return mark_safe(drawn)  # a template's own work, escaped there


def _mark_of(card: dict[str, Any], *, known: bool) -> str:
    """Everything that decides how a card looks, in a few characters."""
    note = card["note"]
    cover = note.cover and (note.cover.file.name, note.cover.width, note.cover.height)
    shown = (
        *(note.pk, card["title"], note.tags, note.like_count, cover),
        *(note.author_id, str(note.author or ""), card.get("liked")),
        *(card.get("eager"), repr(card.get("reason")), known, get_language()),
    )
    return hashlib.blake2b(repr(shown).encode("utf-8", "replace"), digest_size=16).hexdigest()
