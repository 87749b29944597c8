"""What a form says."""

from __future__ import annotations

from django.http import HttpRequest

__all__ = ["posted", "posted_all"]


def posted(request: HttpRequest, name: str) -> str:
    """One value of a form, without NUL, which no database keeps."""
    return request.POST.get(name, "").replace("\0", "")


def posted_all(request: HttpRequest, name: str, *, most: int) -> list[str]:
    """The values of a form under one name, at most so many."""
    return [value.replace("\0", "") for value in request.POST.getlist(name)[:most]]
