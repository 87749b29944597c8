"""Pictures people bring: what is refused, how early, and what is left of what is kept."""

from __future__ import annotations

import errno
import io
import resource
import shutil
import signal
import struct
import time
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from isotherm.web.site import pictures
from isotherm.web.site.pictures import copy_picture, take_picture
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.webp_header import webp_size

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("any.name", data)


def drawn(kind: str = "JPEG", size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", size, (190, 120, 90)).save(packed, kind, **options)
    return packed.getvalue()


def png_bomb(side: int) -> bytes:
    """A PNG that says it is ``side`` px wide and high, and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def webp_bomb(side: int) -> bytes:
    size = (side - 1).to_bytes(3, "little")
    head = b"VP8X" + (10).to_bytes(4, "little") + b"\0\0\0\0" + size + size
    return b"RIFF" + (len(head) + 4).to_bytes(4, "little") + b"WEBP" + head


@pytest.fixture
def full_disk():
    """No file may grow beyond what a page of a disk holds."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, heard)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_no_fault_of_the_picture_and_leaves_nothing_behind(folder, caplog):
    packed = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(packed, "PNG")
    with pytest.raises(Refusal) as refused:
        take_picture(upload(packed.getvalue()))
    assert refused.value.status == 503
    assert not [path for path in folder.rglob("*") if path.is_file()]
    assert "could not be kept" in caplog.text  # whoever runs the town hears why
    take_picture(upload(drawn()))  # control: a small one fits


def test_a_copy_a_full_disk_cut_off_is_not_left(folder, monkeypatch):
    def cut_off(_kept: Path, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    kept = take_picture(upload(drawn()))
    monkeypatch.setattr(shutil, "copyfile", cut_off)
    with pytest.raises(Refusal):
        copy_picture(kept.name, "options")
    assert [path.name for path in folder.rglob("*.webp")] == [Path(kept.name).name]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_written_anew(kind, folder):
    kept = take_picture(upload(drawn(kind)))
    assert (kept.width, kept.height) == (300, 200)
    with Image.open(Path(folder) / kept.name) as written:
        assert written.format == "WEBP"
        assert written.size == (300, 200)


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright(folder):
    marks = Image.Exif()
    marks[0x0112] = 6  # held on its side
    marks[0x010F] = "a camera of someone"
    kept = take_picture(upload(drawn(exif=marks)))
    data = (Path(folder) / kept.name).read_bytes()
    assert (kept.width, kept.height) == (200, 300)
    assert b"a camera of someone" not in data
    assert b"EXIF" not in data


def test_a_large_picture_is_scaled_down():
    kept = take_picture(upload(drawn(size=(5000, 1000))))
    assert (kept.width, kept.height) == (2048, 410)


@pytest.mark.parametrize("bomb", [png_bomb(5_000), png_bomb(60_000), webp_bomb(16_000)])
def test_a_bomb_is_refused_before_it_is_decoded(bomb, folder):
    began = time.process_time()
    with pytest.raises(Refusal) as told:
        take_picture(upload(bomb))
    assert time.process_time() - began < 0.05
    assert told.value.status == 413
    assert not list(Path(folder).rglob("*.*"))


def test_without_the_limit_a_bomb_is_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10**12)
    with pytest.raises(Refusal) as told:
        take_picture(upload(png_bomb(5_000)))
    assert told.value.status == 422  # it was opened, and found to be short


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + b"\0" * 40,
        drawn()[:200],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 60,
    ],
)
def test_what_is_no_picture_is_refused_in_words(data):
    with pytest.raises(Refusal):
        take_picture(upload(data))


def test_a_picture_that_is_too_heavy_is_refused_unread():
    heavy = upload(b"x")
    heavy.size = 21 * 2**20
    heavy.file = None
    with pytest.raises(Refusal) as told:
        take_picture(heavy)
    assert told.value.status == 413


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 50}, {"exif": b"Exif\0\0x"}])
def test_the_size_of_a_webp_is_read_from_its_head(options):
    assert webp_size(drawn("WEBP", (321, 123), **options)[:32]) == (321, 123)


def test_pictures_cut_anywhere_or_flipped_never_break_the_town(folder):
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = drawn(kind, (40, 30))
        for place in range(0, len(whole), max(1, len(whole) // 40)):
            flipped = bytearray(whole)
            flipped[place] ^= 0xFF
            for data in (whole[:place], bytes(flipped)):
                try:
                    take_picture(upload(data))
                except Refusal:
                    continue
