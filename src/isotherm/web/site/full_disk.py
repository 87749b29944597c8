"""A disk without room, told apart from whatever else can go wrong."""

from __future__ import annotations

import errno

from django.utils.translation import gettext as _

__all__ = ["full_disk_words", "is_full_disk"]

_CODES = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# How other processes and libraries say it: only their words arrive here.
_SAID = (
    "no space left on device",
    "disk quota exceeded",
    "file too large",
    "disk is full",
    "disk full",
)


def full_disk_words(error: BaseException) -> str:
    """What to say where an error comes of a full disk; empty where it does not."""
    if not is_full_disk(error):
        return ""
    return _("There is no room left on the town's disk. Please tell who runs the town.")


def is_full_disk(error: BaseException | None) -> bool:
    """Whether an error, or what it came of, is that the disk has no more room.

    >>> is_full_disk(OSError(errno.ENOSPC, "No space left on device"))
    True
    >>> is_full_disk(OSError(errno.EACCES, "Permission denied"))
    False
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in _CODES:
            return True
        if any(words in str(error).lower() for words in _SAID):
            return True
        error = error.__cause__ or error.__context__
    return False
