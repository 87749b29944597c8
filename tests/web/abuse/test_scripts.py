"""What people write is only words: payloads in every column, on every page, in a real browser."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from tests.web.full_town import reading_of, settle

from isotherm.web.site import drawn

from .payloads import PAYLOADS, joined
from .planting import plant, told_columns
from .roads import matrix, pages

pytestmark = pytest.mark.django_db(transaction=True)
_NO_FILE = r"404 .*/pictures/notes/0+1\.webp"  # the full town has names of pictures, no files

ROUNDS = 700 if os.environ.get("ISOTHERM_SOAK") else 1
# A page is looked at as its markup alone, where any script could run: what would call ``hit``
# does, whatever the content policy says. The frame's own parts are known by the town's address.
LOOK = """
async (texts) => {
  const found = [];
  for (const [name, text] of texts) {
    const frame = document.createElement("iframe");
    const done = new Promise((ready) => frame.addEventListener("load", ready, { once: true }));
    frame.srcdoc = text;
    document.body.append(frame);
    await Promise.race([done, new Promise((late) => setTimeout(late, 3000))]);
    const page = frame.contentDocument;
    for (const one of page.querySelectorAll("*")) {
      for (const { name: key, value } of one.attributes) {
        const plain = value.replace(/[\\u0000-\\u0020]/g, "").toLowerCase();
        const runs = /^on/.test(key) || key === "srcdoc" || /^(data-)?hx-on/.test(key)
          || (/(href|src|action|data|to)$/.test(key)
            && /^(javascript|vbscript|data:text)/.test(plain));
        if (runs) found.push([name, `${one.tagName} ${key}=${value}`]);
      }
      if (one.tagName === "SCRIPT" && !(one.getAttribute("src") ?? "").startsWith("/static/"))
        found.push([name, one.outerHTML.slice(0, 200)]);
      if (/^(IFRAME|OBJECT|EMBED|MARQUEE|BASE|XSS-EL|MATH|STYLE)$/.test(one.tagName))
        found.push([name, one.outerHTML.slice(0, 200)]);
    }
    if (page.documentElement.outerHTML.includes("1338")) found.push([name, "calculated"]);
    frame.remove();
  }
  return found;
}
"""


class Speaker:
    """Says one payload after the other, as many as fit."""

    def __init__(self, first: int = 0) -> None:
        self.next = first

    def __call__(self, most: int) -> str:
        said = joined(most, self.next)
        self.next = (self.next + max(1, said.count("hit"))) % len(PAYLOADS)
        return said


@pytest.fixture
def people(shop, merchant, note, make_member) -> dict[str, Any]:
    return settle(merchant, note, make_member, Speaker())


@pytest.fixture
def full(people, tmp_path) -> Iterator[Callable[[int], set[str]]]:
    """Plants payloads everywhere, from one on."""
    from isotherm.web.readings.queries import forget

    rounds = itertools.count(1)

    def speak(first: int) -> set[str]:
        speaker = Speaker(first)
        reading_of(tmp_path / f"run-{next(rounds)}", speaker)
        return plant(speaker)

    yield speak
    forget()


def read_all(people: dict[str, Any]) -> list[tuple[str, str]]:
    """The markup of every page for who may see it; asked apart from the browser's own loop."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_read, people).result()


def _read(people: dict[str, Any]) -> list[tuple[str, str]]:
    clients = {role: matrix.client_of(member) for role, member in people.items()}
    read = []
    for path, role in pages():
        answer = clients[role].get(path)
        assert answer.status_code < 500, path
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if kind in ("text/html", "image/svg+xml") and answer.status_code in (200, 422):
            read.append((path, answer.content.decode()))
    connection.close()
    return read


@pytest.fixture
def lab(browser) -> Iterator[Any]:
    """An empty page without any policy; nothing is fetched, whatever runs is written down."""
    context = browser.new_context()
    page = context.new_page()
    page.ran = []
    page.route("**/*", lambda route: route.abort())
    page.expose_function("hit", lambda *_: page.ran.append("hit"))
    page.add_init_script("window.hit ??= () => parent.hit()")
    page.on("dialog", lambda box: (page.ran.append(box.message), box.dismiss()))
    page.set_content("<!doctype html><title>lab</title>")
    yield page
    context.close()


def test_every_column_of_words_is_planted(full):
    assert len(set(PAYLOADS)) == 1000
    empty = full(0)
    assert empty == set()
    for model, field in told_columns():
        texts = str(list(model._default_manager.values_list(field.attname, flat=True)))
        assert "hit()" in texts or "<" in texts, f"{model._meta.label}.{field.name}"


def test_nothing_people_wrote_runs_on_any_page(full, people, lab):
    for turn in range(ROUNDS):
        full(turn * 7 + int(turn * 1000 / ROUNDS))
        read = read_all(people)
        assert len(read) > 60
        assert lab.evaluate(LOOK, read) == []
        assert lab.ran == []


def test_control_without_escaping_it_runs(full, people, lab, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)
    monkeypatch.setattr(drawn, "_kept", {})  # what is drawn here is nobody else's
    full(0)
    read = [one for one in read_all(people) if one[0] in ("/notes/note-1/", "/products/product-1/")]
    assert lab.evaluate(LOOK, read) != []
    assert lab.ran != []


LIVE = (
    ("/rooms/room-1/", "reader"),
    ("/rooms/room-1/host/", "merchant"),
    ("/notes/note-1/", "reader"),
    ("/control/map/", "operator"),
)


def test_our_own_modules_show_words_as_words(full, people, open_page, lab):
    """The pages as they are served: nothing runs, and the browser refused nothing."""
    from isotherm.web.rooms.models import RoomLine

    full(0)
    for path, role in LIVE:
        page = open_page(path, member=people[role], allow=_NO_FILE)
        page.on("dialog", lambda box: lab.ran.append(box.message))
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.querySelectorAll('xss-el, marquee, [onclick]').length") == 0
    page = open_page("/rooms/room-1/", member=people["reader"], allow=_NO_FILE)
    plain = [one for one in PAYLOADS if one.isascii() and one.isprintable()]
    said = " ".join(" ".join(plain[:4]).split())  # a line of the room holds 200 characters
    page.fill("[data-say] [name=text]", said)
    page.press("[data-say] [name=text]", "Enter")
    page.locator("[data-lines] [data-seq]").filter(has_text=said).first.wait_for()
    kept = RoomLine.objects.filter(text=said)
    for _ in range(600):  # it may be on the screen of who says it before it is kept
        if kept.exists():
            break
        page.wait_for_timeout(50)
    assert kept.exists()
    made = "document.querySelectorAll('[data-lines] :is(img, script, svg)').length"
    assert page.evaluate(made) == 0
    assert lab.ran == []
