"""A town as it is deployed, in processes of its own, and a plain way to speak with it."""

from __future__ import annotations

import contextlib
import dataclasses
import http.client
import re
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest

from .roads import from_file

_BROWSERS = from_file(Path(__file__).parents[1] / "browser" / "conftest.py")
open_page, town, _server = (getattr(_BROWSERS, name) for name in ("open_page", "town", "_server"))

HOST = "town.example"
SECRET = "a-long-secret-of-this-test-0123456789-abcdefghijklmnop-qrstuv"


@dataclasses.dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclasses.dataclass
class Visitor:
    """Somebody at the door, with cookies kept by hand: nothing is hidden behind a client."""

    port: int
    cookies: dict[str, str] = dataclasses.field(default_factory=dict)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request, as a proxy that ends TLS would pass it on."""
        told = {"Host": HOST, "X-Forwarded-Proto": "https"}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is not None:
            told |= {"Content-Type": "application/x-www-form-urlencoded"}
            told |= {"Referer": f"https://{HOST}/", "Origin": f"https://{HOST}"}
        body = None if form is None else urlencode(form)
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        door.request(method, path, body=body, headers=told | dict(headers or {}))
        came = door.getresponse()
        answer = Answer(came.status, came.headers, came.read().decode(errors="replace"))
        door.close()
        for line in came.headers.get_all("Set-Cookie") or []:
            name, value = line.partition(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def send(self, path: str, **form: str) -> Answer:
        """A form of a page, with the token that page gave."""
        page = self.ask(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert found, f"{path} has no form"
        return self.ask(path, method="POST", form={"csrfmiddlewaretoken": found[1]} | form)


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a real town outside the demo, opened as ``isotherm serve`` opens it."""
    from isotherm.web.site.opening import Opening, open_town

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    home = tmp_path_factory.mktemp("home")
    with contextlib.ExitStack() as open_doors:
        with pytest.MonkeyPatch.context() as surroundings:  # of its processes alone
            for name, value in production_environment(home).items():
                surroundings.setenv(name, value)
            for name in NOT_REAL:
                surroundings.delenv(name, raising=False)
            open_doors.enter_context(open_town(Opening(home=home, port=port)))
        yield port


NOT_REAL = ("ISOTHERM_DEMO", "DATABASE_URL", "REDIS_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")


def production_environment(home: Path) -> dict[str, str]:
    """What a deployed town is told."""
    return {
        "ISOTHERM_HOME": str(home),
        "ISOTHERM_SECRET_KEY": SECRET,
        "ISOTHERM_HOSTS": HOST,
        "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings",
    }


@pytest.fixture
def visitor(production: int) -> Visitor:
    """Nobody in particular."""
    return Visitor(production)
