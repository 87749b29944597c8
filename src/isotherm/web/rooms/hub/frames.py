"""Messages of news to a room: composed once, and written once for everybody."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from isotherm.web.rooms.queries.lines import News, Standing
from isotherm.web.rooms.queries.tallies import Tally

__all__ = ["NewsFrame", "as_text", "changes_in", "told_to", "write_frame"]

Message = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class NewsFrame:
    """One message of news to a room."""

    number: int
    lines: tuple[Message, ...]
    rest: Message
    """What else changed, as viewers see it."""
    desk_rest: Message
    """The same, as it is seen at the host's desk."""
    text: str
    """As it is sent; empty where viewers are told nothing."""
    desk_text: str


def write_frame(number: int, lines: Sequence[Message], rest: Message, desk: Message) -> NewsFrame:
    """Write a message down as it is sent to viewers and to the desk."""
    told: Message = {"lines": list(lines)} if lines else {}
    desk_rest = {**rest, **desk}
    text = as_text({**told, **rest}) if lines or rest else ""
    desk_text = as_text({**told, **desk_rest})
    return NewsFrame(number, tuple(lines), rest, desk_rest, text, desk_text)


def changes_in(news: News, before: Standing | None, counted: Tally | None) -> Message:
    """What viewers are told of news besides its lines; ``counted`` is what they were told last.

    That someone has only seen an option is nothing to tell: it would be a message for each who
    comes.
    """
    now, rest = news.standing, dict[str, Any]()
    if before is None or before.shown != now.shown:
        rest["shown"] = now.shown
    if before is None or before.test_open != now.test_open:
        rest["test_open"] = now.test_open
    if news.left:
        rest["left"] = news.left
    if news.tally is not None and _votes(news.tally) != _votes(counted):
        rest["tally"] = told_to(news.tally, desk=False)
    return rest


def _votes(counted: Tally | None) -> tuple[int, int]:
    return (counted.voters, counted.votes) if counted else (-1, -1)


def told_to(counted: Tally, *, desk: bool) -> Message:
    """A tally as people see it: that it counts, not who is ahead; at the desk option by option."""
    told: Message = {
        "changes": counted.changes,
        "voters": counted.voters,
        "votes": counted.votes,
    }
    return {**told, "options": counted.options} if desk else told


def as_text(message: Message) -> str:
    """A message as it is sent."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
