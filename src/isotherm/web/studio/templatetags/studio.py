"""Values of a taste, quarters of a year and reasons of a board, in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from isotherm.web.site.goods_words import told_word
from isotherm.web.site.templatetags.town import yuan
from isotherm.web.studio.queries.boards import reason_words
from isotherm.web.studio.queries.choices import BANDS
from isotherm.web.studio.queries.quarters import Quarter

__all__ = ["quarter", "reason_words", "taste_word"]

register = template.Library()
register.filter(reason_words)


@register.filter
def taste_word(value: str, side: str) -> str:
    """A colour, cut or category as it is called; a band of prices from one sum to the next."""
    if side != "price":
        return told_word(value)
    begins = int(value)
    ends = next((one for one in BANDS if one > begins), None)
    if ends is None:
        return gettext("from %(low)s") % {"low": yuan(begins)}
    if not begins:
        return gettext("under %(high)s") % {"high": yuan(ends)}
    return f"{yuan(begins)}–{ends // 100:,}"


@register.filter
def quarter(told: Quarter) -> str:
    """A quarter of a year, as trade papers of both languages write it: 2025 Q3."""
    return f"{told[0]} Q{told[1]}"
