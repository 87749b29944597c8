"""Tags under a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import cleaned, one_line

__all__ = ["checked_tags", "tags_in"]

_MOST_TAGS = 10
_LONGEST_TAG = 30
_TAG_ENDS = re.compile(r"[\s#＃,，、;；]+")


def tags_in(text: str) -> list[str]:
    """Tags out of what someone typed: #one #two, one，two, or one a line.

    >>> tags_in("#linen #summer, linen")
    ['linen', 'summer']
    """
    return list(dict.fromkeys(tag for tag in _TAG_ENDS.split(cleaned(text)) if tag))


def checked_tags(tags: Sequence[str]) -> list[str]:
    """Tags as a note keeps them; refused where they are too many or one is too long."""
    kept = [one_line(tag, _LONGEST_TAG, name=_("A tag")) for tag in tags]
    kept = list(dict.fromkeys(tag for tag in kept if tag))
    if len(kept) > _MOST_TAGS:
        told = _("At most %(most)d tags go with a note; these are %(found)d.")
        counts = {"most": _MOST_TAGS, "found": len(kept)}
        raise Refusal(told % counts, code="too_many", status=422)
    return kept
