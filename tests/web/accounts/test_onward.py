"""Where somebody is sent on to after a door: into the town, whatever the address says."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

DOORS = ("login", "signup", "logout", "inactive", "reauthenticate", "password/change")
NOWHERE = (
    "http://[::1",
    "//[",
    "http://a]",
    "https://evil.example/",
    "//evil.example/",
    "x" * 9000,
)


@pytest.mark.parametrize("onward", NOWHERE)
@pytest.mark.parametrize("door", DOORS)
def test_a_door_breaks_at_no_address_and_leads_to_none_outside(door, onward, client, reader):
    for signed_in in (False, True):
        if signed_in:
            client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
        for ask in (client.get, client.post):
            answer = ask(f"/accounts/{door}/", {"next": onward})
            assert answer.status_code < 500
            assert answer.get("Location", "/").startswith("/")
            assert not answer.get("Location", "/").startswith("//")


def test_control_an_address_of_the_town_is_gone_on_to(client, reader):
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/accounts/login/", {"next": "/wishes/"})["Location"] == "/wishes/"
