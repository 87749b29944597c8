"""The replies under a note: threads one level deep, the asks among them with their answers."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

from isotherm.web.community.asks import ask_kind
from isotherm.web.community.models import Note, Reply

__all__ = ["Thread", "thread_of", "threads_of"]

THREADS = 15  # on a page


@dataclasses.dataclass(frozen=True)
class Thread:
    """One reply and what was answered to it."""

    reply: Reply
    answers: list[Reply]
    ask: str  # the kind of ask it is; empty where it is none
    answered: bool  # the note's author answered


def threads_of(note: Note, *, page: int) -> tuple[list[Thread], bool]:
    """A page of threads, the newest first, and whether more follow. Two questions."""
    start = (page - 1) * THREADS
    roots = Reply.objects.filter(note=note, parent__isnull=True).select_related("member")
    found = list(roots.order_by("-at", "-pk")[start : start + THREADS + 1])
    shown = found[:THREADS]
    return _with_answers(note, shown), len(found) > THREADS


def thread_of(note: Note, reply: Reply) -> Thread:
    """The thread a reply stands in."""
    root = reply if reply.parent is None else reply.parent
    return _with_answers(note, [root])[0]


def _with_answers(note: Note, roots: list[Reply]) -> list[Thread]:
    answers: dict[str | None, list[Reply]] = defaultdict(list)
    rows = Reply.objects.filter(note=note, parent__in=roots).select_related("member")
    for row in rows.order_by("at", "pk") if roots else ():
        answers[row.parent_id].append(row)
    return [_thread(note, root, answers[root.pk]) for root in roots]


def _thread(note: Note, root: Reply, answers: list[Reply]) -> Thread:
    answered = any(row.member_id == note.author_id and row.member_id for row in answers)
    return Thread(root, answers, ask_kind(root.text), answered)
