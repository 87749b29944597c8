"""Words and numbers as the pages write them."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """Money in fen as yuan: 12800 is ¥128, 12850 is ¥128.50; nothing where there is none."""
    if fen is None:
        return ""
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    cents = f".{rest:02d}" if rest else ""
    return f"{sign}¥{number_format(whole, force_grouping=True)}{cents}"
