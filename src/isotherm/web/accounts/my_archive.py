"""Everything kept about a member, packed to take along."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings

from isotherm.web.accounts.models import Member

__all__ = ["archive_of"]


def archive_of(member: Member) -> bytes:
    """A zip: ``data.json`` with what was written and done, and the pictures brought."""
    from isotherm.web.readings.export import export_member

    packed = io.BytesIO()
    told = json.dumps(export_member(member), ensure_ascii=False, indent=2, default=str)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", told)
        for name in _picture_names(member):
            path = Path(settings.MEDIA_ROOT) / name
            if path.is_file():
                archive.write(path, f"pictures/{path.name}")
    return packed.getvalue()


def _picture_names(member: Any) -> list[str]:
    names = member.notes.exclude(pictures=None).values_list("pictures__file", flat=True)
    return sorted(set(names))
