"""Pictures people bring: looked at before they are decoded, written anew, nothing else kept."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import shutil
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from isotherm.web.site.ids import new_id
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.webp_header import webp_size

__all__ = [
    "MOST_BYTES",
    "MOST_PIXELS",
    "StoredPicture",
    "copy_picture",
    "take_picture",
    "throw_away",
]

_log = logging.getLogger(__name__)

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 24_000_000
_LONG_SIDE = 2048  # px; larger pictures are scaled down to it
_QUALITY = 82
_FORMATS = ("JPEG", "PNG", "WEBP")
# What Pillow raises on files that are cut, flipped or made up.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, TypeError, OverflowError, struct.error)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclasses.dataclass(frozen=True)
class StoredPicture:
    """A picture as it lies in the town's folder."""

    name: str  # under MEDIA_ROOT; what a FileField holds
    width: int
    height: int


def take_picture(upload: UploadedFile[Any], folder: str = "notes") -> StoredPicture:
    """Keep an uploaded picture: upright, at most 2048 px, without what the camera wrote into it.

    JPEG, PNG and WebP of at most 20 MB and 24 megapixels; anything else is refused in plain words
    before it is decoded.
    """
    if upload.file is None or not upload.size or upload.size > MOST_BYTES:
        raise _refused(_("A picture may have at most 20 MB."), status=413)
    picture = _opened(upload.file)
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    try:
        upright = _upright(picture)
    except _BROKEN as problem:
        raise _unreadable() from problem
    return _written(upright, folder)


def copy_picture(name: str, folder: str) -> str:
    """A kept picture once more, for another thing; empty where its file is gone.

    Each file has one thing it belongs to, and goes with it.
    """
    kept = Path(settings.MEDIA_ROOT) / name
    if not kept.is_file():
        return ""
    copied = f"{folder}/{new_id()}{kept.suffix}"
    with _room_for(copied) as path:
        shutil.copyfile(kept, path)
    return copied


def throw_away(names: Iterable[str], *, used: QuerySet[Any, str]) -> None:
    """Delete kept pictures that nothing came to have; ``used`` gives the names things have."""
    for name in sorted(set(filter(None, names)) - set(used)):
        default_storage.delete(name)


def _opened(file: IO[Any]) -> Image.Image:
    """The picture with its header read and nothing decoded."""
    file.seek(0)
    size = webp_size(file.read(32))
    if size and size[0] * size[1] > MOST_PIXELS:  # opening WebP already makes room for its pixels
        raise _too_large()
    file.seek(0)
    try:
        return Image.open(file, formats=_FORMATS)
    except _BOMB as problem:
        raise _too_large() from problem
    except _BROKEN as problem:
        raise _unreadable() from problem


def _upright(picture: Image.Image) -> Image.Image:
    """The pixels alone, turned as the camera was held, scaled down where large."""
    picture.draft("RGB", (_LONG_SIDE, _LONG_SIDE))
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((_LONG_SIDE, _LONG_SIDE), Image.Resampling.LANCZOS)
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _written(picture: Image.Image, folder: str) -> StoredPicture:
    name = f"{folder}/{new_id()}.webp"
    with _room_for(name) as path:
        picture.save(path, "WEBP", quality=_QUALITY, exif=b"", icc_profile=None, xmp=b"")
    return StoredPicture(name, picture.width, picture.height)


@contextlib.contextmanager
def _room_for(name: str) -> Iterator[Path]:
    """Where a picture is written; nothing is left of one that the disk has no room for."""
    path = Path(settings.MEDIA_ROOT) / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield path
    except OSError as problem:
        path.unlink(missing_ok=True)
        _log.exception("a picture could not be kept")
        words = _("The picture could not be kept just now. Please try again later.")
        raise _refused(words, status=503) from problem


def _too_large() -> Refusal:
    return _refused(_("A picture may have at most 24 million pixels."), status=413)


def _unreadable() -> Refusal:
    return _refused(_("This picture cannot be read. JPEG, PNG and WebP are welcome."), status=422)


def _refused(words: str, *, status: int) -> Refusal:
    return Refusal(words, code="picture", status=status)
