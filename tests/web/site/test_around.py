"""The bars around a page are drawn once for all who would see the same, and for nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.middleware.csrf import _unmask_cipher_token as unmasked
from django.test import Client

from isotherm.web import site
from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Notice
from isotherm.web.shop.models import Hold
from isotherm.web.site import around
from isotherm.web.site import drawn as parts
from isotherm.web.site.clock import now
from isotherm.web.site.drawn import drawn, mark
from isotherm.web.site.shell import Frame

pytestmark = pytest.mark.django_db


def bars(client: Client, path: str = "/") -> str:
    """The bars of a page, without what differs from page to page."""
    page = client.get(path).content.decode()
    top = re.search(r"<header.*?</header>", page, re.S).group()
    bottom = re.search(r'<nav class="tabbar".*?</nav>', page, re.S).group()
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", top + bottom)


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def test_what_the_bars_tell_is_told_at_once_when_it_changes(reader, operator, shop, merchant):
    mine, theirs = signed_in(reader), signed_in(operator)
    first = bars(mine)
    assert bars(mine) == first
    assert bars(Client()) != first
    assert "/control/" in bars(theirs)
    assert f"/desk/{shop.pk}/" in bars(signed_in(merchant))
    assert "/control/" not in first
    assert "/desk/" not in first
    Notice.objects.create(member=reader, kind="answer", at=now())
    seen = bars(mine)
    assert seen != first
    Hold.objects.create(member=reader, sku_id="sku-L", quantity=1, at=now(), expires_at=now())
    assert bars(mine) not in (seen, first)
    reader.name = "另一个名字"
    reader.save()
    assert "另一个名字" in bars(mine)
    assert "另一个名字" not in bars(theirs)
    mine.cookies["theme"] = "dark"
    assert 'value="dark" data-choose-theme="dark" aria-pressed="true"' in bars(mine)
    mine.cookies["django_language"] = "en"
    assert "Search notes, goods, occasions" in bars(mine)


def test_a_page_of_somebody_erased_meanwhile_is_shown(reader):
    frame = Frame(reader, theme="")
    Notice.objects.create(member=reader, kind="answer", at=now())
    assert Frame(reader, theme="").unread == 1  # control: while they are here
    Member.objects.filter(pk=reader.pk).delete()
    assert (frame.unread, frame.held, frame.shops) == (0, 0, [])


def test_forms_lead_back_to_their_own_page_and_carry_the_askers_own_token(reader, operator):
    tokens = set()
    for client in (signed_in(reader), signed_in(operator), Client()):
        for path in ("/wishes/", "/wishes/?a=1&b=%22%3E%3Cscript%3E"):
            page = client.get(path).content.decode()
            assert set(re.findall(r'name="next" value="(.*?)"', page)) == {
                path.replace("&", "&amp;")
            }
            found = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
            assert len(found) == 1
            tokens.add((unmasked(found.pop()), client.cookies["csrftoken"].value))
    assert len(tokens) == 3
    assert all(
        token == unmasked(cookie) if len(cookie) == 64 else token == cookie
        for token, cookie in tokens
    )


def test_nobody_can_write_a_mark(reader, operator):
    reader.name = "<token><here>"
    reader.save()
    page = signed_in(reader).get("/search/?q=<token><here>").content.decode()
    assert "&lt;token&gt;&lt;here&gt;" in page
    assert "<token>" not in page
    assert "<here>" not in page
    assert len(re.findall(r"&lt;token&gt;&lt;here&gt;", page)) >= 2


def test_what_somebody_asks_for_fills_no_process(client, monkeypatch):
    """Control: kept with all of it, each such page would cost a process what it is long."""
    monkeypatch.setattr(parts, "_kept", {})
    bars(client, "/search/?q=" + "x" * 200)
    kept = dict(parts._kept)
    for long in ("x" * 300, "x" * 20_000):
        assert f'value="{"x" * 200}"' in bars(client, f"/search/?q={long}")
    assert parts._kept == kept
    for path in ("/wishes/", "/strata/", "/people/nobody/"):
        assert "aria-current" not in bars(client, path)
    assert len(parts._kept) == 2 * len(kept)  # pages the bars show nothing of share theirs


def test_every_page_the_bars_show_to_be_on_is_known_to_them():
    folder = Path(site.__file__).parent / "templates" / "site"
    told = "".join(path.read_text() for path in folder.glob("_*.html"))
    assert set(re.findall(r'request\.path == "(.*?)"', told)) == set(around._LED_TO)
    assert told.count("request.path") == len(re.findall(r'request\.path == "', told))


def test_a_process_keeps_so_many_parts_and_no_more(monkeypatch):
    monkeypatch.setattr(parts, "_kept", {})
    monkeypatch.setattr(parts, "_MOST", 3)
    words = mark("words")
    for turn in range(10):
        shown = drawn(
            "site/_toast.html", {"words": words}, looks=turn, put={words: f"<b>{turn}</b>"}
        )
        assert f"&lt;b&gt;{turn}&lt;/b&gt;" in shown
        assert len(parts._kept) <= 3
