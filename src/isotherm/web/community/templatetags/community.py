"""Tags of the community's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from isotherm.web.community.models import Notice
from isotherm.web.community.notices import sentence
from isotherm.web.community.reasons import EXPLANATIONS
from isotherm.web.site.drawn import TOKEN, drawn, mark

__all__ = ["note_card", "says", "why_words"]

register = template.Library()

_TRAIL = mark("trail")  # the search that led to a card


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
    """A note as a card, drawn once a process for all who would see the same."""
    user = context.get("user")
    known = user is not None and user.is_authenticated
    told = {
        "card": card | {"trail": _TRAIL},
        "user": {"is_authenticated": known},
        "csrf_token": TOKEN if known else "",
    }
    put = {_TRAIL: card.get("trail", "")}
    if known:
        # One token a page: masking it anew for each card would cost more than drawing the cards.
        put[TOKEN] = context["csrf_token"]
    return drawn("community/card.html", told, looks=_looks(card, known=known), put=put)


def _looks(card: dict[str, Any], *, known: bool) -> tuple[Any, ...]:
    """Everything that decides how a card looks."""
    note = card["note"]
    cover = note.cover and (note.cover.file.name, note.cover.width, note.cover.height)
    return (
        *(note.pk, card["title"], tuple(note.tags), note.like_count, cover),
        *(note.author_id, str(note.author or ""), card.get("liked")),
        *(card.get("eager"), card.get("reason"), known, get_language()),
    )
