"""A deployed town: what it refuses to start with, what every answer carries, who gets in."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from isotherm.errors import SettingsError
from isotherm.web.site.environment import _DEMO_SECRET, read_environment

from .conftest import HOST, SECRET, Visitor, production_environment

PASSWORD = "many warm days in may"


def check_deploy(home, **more: str) -> subprocess.CompletedProcess[str]:
    told = {**os.environ, **production_environment(home), **more}
    for name in {"DATABASE_URL", "REDIS_URL", "ISOTHERM_DEMO", "DJANGO_ALLOW_ASYNC_UNSAFE"} - set(
        more
    ):
        told.pop(name, None)
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=told, capture_output=True, text=True, check=False)


def test_the_check_for_deployment_has_no_warning(tmp_path):
    done = check_deploy(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout + done.stderr


def test_control_a_demo_is_not_fit_to_deploy(tmp_path):
    done = check_deploy(tmp_path, ISOTHERM_DEMO="1")
    assert done.returncode != 0
    assert "security.W008" in done.stderr  # no redirect to TLS


@pytest.mark.parametrize("secret", ["", "short", _DEMO_SECRET, "x" * 49])
def test_a_secret_anyone_can_know_is_refused(secret):
    with pytest.raises(SettingsError, match="ISOTHERM_SECRET_KEY"):
        read_environment({"ISOTHERM_SECRET_KEY": secret, "ISOTHERM_HOSTS": HOST})
    assert not read_environment({"ISOTHERM_SECRET_KEY": SECRET, "ISOTHERM_HOSTS": HOST}).demo


def test_a_town_that_answers_to_any_name_is_refused():
    with pytest.raises(SettingsError, match="ISOTHERM_HOSTS"):
        read_environment({"ISOTHERM_SECRET_KEY": SECRET})


KINDS = {
    "page": ("/", 200),
    "language page": ("/accounts/login/", 200),
    "json": ("/api/v1/openapi.json", 200),
    "plain": ("/healthz", 200),
    "style": ("/static/site/town.css", 200),
    "script": ("/static/site/town.js", 200),
    "drawing": ("/drawn/member/{member}.svg", 200),
    "missing": ("/none/", 404),
    "missing drawing": ("/drawn/note/none.svg", 404),
    "missing api": ("/api/v1/none", 404),
    "no token": ("/api/v1/orders", 401),
    "demo": ("/demo/", 403),
    "gallery": ("/gallery/", 403),
    "to the door": ("/me/", 302),
    "no such way": ("/me/data/erase/", 302),
    "slash": ("/wishes", 301),
    "no text": ("/search/?q=%00", 400),
}


@pytest.fixture(scope="module")
def joined(production: int) -> tuple[Visitor, str]:
    """Somebody who joined, and their id."""
    someone = Visitor(production)
    answer = someone.send(
        "/accounts/signup/", username="xiaoman", password1=PASSWORD, password2=PASSWORD
    )
    assert answer.status == 302, answer.text
    page = someone.ask("/").text
    return someone, page.partition('data-member="')[2].partition('"')[0]


def guarded(headers) -> None:
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not {"*", "ws:", "wss:", "http:", "https:"} & set(policy.replace(";", " ").split())
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert headers["Server"] is None
    assert headers["X-Powered-By"] is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_is_guarded(kind, joined, visitor):
    path, status = KINDS[kind]
    answer = visitor.ask(path.format(member=joined[1]))
    assert answer.status == status
    guarded(answer.headers)
    if answer.headers["Content-Type"].startswith("text/html"):
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_plain_http_is_sent_to_tls_and_guarded_too(visitor):
    answer = visitor.ask("/wishes/?a=1", headers={"X-Forwarded-Proto": "http"})
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/wishes/?a=1"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Server"] is None


@pytest.mark.parametrize("forged", ["evil.example", f"{HOST}.evil.example", f"evil@{HOST}", "[::1"])
def test_another_name_is_not_answered_to(visitor, forged):
    for proto in ("https", "http"):
        answer = visitor.ask("/", headers={"Host": forged, "X-Forwarded-Proto": proto})
        assert answer.status == 400
        assert "evil" not in answer.text
        assert answer.headers["Location"] is None


def test_a_forwarded_name_is_not_believed(visitor):
    answer = visitor.ask("/me/", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in answer.headers["Location"]
    assert "evil" not in visitor.ask("/", headers={"X-Forwarded-Host": "evil.example"}).text


def test_cookies_travel_by_tls_alone_and_scripts_do_not_see_the_session(production):
    someone = Visitor(production)
    page = someone.ask("/accounts/signup/")
    assert page.status == 200
    form = {"username": "gucheng", "password1": PASSWORD, "password2": PASSWORD}
    answer = someone.send("/accounts/signup/", **form)
    laid = [*(page.headers.get_all("Set-Cookie") or []), *answer.headers.get_all("Set-Cookie")]
    assert {line.partition("=")[0] for line in laid} >= {"csrftoken", "sessionid"}
    for line in laid:
        assert "; Secure" in line
        assert "SameSite=Lax" in line
        assert line.startswith("csrftoken") or "HttpOnly" in line
    theme = someone.ask(
        "/theme/",
        method="POST",
        form={"csrfmiddlewaretoken": someone.cookies["csrftoken"], "theme": "dark"},
    )
    assert "Secure" in theme.headers["Set-Cookie"]


@pytest.mark.parametrize("role", ["reader", "author", "buyer", "merchant", "operator"])
def test_nobody_becomes_someone_by_a_click(visitor, role):
    visitor.ask("/accounts/login/")
    form = {"csrfmiddlewaretoken": visitor.cookies["csrftoken"]}
    answer = visitor.ask(f"/demo/sign-in/{role}/", method="POST", form=form)
    assert answer.status == 403
    assert "sessionid" not in visitor.cookies
    assert "/demo/" not in visitor.ask("/").text


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "///evil.example",
    "/%09/evil.example",
    "http://town.example@evil.example/",
    f"https://{HOST}.evil.example/",
    "data:text/html,x",
    " https://evil.example",
    "\thttps://evil.example",
]


@pytest.mark.parametrize("onward", ELSEWHERE)
def test_nobody_is_sent_elsewhere(production, joined, onward):
    someone = Visitor(production)
    someone.ask("/accounts/login/")
    token = {"csrfmiddlewaretoken": someone.cookies["csrftoken"], "next": onward}
    for path, choice in (("/language/", {"language": "en"}), ("/theme/", {"theme": "dark"})):
        answer = someone.ask(path, method="POST", form=token | choice)
        assert stays(answer.headers["Location"]), path
    inside, _ = joined
    moved = inside.ask("/accounts/login/?" + urlencode({"next": onward}))
    assert stays(moved.headers["Location"] or "/")


def stays(where: str) -> bool:
    """Whether a browser that is told to go there stays in the town."""
    plain = where.replace("\\", "/").strip()
    return urlsplit(urljoin(f"https://{HOST}/", plain)).netloc == HOST


def test_a_session_is_new_after_signing_in_and_gone_after_leaving(production):
    someone = Visitor(production)
    form = {"username": "qingming", "password1": PASSWORD, "password2": PASSWORD}
    assert someone.send("/accounts/signup/", **form).status == 302
    first = someone.cookies["sessionid"]
    assert someone.send("/accounts/logout/").status == 302
    stale = Visitor(production, {"sessionid": first})
    assert stale.ask("/me/").status == 302
    # Somebody else laid a session into this browser before: it is not the one signed in.
    victim = Visitor(production, {"sessionid": "z" * 32})
    answer = victim.send("/accounts/login/", login="qingming", password=PASSWORD)
    assert answer.status == 302
    assert victim.cookies["sessionid"] not in ("z" * 32, first)
    assert Visitor(production, {"sessionid": "z" * 32}).ask("/me/").status == 302


@pytest.mark.parametrize(
    "weak", ["", "short", "12345678901", "password123", "xiaoxue88", "qwertyuiop"]
)
def test_passwords_that_are_guessed_are_refused(production, weak):
    someone = Visitor(production)
    form = {"username": "xiaoxue88", "password1": weak, "password2": weak}
    answer = someone.send("/accounts/signup/", **form)
    assert answer.status != 302
    assert someone.ask("/me/").status == 302


def test_the_door_does_not_tell_who_lives_here(production, joined):
    assert joined[1]
    told = []
    for name in ("xiaoman", "nobody-of-this-name"):
        someone = Visitor(production)
        answer = someone.send("/accounts/login/", login=name, password="not the one at all")
        page = answer.text.replace(name, "NAME")
        for secret in (someone.cookies["csrftoken"],):
            page = page.replace(secret, "")
        told.append((answer.status, len(page) // 100))
    assert told[0] == told[1]


def test_whoever_sends_headers_without_end_is_cut_off(production):
    """Kept and copied as they grow they would fill the memory and stop the town for everybody."""
    sent, part = 0, b"a" * 2**16
    with socket.create_connection(("127.0.0.1", production), 30) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX: ".encode())
        with contextlib.suppress(ConnectionError):
            while sent < 16 * 2**20:
                line.sendall(part)
                sent += len(part)
    assert sent < 16 * 2**20
