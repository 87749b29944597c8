"""Words people write, before they are kept: plain text, nothing that is not writing."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from isotherm.web.site.refusals import Refusal

__all__ = ["plain_line", "plain_lines", "plain_tags"]

_MOST_TAGS = 10
_LONGEST_TAG = 30
_KEPT_CONTROLS = "\n\u200d"  # line ends, and the joiner that makes one emoji of several
_BLANK_LINES = re.compile(r"\n{3,}")
_TAG_ENDS = re.compile(r"[\s#＃,，、;；]+")


def plain_lines(text: str, *, longest: int, name: str) -> str:
    """Text of several lines without control characters and heaps of blank lines.

    What is longer than ``longest`` is refused, never cut.
    """
    text = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = "".join(char for char in text if _is_writing(char))
    text = _BLANK_LINES.sub("\n\n", text).strip()
    if len(text) > longest:
        words = _("%(name)s is too long: %(length)d characters, at most %(longest)d.")
        told = {"name": name, "length": len(text), "longest": longest}
        raise Refusal(words % told, code="too_long", status=422)
    return text


def plain_line(text: str, *, longest: int, name: str) -> str:
    """The same of one line."""
    return plain_lines(" ".join(str(text).split()), longest=longest, name=name)


def plain_tags(text: str) -> list[str]:
    """Tags out of what someone typed: #one #two, one，two, or one a line."""
    line = plain_lines(text, longest=400, name=_("The list of tags"))
    found = [tag[:_LONGEST_TAG] for tag in _TAG_ENDS.split(line) if tag]
    return list(dict.fromkeys(found))[:_MOST_TAGS]


def _is_writing(char: str) -> bool:
    """No control characters, no lone surrogates, no marks that turn the writing direction."""
    if char in _KEPT_CONTROLS:
        return True
    return unicodedata.category(char) not in ("Cc", "Cs", "Cf")
