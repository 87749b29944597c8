"""Why a member is in their strata, told by what they wrote, searched for and liked themselves."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from isotherm.web.accounts.models import Member, StratumChoice
from isotherm.web.readings.queries import named_stratum, strata_of

__all__ = ["MyStratum", "Trace", "my_strata"]

_LOOKED_AT = 300  # of each kind of trace, the latest
_SHOWN = 4  # traces a stratum
_WORDS = 60  # characters of a trace


@dataclasses.dataclass(frozen=True)
class Trace:
    """Something the member did that carries a word of the stratum."""

    kind: str  # note, reply, search, like, save
    words: str
    url: str
    term: str  # the stratum's word in it


@dataclasses.dataclass(frozen=True)
class MyStratum:
    """A stratum as its member sees it."""

    stratum_id: str
    name: str
    terms: tuple[str, ...]
    weight: float  # how much they belong, 0..1
    choice: str  # left, muted or nothing
    traces: tuple[Trace, ...]


def my_strata(member: Member) -> list[MyStratum]:
    """The strata a member is in, strongest first, then those they left; each with its traces."""
    chosen = dict(StratumChoice.objects.filter(member=member).values_list("stratum_id", "choice"))
    rows = strata_of(member.pk)
    here = {row["stratum_id"] for row in rows}
    gone = [named_stratum(stratum_id) for stratum_id in sorted(chosen) if stratum_id not in here]
    rows = [*rows, *({**row, "weight": 0.0} for row in gone if row)]
    did = list(_deeds(member)) if rows else []
    return [_told(row, chosen.get(row["stratum_id"], ""), did) for row in rows]


def _told(row: dict[str, Any], choice: str, did: list[Trace]) -> MyStratum:
    terms = tuple(row["terms"] or ())
    return MyStratum(
        stratum_id=row["stratum_id"],
        name=row["name"] or "、".join(terms[:2]),
        terms=terms,
        weight=row["weight"],
        choice=choice,
        traces=tuple(_traces(terms, did)),
    )


def _traces(terms: Iterable[str], did: list[Trace]) -> Iterator[Trace]:
    """A few deeds that carry the stratum's words, its first words first, no deed twice."""
    shown: set[str] = set()
    for term in terms:
        for deed in did:
            if len(shown) == _SHOWN:
                return
            if term.casefold() in deed.term and deed.words not in shown:
                shown.add(deed.words)
                yield dataclasses.replace(deed, words=deed.words[:_WORDS], term=term)
                break


def _deeds(member: Member) -> Iterator[Trace]:
    """What the member did, latest first by kind; ``term`` holds the words to look in."""
    for row in _latest(member.notes, "id", "title", "body", "tags"):
        text = f"{row['title']} {row['body']} {' '.join(row['tags'])}"
        yield _deed("note", row["title"] or row["body"], _note(row["id"]), text)
    for row in _latest(member.searches, "query"):
        yield _deed("search", row["query"], "", row["query"])
    for row in _latest(member.replies, "text", "note_id"):
        yield _deed("reply", row["text"], _note(row["note_id"]), row["text"])
    marked = member.reactions.filter(kind__in=("like", "save"), note__isnull=False)
    for row in _latest(marked, "kind", "note_id", "note__title", "note__tags"):
        text = f"{row['note__title']} {' '.join(row['note__tags'] or ())}"
        yield _deed(row["kind"], row["note__title"], _note(row["note_id"]), text)


def _note(note_id: str) -> str:
    return reverse("community:note", args=[note_id])


def _latest(rows: Any, *fields: str) -> Iterable[dict[str, Any]]:
    latest: Iterable[dict[str, Any]] = rows.order_by("-at").values(*fields)[:_LOOKED_AT]
    return latest


def _deed(kind: str, words: str, url: str, text: str) -> Trace:
    return Trace(kind=kind, words=words, url=url, term=text.casefold())
