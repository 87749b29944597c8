"""What people asked under an author's notes and nobody answered yet, grouped as needs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from isotherm.text import ASK_KINDS, classify_asks
from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Reply
from isotherm.web.readings.crowds import FLOOR
from isotherm.web.site.clock import now

__all__ = ["Question", "QuestionGroup", "asks_received", "question_groups"]

_LOOK_BACK = dt.timedelta(days=90)
_LOOKED_THROUGH = 600  # the latest replies without an answer


@dataclasses.dataclass(frozen=True)
class Question:
    """One ask without an answer."""

    reply: Reply
    kind: str
    """Link, same, size or advice."""


@dataclasses.dataclass(frozen=True)
class QuestionGroup:
    """Asks that name one need, or of one kind where they name none."""

    need: str
    kind: str
    questions: tuple[Question, ...]


def question_groups(member: Member) -> tuple[QuestionGroup, ...]:
    """The author's open questions, the largest group first, the oldest question first within."""
    replies = list(_unanswered(member)[:_LOOKED_THROUGH])
    kinds = classify_asks([one.text for one in replies]) if replies else []
    names = _need_names()
    groups: dict[tuple[str, str], list[Question]] = {}
    for reply, kind in zip(replies, kinds, strict=True):
        if kind:
            need = _need_of(reply, names)
            groups.setdefault((need, "" if need else kind), []).append(Question(reply, kind))
    ranked = sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(
        QuestionGroup(need, kind, tuple(reversed(found))) for (need, kind), found in ranked
    )


def asks_received(member: Member) -> int:
    """How many people ask for something in the latest replies under the author's notes.

    Somebody who asks thirty times is one, and so are accounts that act as one.
    """
    from isotherm.web.readings import queries as readings

    others = Reply.objects.filter(note__author=member).exclude(member=member)
    latest = list(others.order_by("-at", "pk").values_list("member_id", "text")[:_LOOKED_THROUGH])
    kinds = classify_asks([text for _who, text in latest]) if latest else []
    groups = readings.groups()
    asked = zip(latest, kinds, strict=True)
    return len({groups.get(who, who) for (who, _text), kind in asked if kind in ASK_KINDS})


def _unanswered(member: Member) -> Any:
    """Others' first replies of the last months, under which the author said nothing."""
    mine = Reply.objects.filter(parent=OuterRef("pk"), member=member)
    told = Reply.objects.filter(
        note__author=member, parent__isnull=True, at__gte=now() - _LOOK_BACK
    ).exclude(member=member)
    open_ones = told.filter(~Exists(mine)).select_related("note", "member")
    return open_ones.order_by("-at", "pk")


def _need_names() -> list[tuple[str, Sequence[str]]]:
    """Needs by name with their words: harmless ones of at least fifty askers."""
    from isotherm.web.readings import queries as readings

    rows = readings.rows("needs")
    return [(row["name"], row["terms"]) for row in rows if _may_be_named(row)]


def _may_be_named(row: Mapping[str, Any]) -> bool:
    return row["review"] == "none" and row["askers"] >= FLOOR and bool(row["name"])


def _need_of(reply: Reply, names: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The need whose words the question names most; else the one its note names by two words."""
    for text, least in ((reply.text, 1), (f"{reply.note.title} {reply.note.body}", 2)):
        said = text.lower()
        found = [(sum(term in said for term in terms), name) for name, terms in names]
        best = max(found, default=(0, ""))
        if best[0] >= least:
            return best[1]
    return ""
