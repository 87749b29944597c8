"""The words of an HTML fragment."""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["html_to_text"]

_BREAKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "section",
        "table",
        "tr",
        "ul",
    )
)
_SILENT = frozenset(("script", "style", "template"))
_MARK = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")


def html_to_text(fragment: str) -> str:
    """What a reader of the page would read, a line for each block; plain text stays as it is.

    >>> html_to_text("<p>Wide <b>leg</b> &amp; high waist.</p><ul><li>Linen</li></ul>")
    'Wide leg & high waist.\\nLinen'
    """
    if _MARK.search(fragment):
        reader = _Words()
        reader.feed(fragment)
        reader.close()
        fragment = "".join(reader.pieces)
    return _LINES.sub("\n", _SPACES.sub(" ", fragment.replace("\xa0", " "))).strip()


class _Words(HTMLParser):
    """Collects what is between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Note a block's beginning, or that a script begins."""
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Note a block's end, or that a script is over."""
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words that are shown; line feeds in the source are spaces on the page."""
        if not self._silent:
            self.pieces.append(data.replace("\n", " ").replace("\r", " "))
