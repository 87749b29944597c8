"""A reading of the feed made by hand, and more notes to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nothing_waits_to_be_written() -> Iterator[None]:
    from isotherm.web.community.looks import looks

    looks._impressions.clear()
    looks._views.clear()
    yield
    looks._impressions.clear()
    looks._views.clear()


@pytest.fixture
def make_notes(make_member) -> Callable[..., list[str]]:
    """Notes by an author, one a minute, the last the newest; their ids."""
    from isotherm.web.community.models import Note

    def make(count: int, *, first: int = 0, at: dt.datetime = AT, prefix: str = "n") -> list[str]:
        from isotherm.web.accounts.models import Member

        author = Member.objects.filter(pk="writer").first() or make_member("writer")
        ids = [f"{prefix}{number:03d}" for number in range(first, first + count)]
        Note.objects.bulk_create(
            Note(
                id=note_id,
                author=author,
                at=at + dt.timedelta(minutes=turn),
                title=f"笔记 {note_id}",
                body="春天想穿亮一点",
                tags=["亮色"],
            )
            for turn, note_id in enumerate(ids)
        )
        return ids

    return make


@pytest.fixture
def rank() -> Callable[..., None]:
    """The list of a member, or of anybody, as a reading would leave it."""
    from isotherm.web.readings.models import FeedList

    def write(member_id: str, cards: list[tuple[str, str, str]]) -> None:
        FeedList.objects.update_or_create(
            member_id=member_id, defaults={"cards": [list(card) for card in cards], "run_id": "r"}
        )

    return write


@pytest.fixture
def said(monkeypatch) -> Callable[..., None]:
    """What the last reading says, and the moment it knew the town."""
    from isotherm.web.community import feed, reading
    from isotherm.web.readings import queries
    from isotherm.web.readings.models import ReadingRun

    def say(
        names: dict[str, str], strata_of: dict[str, tuple[str, ...]], *, as_of: dt.datetime = AT
    ) -> None:
        known = reading.Said(names, dict.fromkeys(names, 0.5), strata_of, {})
        monkeypatch.setattr(feed, "last_said", lambda: known)
        run = ReadingRun(id="r", as_of=as_of, asked_at=as_of, state="done")
        monkeypatch.setattr(queries, "last_run", lambda: run)

    return say
