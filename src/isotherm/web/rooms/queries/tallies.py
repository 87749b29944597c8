"""How many stakes lie behind each option, counted from the votes themselves."""

from __future__ import annotations

import dataclasses

from django.db.models import Count, Q

from isotherm.web.rooms.models import LiveTest, Vote

__all__ = ["Tally", "tally"]


@dataclasses.dataclass(frozen=True)
class Tally:
    """The votes of a test at one moment."""

    changes: int
    """How often the votes had changed; all of those changes are counted, perhaps later ones too."""
    voters: int
    """Accounts that put anything behind any option; who of them are one is not looked at here."""
    votes: int
    """Stakes, all together."""
    options: dict[str, dict[str, int]]
    """Option: stake: how many."""


def tally(test: LiveTest) -> Tally:
    """Count a test's stakes as they are now: two questions, both answered by one index."""
    changes = LiveTest.objects.values_list("changes", flat=True).get(pk=test.pk)
    cast = Vote.objects.filter(test_id=test.pk)
    rows = cast.order_by().values_list("option_id", "stake").annotate(n=Count("member_id"))
    options: dict[str, dict[str, int]] = {}
    for option_id, stake, n in rows:
        options.setdefault(option_id, {})[stake] = n
    told = cast.filter(~Q(stake="seen")).aggregate(n=Count("member_id", distinct=True))
    votes = sum(n for stakes in options.values() for stake, n in stakes.items() if stake != "seen")
    return Tally(changes=changes, voters=int(told["n"]), votes=votes, options=options)
