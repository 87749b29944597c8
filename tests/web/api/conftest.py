from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from tests.web import full_town


@pytest.fixture
def calling():
    """A client of the API that acts for a member, with every scope it may have."""
    from isotherm.web.api.scopes import SCOPES
    from isotherm.web.api.tokens import make_token

    def calling_for(member, *scopes: str) -> Client:
        may = scopes or [s for s in SCOPES if member.is_staff or not s.startswith("control:")]
        _, key = make_token(member, name="test", scopes=may)
        return Client(headers={"authorization": f"Bearer {key}"})

    return calling_for


@pytest.fixture
def town(merchant, note, make_member, settings, tmp_path) -> Iterator[full_town.People]:
    """One of each thing, and who lives there, by role."""
    from isotherm.web.readings.queries import forget

    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "pictures"
    people = full_town.settle(merchant, note, make_member, lambda most: "词 word"[:most])
    full_town.put_files(tmp_path)
    full_town.reading_of(tmp_path / "run-1", lambda most: "词 word"[:most])
    yield people
    forget()


@pytest.fixture
def keys(calling, town):
    """The key of each role, as it is sent."""
    return {
        role: calling(member).defaults["HTTP_AUTHORIZATION"]
        for role, member in town.items()
        if member is not None
    }


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The test's connection stays open between requests, as Django's own client keeps it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def no_record_is_written(monkeypatch) -> None:
    """The record is read by a process of its own, which does not see a test's transaction."""
    from isotherm.web.readings import exports

    def write(folder, *, progress):
        folder.mkdir()
        return {"notes": 0}

    monkeypatch.setattr(exports, "export_record", write)
