"""Addresses of pictures: what they answer, how long they last, and what they may do."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from isotherm.web.site.depictions import depict

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["note/note-1", "product/product-1", "member/reader-1", "shop/shop-1"],
)
def test_a_drawing_is_an_svg_that_can_do_nothing(client, note, shop, address):
    response = client.get(f"/drawn/{address}.svg")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.content.startswith(b"<svg")
    assert b"<script" not in response.content
    assert "Set-Cookie" not in response.headers


def test_a_drawing_is_packed_where_the_browser_takes_it(client, note):
    packed = client.get("/drawn/note/note-1.svg", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == client.get("/drawn/note/note-1.svg").content


def test_an_address_with_its_mark_lasts_and_changes_with_the_words(client, note):
    before = depict(note).url
    assert "immutable" in client.get(before).headers["Cache-Control"]
    assert "immutable" not in client.get("/drawn/note/note-1.svg").headers["Cache-Control"]
    note.title = "想穿暗一点"
    assert depict(note).url != before


@pytest.mark.parametrize(
    "address",
    ["note/none", "nothing/note-1", f"member/{'x' * 65}", "note/a%00b", "stratum/none"],
)
def test_what_is_not_there_is_not_drawn(client, address):
    assert client.get(f"/drawn/{address}.svg").status_code in (400, 404)


def test_words_of_a_note_cannot_leave_the_drawing(client, note):
    note.title = "</title><script>alert(1)</script>\"'<![CDATA["
    note.tags = ["<img src=x onerror=alert(1)>"]
    note.save()
    drawing = client.get("/drawn/note/note-1.svg").content
    assert b"<script" not in drawing
    assert b"<img" not in drawing


def test_only_pictures_we_wrote_are_handed_out(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ours = "notes/" + "0" * 26 + ".webp"
    for name in (ours, "notes/secret.txt", "notes/" + "0" * 26 + ".svg", "town.sqlite3"):
        path = Path(tmp_path) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"data")
    response = client.get(f"/pictures/{ours}")
    assert b"".join(response.streaming_content) == b"data"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()
    for name in (
        "notes/secret.txt",
        "notes/" + "0" * 26 + ".svg",
        "town.sqlite3",
        "notes/",
        "notes/../town.sqlite3",
        "notes/%2e%2e/town.sqlite3",
        "notes/" + "1" * 26 + ".webp",
    ):
        assert client.get(f"/pictures/{name}").status_code == 404
