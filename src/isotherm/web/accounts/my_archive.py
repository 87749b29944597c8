"""Everything kept about a member, packed to take along."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from isotherm.web.accounts.models import Member

__all__ = ["pack_archive"]

_TOLD = 0.5  # share of the work that ``data.json`` is


def pack_archive(member: Member, path: Path, *, tell: Callable[[float], None]) -> None:
    """Write a zip: ``data.json`` with what was written and done, and the pictures brought.

    ``tell`` hears the share that is done.
    """
    from isotherm.web.readings.export import export_member

    told = json.JSONEncoder(ensure_ascii=False, indent=2, default=str)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        everything = export_member(member)
        with archive.open("data.json", "w") as entry, io.TextIOWrapper(entry, "utf-8") as text:
            for part in told.iterencode(everything):
                text.write(part)
        names = _picture_names(member)
        for place, name in enumerate(names):
            tell(_TOLD + (1 - _TOLD) * place / len(names))
            picture = Path(settings.MEDIA_ROOT) / name
            if picture.is_file():
                archive.write(picture, f"pictures/{picture.name}")


def _picture_names(member: Any) -> list[str]:
    names = member.notes.exclude(pictures=None).values_list("pictures__file", flat=True)
    return sorted(set(names))
