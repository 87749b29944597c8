"""What people fill in, made fit to keep."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from isotherm.web.site.refusals import Refusal

__all__ = ["spoken"]


def spoken(words: str, *, required: str = "", longest: int = 500) -> str:
    """Words without what no database keeps and no one reads; Refusal where they may not be.

    >>> spoken("  too late \\x00 for us ")
    'too late  for us'
    """
    kept = "".join(letter for letter in words if _can_be_kept(letter)).strip()
    if required and not kept:
        raise Refusal(required, code="empty", status=422)
    if len(kept) > longest:
        told = _("Please keep it under %(most)d characters; this has %(found)d.")
        raise Refusal(told % {"most": longest, "found": len(kept)}, code="too_long", status=422)
    return kept


def _can_be_kept(letter: str) -> bool:
    """Whether a letter may be stored: no NUL or other control, no half of a pair."""
    return letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs")
