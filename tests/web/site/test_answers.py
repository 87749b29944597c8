"""How a refusal, an error and a missing page reach the person."""

from __future__ import annotations

import asyncio
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import override_settings
from django.urls import path

from isotherm.web.site import bodies
from isotherm.web.site.answers import tell_refusals
from isotherm.web.site.asgi import application
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.urls import urlpatterns as _all

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@audience(Audience.EVERYONE)
def breaks(request):
    raise ValueError


@audience(Audience.EVERYONE)
def closed(request):
    raise PermissionDenied


@audience(Audience.EVERYONE)
def says(request):
    from django.contrib import messages

    messages.success(request, "done <b>")
    return HttpResponse("<p>fragment</p>")


urlpatterns = [
    *_all,
    path("breaks/", breaks),
    path("closed/", closed),
    path("says/", says),
]
here = override_settings(ROOT_URLCONF=__name__)


def test_a_refusal_is_a_toast_for_htmx_and_keeps_its_status(client):
    response = client.get("/gallery/refuse/", headers=HTMX)
    assert response.status_code == 409
    assert response.headers["HX-Retarget"] == "#toasts"
    assert "toast-refusal" in response.text
    assert "<html" not in response.text


def test_a_refusal_is_a_page_otherwise_and_leads_back(client):
    response = client.get("/gallery/refuse/", headers={"Referer": "http://testserver/notes/n1/"})
    assert response.status_code == 409
    assert 'href="/notes/n1/"' in response.text
    elsewhere = client.get("/gallery/refuse/", headers={"Referer": "https://example.com/x"})
    assert "example.com" not in elsewhere.text


@pytest.mark.parametrize(
    "path", ["/example.com/x", "///example.com", "/\\example.com", "\\example.com"]
)
def test_the_way_back_never_names_another_host(client, path):
    came = {"Referer": f"http://testserver/{path}"}
    page = client.get("/gallery/refuse/", headers=came).text
    assert 'href="/example.com' in page
    assert not re.search(r'href="/[/\\]', page)


def test_the_words_of_a_refusal_are_only_words():
    middleware = tell_refusals(lambda _: HttpResponse())
    request = RequestFactory().get("/")
    request.htmx = True
    response = middleware.process_exception(request, Refusal("<script>alert(1)</script>"))
    assert b"<script" not in response.content


@here
def test_messages_ride_along_with_a_fragment(client):
    response = client.get("/says/", headers=HTMX)
    assert "fragment" in response.text
    assert 'hx-swap-oob="beforeend:#toasts"' in response.text
    assert "done &lt;b&gt;" in response.text
    assert "hx-swap-oob" not in client.get("/says/").text


@here
@pytest.mark.parametrize(("address", "status"), [("/none/", 404), ("/closed/", 403)])
def test_pages_that_are_not_feel_like_the_place(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert "topbar" in response.text


@here
def test_a_broken_page_needs_no_database(client, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        response = client.get("/breaks/")
    assert response.status_code == 500
    assert "tokens.css" in response.text


def test_a_form_sent_after_the_session_ended_leads_to_the_door_and_back(client):
    response = client.post(
        "/me/strata/s-1/", headers={**HTMX, "HX-Current-URL": "http://testserver/me/strata/"}
    )
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/me/strata/"
    plain = client.post("/me/data/erase/", headers={"Referer": "http://testserver/me/data/"})
    assert plain.headers["Location"] == "/accounts/login/?next=/me/data/"


@pytest.mark.parametrize("long", [10, 12_000])
def test_whoever_comes_from_an_address_without_end_is_let_in_all_the_same(client, long):
    """Control: one of a usual length is led back to."""
    door = client.get(f"/orders/{'趋' * long}/", follow=False)
    assert door.status_code == 302
    assert door.headers["Location"].startswith("/accounts/login/?next=/")
    assert door.headers["Location"].endswith("/login/?next=/") == (long > 2_000)


def _sent(headers: list[tuple[bytes, bytes]], parts: int) -> tuple[int, int]:
    """The status of the answer, and how many parts of the body were taken."""
    taken, answers = 0, []
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers}
    scope |= {"query_string": b"", "http_version": "1.1", "scheme": "http"}

    async def receive():
        nonlocal taken
        if taken == parts:
            await asyncio.Event().wait()  # nothing more comes
        taken += 1
        return {"type": "http.request", "body": b"x" * 1024, "more_body": taken < parts}

    async def send(message):
        answers.append(message)

    asyncio.run(application(scope, receive, send))
    return answers[0]["status"], taken


def test_a_body_that_says_it_is_too_large_is_refused_unread():
    assert _sent([(b"content-length", b"209715200")], parts=204_800) == (413, 0)


def test_a_body_that_does_not_say_its_size_is_stopped_at_the_limit(monkeypatch):
    monkeypatch.setattr(bodies, "MOST_BODY_BYTES", 10 * 1024)
    assert _sent([(b"host", b"localhost")], parts=1000) == (413, 11)


def test_without_the_limit_all_of_it_is_read(monkeypatch):
    monkeypatch.setattr(bodies, "MOST_BODY_BYTES", 10**12)
    status, taken = _sent([(b"host", b"localhost")], parts=50)
    assert (status == 413, taken) == (False, 50)
