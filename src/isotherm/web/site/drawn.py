"""Parts of pages that are drawn once a process for all who would see the same.

Drawing templates is most of what a page costs. A part whose looks hang on a few known things is
kept by these; what differs from page to page (the asker's own token, the page's address) stands in
what is kept as a mark, which nobody can write: words are escaped.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

__all__ = ["TOKEN", "drawn", "mark"]

_MOST = 4_000  # parts of a process, a few kB each
_kept: dict[tuple[str, Hashable], str] = {}


def mark(name: str) -> SafeString:
    """What stands in a part for something that is put in when it is shown."""
    return mark_safe(f"<{name}>")


TOKEN = mark("token")  # against forged forms


def drawn(
    template: str, told: dict[str, Any], *, looks: Hashable, put: Mapping[SafeString, object]
) -> SafeString:
    """A template as it looks when told these things, with what belongs at its marks put in.

    ``looks`` is everything in ``told`` that decides how it looks.
    """
    shown = _kept.get((template, looks))
    if shown is None:
        if len(_kept) >= _MOST:
            _kept.clear()
        shown = _kept[template, looks] = get_template(template).render(told)
    for place, words in put.items():
        shown = shown.replace(place, escape(words))
    return mark_safe(shown)  # a template's own work, escaped there
