"""Markup: HTML and SVG built from elements, so that text is escaped unless it is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from urllib.parse import quote

__all__ = ["Markup", "anchor", "join", "separate", "tag"]

_VOID = frozenset({"meta", "br", "link", "input"})
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Markup(str):
    """Text that is markup already; every other text is escaped when it becomes a child."""

    __slots__ = ()


def tag(name: str, /, *children: object, **attributes: object) -> Markup:
    """One element; children that are not markup are escaped, None leaves a part out.

    ``class_`` and ``for_`` stand for the words Python keeps for itself, other underscores for
    hyphens.

    >>> tag("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    named = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{named}>")
    return Markup(f"<{name}{named}>{join(*children)}</{name}>")


def join(*children: object) -> Markup:
    """Children one after another, each escaped unless it is markup."""
    return Markup("".join(_escape(child) for child in children if child is not None))


def separate(children: Sequence[object]) -> Markup:
    """Children with a middle dot between them."""
    return Markup(" · ".join(_escape(child) for child in children))


def anchor(kind: str, identity: str) -> tuple[str, str]:
    """The id of a place in the page, and the address that leads there."""
    name = f"{kind}-{identity}"
    return name, "#" + quote(name, safe="-_.")


def _attribute(key: str, value: object) -> str:
    if value is None:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f' {name}="{html.escape(_UNSEEN.sub("", str(value)))}"'


def _escape(child: object) -> str:
    if isinstance(child, Markup):
        return str(child)
    return html.escape(_UNSEEN.sub("", str(child)))
