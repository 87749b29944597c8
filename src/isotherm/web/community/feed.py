"""One page of the feed: what the last reading ranked, new notes among it, a reason on each."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from isotherm.web.accounts.models import Member
from isotherm.web.community import newest
from isotherm.web.community.cursor import Cursor, mark_of
from isotherm.web.community.first_looks import EVERY, notes_owed_a_look
from isotherm.web.community.queries.cards import cards
from isotherm.web.community.reading import Said, last_said
from isotherm.web.community.reasons import reason_for

__all__ = ["PAGE_SIZE", "Page", "following_page", "page_for"]

PAGE_SIZE = 20
Pick = tuple[str, str, str]  # note, kind of reason, stratum


@dataclasses.dataclass(frozen=True)
class Page:
    """Cards in order, and where to go on; no cursor at the end."""

    cards: list[dict[str, Any]]
    cursor: str


@dataclasses.dataclass(frozen=True)
class _Allowed:
    """Which notes a member wants to see: none whose closest stratum, or whose reason, is muted."""

    said: Said
    muted: set[str]

    def __call__(self, note_id: str, *, reason: str = "") -> bool:
        """Whether a note may be shown."""
        if not self.muted:
            return True
        closest = self.said.strata_of.get(note_id, ())[:1]
        return reason not in self.muted and self.muted.isdisjoint(closest)


def page_for(member: Member | None, cursor: str = "") -> Page:
    """Decide what someone sees next.

    Who has personalisation off is shown exactly what anybody is shown. Where no reading was
    finished, and after the end of the list, the newest notes come.
    """
    personal = member if member is not None and member.personalised else None
    here, said = Cursor.read(cursor), last_said()
    ranked, since = _ranked(personal)
    if here.after or here.place >= len(ranked):
        picks, there = _newest_picks(here, ranked)
    else:
        allowed = _Allowed(said, _muted(personal))
        picks, there = _ranked_picks(here, ranked, since=since, allowed=allowed)
    return Page(_with_reasons(picks, member, said), str(there) if there else "")


def following_page(member: Member, cursor: str = "") -> Page:
    """The newest notes of those a member follows."""
    here = Cursor.read(cursor)
    notes, after = newest.of_followed(member, after=here.after, limit=PAGE_SIZE)
    picks = [(note_id, "following", "") for note_id in notes]
    cards_of_page = _with_reasons(picks, member, last_said())
    return Page(cards_of_page, str(Cursor(after=after)) if after else "")


def _ranked(member: Member | None) -> tuple[list[Pick], dt.datetime | None]:
    """The list of a member, else anybody's, and the moment its reading knew the town."""
    from isotherm.web.readings.queries import last_run, ranked_for

    ranked = ranked_for(member.pk if member is not None else "")
    run = last_run()
    return ranked, run.as_of if ranked and run else None


def _muted(member: Member | None) -> set[str]:
    if member is None:
        return set()
    from isotherm.web.accounts.queries import muted_strata

    return muted_strata(member.pk)


def _ranked_picks(
    here: Cursor, ranked: list[Pick], *, since: dt.datetime | None, allowed: _Allowed
) -> tuple[list[Pick], Cursor | None]:
    """A page of the list without muted strata, every few places a new note."""
    fresh = notes_owed_a_look(PAGE_SIZE // EVERY, since=since, passed=here.shown)
    known = {pick[0] for pick in ranked}
    fresh = [note_id for note_id in fresh if note_id not in known and allowed(note_id)]
    picks: list[Pick] = []
    place = here.place
    while place < len(ranked) and len(picks) < PAGE_SIZE - len(fresh):
        pick = ranked[place]
        place += 1
        if allowed(pick[0], reason=pick[2]):
            picks.append(pick)
    for turn, note_id in enumerate(fresh, start=1):
        picks.insert(turn * EVERY - 1, (note_id, "first_look", ""))
    return picks, Cursor(place, (*here.shown, *map(mark_of, fresh)))


def _newest_picks(here: Cursor, ranked: Iterable[Pick]) -> tuple[list[Pick], Cursor | None]:
    """The newest notes that were not shown further up."""
    passed = {pick[0] for pick in ranked}
    shown = set(here.shown)
    notes, after = newest.of_everybody(after=here.after, limit=PAGE_SIZE)
    picks = [
        (note_id, "newest", "")
        for note_id in notes
        if note_id not in passed and mark_of(note_id) not in shown
    ]
    return picks, dataclasses.replace(here, after=after) if after else None


def _with_reasons(picks: list[Pick], member: Member | None, said: Said) -> list[dict[str, Any]]:
    why = {note_id: reason_for(kind, stratum_id, said) for note_id, kind, stratum_id in picks}
    found = cards([pick[0] for pick in picks], member)
    return [card | {"reason": why[card["note"].pk]} for card in found]
