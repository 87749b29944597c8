"""What people send through a socket, and what they are answered."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from isotherm.web.rooms.hub.door import Guest
from isotherm.web.rooms.models import Option
from isotherm.web.rooms.services import cast_vote, say, take_back_vote
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import as_id

__all__ = ["do_act", "read_act", "too_fast"]

Act = dict[str, str]
_log = logging.getLogger("isotherm.rooms")


def read_act(text: str) -> Act | None:
    """A message as words by name; None where it is none of ours."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    return {name: value for name, value in told.items() if _is_text(value)}


def _is_text(value: object) -> bool:
    """Whether it is text that can be kept and sent again: halves of characters cannot."""
    return isinstance(value, str) and not any("\ud800" <= char <= "\udfff" for char in value)


def do_act(guest: Guest, act: Act) -> dict[str, Any]:
    """Do it, and say what came of it: ``ack`` is the sender's own key.

    It counts with what the sender does on pages and through the API.

    Sent again after a lost answer, an act does nothing and is answered the same.
    """
    key = act.get("key", "")[:40]
    with translation.override(guest.language):
        try:
            return {"ack": key, **_ACTS.get(act.get("do", ""), _unknown)(guest, act)}
        except Refusal as refusal:
            return {"ack": key, "error": refusal.words, "code": refusal.code}
        except DatabaseError:
            _log.exception("an act in room %s failed", guest.room_id)
            words = _("Very many people are here right now. Please try again in a moment.")
            return {"ack": key, "error": words, "code": "busy"}


def too_fast(guest: Guest, act: Act | None) -> dict[str, Any]:
    """What is told to whoever sends too much."""
    with translation.override(guest.language):
        words = _("That was a lot at once. Take a breath.")
    return {"ack": (act or {}).get("key", "")[:40], "error": words, "code": "fast"}


def _say(guest: Guest, act: Act) -> dict[str, Any]:
    limited("say", guest.member.pk)
    text, key = act.get("text", ""), act.get("key", "")
    line = say(guest.member, guest.room_id, text=text, client_key=key)
    return {"seq": line.seq}


def _vote(guest: Guest, act: Act) -> dict[str, Any]:
    limited("vote", guest.member.pk)
    option_id = _option_here(guest, act)
    vote = cast_vote(
        guest.member, option_id, stake=act.get("stake", ""), value=act.get("value", "")
    )
    return {"changes": vote.test.changes, "value": vote.value}


def _take_back(guest: Guest, act: Act) -> dict[str, Any]:
    limited("vote", guest.member.pk)
    option_id = _option_here(guest, act)
    return {"gone": take_back_vote(guest.member, option_id, stake=act.get("stake", ""))}


def _option_here(guest: Guest, act: Act) -> str:
    """The option, if it is one of the test of this room and the room is still there."""
    option_id = as_id(act.get("option", ""))
    if not Option.objects.filter(pk=option_id, test__rooms=guest.room_id).exists():
        raise Refusal(_("There is no such option."), code="no_option", status=404)
    return option_id


def _unknown(guest: Guest, act: Act) -> dict[str, Any]:
    raise Refusal(_("The room does not understand this."), code="unknown", status=422)


_ACTS: dict[str, Callable[[Guest, Act], dict[str, Any]]] = {
    "say": _say,
    "vote": _vote,
    "take_back": _take_back,
}
