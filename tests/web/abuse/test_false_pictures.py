"""Pictures that are none, brought through the town's own form."""

from __future__ import annotations

import io
import itertools
import resource
import struct
import time
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from isotherm.web.community.models import Note
from isotherm.web.site import pictures

from .roads import matrix

pytestmark = pytest.mark.django_db
SCRIPT = b"<script>hit()</script>"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    from isotherm.web.site import limits

    monkeypatch.setattr(limits, "_rates", lambda _: [])
    settings.MEDIA_ROOT = tmp_path / "pictures"
    return settings.MEDIA_ROOT


@pytest.fixture
def write(reader):
    client, forms = matrix.client_of(reader), itertools.count()

    def send(data: bytes, name: str = "holiday.jpg", kind: str = "image/jpeg"):
        upload = SimpleUploadedFile(name, data, content_type=kind)
        form = {"title": "t", "body": "b", "tags": "", "once": f"k{next(forms)}"}
        return client.post("/write/", form | {"pictures": upload})

    return send


def packed(kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((120, 90), 40).convert("RGB").save(made, kind, **options)
    return made.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(side: int, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG whose frame says another size."""
    whole = bytearray(packed("JPEG"))
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


FALSE = {
    "png of 30000": png(30_000),
    "jpeg of 65000": jpeg_of(65_000, 65_000),
    "text bomb in a png": png(30_000, chunk(b"zTXt", b"x\0\0" + zlib.compress(b"a" * 50_000_000))),
    "profile bomb in a png": png(
        30_000, chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 50_000_000))
    ),
    "gif": packed("GIF"),
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="hit()"/>',
    "html": b"<!doctype html>" + SCRIPT,
    "gif and script": b"GIF89a/*" + b"\0" * 20 + b"*/=1;hit()",
    "bmp": packed("BMP"),
    "tiff": packed("TIFF"),
    "ico": packed("ICO"),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
    "pdf": b"%PDF-1.4\n" + SCRIPT,
    "zip": b"PK\x03\x04" + b"\0" * 60,
    "cut jpeg": packed("JPEG")[:300],
    "cut png": packed("PNG")[:200],
    "cut webp": packed("WEBP")[:100],
    "nothing": b"",
    "only a head": b"\xff\xd8\xff\xe0",
    "mpo": b"\xff\xd8\xff\xe2" + SCRIPT,
}


@pytest.mark.parametrize("what", FALSE)
def test_a_false_picture_is_refused_in_words_quickly_and_nothing_is_kept(what, write, folder):
    write(packed("PNG"))  # what is imported once is imported
    made, kept = Note.objects.count(), sorted(folder.rglob("*.*"))
    began, most = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if not FALSE[what]:
        return
    upload = SimpleUploadedFile("x.jpg", FALSE[what])
    with pytest.raises(pictures.Refusal) as told:
        pictures.take_picture(upload)
    spent = time.process_time() - began
    assert told.value.status in (413, 422)
    assert spent < 0.05
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 60_000  # kB
    answer = write(FALSE[what])
    assert answer.status_code in (413, 422)
    assert told.value.words in answer.text
    assert Note.objects.count() == made
    assert sorted(folder.rglob("*.*")) == kept


def test_control_without_the_limit_the_bomb_is_opened(write, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10**12)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    assert write(png(2_000)).status_code == 422  # decoded, and found to be short


def camera_words() -> Image.Exif:
    marks = Image.Exif()
    marks[0x010F], marks[0x9286] = "a camera of someone", "hit() said someone"
    marks.get_ifd(0x8825).update({1: "N", 2: (31.0, 14.0, 7.0), 3: "E", 4: (121.0, 28.0, 9.0)})
    return marks


TRUE = {
    "jpeg where it was taken": packed("JPEG", exif=camera_words(), comment=b"someone's comment"),
    "webp where it was taken": packed("WEBP", exif=camera_words(), xmp=b"<x:someone/>"),
    "png with words": packed("PNG", exif=camera_words()),
    "jpeg that is a page": packed("JPEG", comment=SCRIPT) + SCRIPT,
    "png that is a page": packed("PNG") + b"<html>" + SCRIPT,
    "jpeg that is a zip": packed("JPEG") + b"PK\x03\x04someone",
    "moving webp": packed(
        "WEBP", save_all=True, append_images=[Image.new("RGB", (120, 90), n) for n in range(3)]
    ),
}


@pytest.mark.parametrize("what", TRUE)
def test_of_a_true_picture_only_the_picture_is_kept(what, write, folder, client):
    answer = write(TRUE[what])
    assert answer.status_code == 302
    (path,) = Path(folder).rglob("*.webp")
    data = path.read_bytes()
    for left in (
        b"someone",
        b"hit()",
        b"<script",
        b"EXIF",
        b"Exif",
        b"XMP ",
        b"ANIM",
        b"PK\x03\x04",
    ):
        assert left not in data
    with Image.open(path) as kept:
        assert (kept.size, getattr(kept, "n_frames", 1)) == ((120, 90), 1)
        assert not kept.getexif()
    shown = client.get(f"/pictures/{path.relative_to(folder)}")
    assert shown.headers["Content-Type"] == "image/webp"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    shown.close()


def test_control_what_was_sent_did_hold_it():
    assert b"someone" in TRUE["jpeg where it was taken"]
    with Image.open(io.BytesIO(TRUE["jpeg where it was taken"])) as sent:
        assert sent.getexif().get_ifd(0x8825)[2] == (31.0, 14.0, 7.0)
    with Image.open(io.BytesIO(TRUE["moving webp"])) as sent:
        assert sent.n_frames > 1


@pytest.mark.parametrize(
    "name", ["../../x.webp", "a\r\nSet-Cookie: x.jpg", "<b>.jpg", "con", "x" * 300]
)
def test_the_name_a_picture_came_with_is_not_kept(name, write, folder):
    assert write(packed("PNG"), name=name or "x").status_code == 302
    for path in Path(folder).rglob("*.*"):
        assert path.suffix == ".webp"
        assert len(path.stem) == 26
