"""Asks: the three questions that lie ready under every note, and the same written by hand."""

from __future__ import annotations

from django.utils.translation import gettext_noop

__all__ = ["READY_ASKS", "ask_kind"]

# What is written when the button is pressed, in the language of who presses it.
READY_ASKS = {
    "link": gettext_noop("Link, please?"),
    "same": gettext_noop("Where can I find the same?"),
    "size": gettext_noop("Does it come in larger sizes?"),
}
_SIGNS = {
    "link": ("求链接", "求个链接", "link, please", "link please"),
    "same": ("求同款", "同款", "find the same"),
    "size": ("有大码", "大码吗", "larger sizes", "plus size?"),
}


def ask_kind(text: str) -> str:
    """The kind of ask a reply plainly is (link, same, size); empty where it is none.

    Readings look closer; this is only what a page marks.

    >>> ask_kind("求链接！"), ask_kind("真好看")
    ('link', '')
    """
    line = text.lower()
    return next((kind for kind, signs in _SIGNS.items() if any(s in line for s in signs)), "")
