"""Why a card is shown, in a sentence."""

from __future__ import annotations

import dataclasses

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from isotherm.web.community.reading import Said

__all__ = ["EXPLANATIONS", "Reason", "reason_for"]

# What a card says, by kind. {stratum} is a link to the stratum's page.
_SENTENCES = {
    "stratum": gettext_noop("{stratum} keeps coming back to this"),
    "close_to_saved": gettext_noop("Close to what you saved"),
    "popular": gettext_noop("Many came back to this"),
    "first_look": gettext_noop("New: be among the first to look"),
    "newest": gettext_noop("Just shared"),
    "following": gettext_noop("You follow them"),
    "matches_query": gettext_noop("Matches your words"),
}

# What the question mark on a card tells, by kind.
EXPLANATIONS = {
    "stratum": gettext_noop(
        "People who share a temperature with you kept opening, saving or answering this note. "
        "You can see why you are among them, mute them or leave, in My strata."
    ),
    "close_to_saved": gettext_noop(
        "People who liked and saved what you liked and saved came back to this note, too. "
        "You can switch this off in My strata."
    ),
    "popular": gettext_noop(
        "Many different people came back to this note. It is shown to everybody alike."
    ),
    "first_look": gettext_noop(
        "Every new note is owed its first looks, whoever wrote it. One place in five is kept for "
        "those that were seen least."
    ),
    "newest": gettext_noop("The newest notes come first here; nothing else decides."),
    "following": gettext_noop("You follow who wrote it. Unfollow them and it is gone from here."),
    "matches_query": gettext_noop(
        "It holds the words you searched for; rare words weigh more than common ones."
    ),
}


@dataclasses.dataclass(frozen=True)
class Reason:
    """One card's reason: the words around the name of a stratum, where one is named."""

    kind: str
    before: str
    after: str = ""
    stratum_id: str = ""
    stratum_name: str = ""


def reason_for(kind: str, stratum_id: str, said: Said) -> Reason:
    """The sentence of a kind; a stratum that is no longer known is not named."""
    name = said.name(stratum_id)
    if kind == "stratum" and not name:
        kind = "popular"
    if kind not in _SENTENCES:
        kind = "popular"
    before, _here, after = _(_SENTENCES[kind]).partition("{stratum}")
    if kind != "stratum":
        return Reason(kind, before)
    return Reason(kind, before, after, stratum_id, name)
