"""Whether a need is asked for more and more: what decides how long a merchant may think."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["LATELY", "Ask", "asking_pace", "recent_share", "weeks_to_decide"]

LATELY = dt.timedelta(28)
_PRIOR = 20.0  # people who ask as everyone does, added to those of a need
_MOST_WEEKS = 4

Ask = tuple[str, str, bool]  # who asked, in what words, and whether lately


def recent_share(asks: Iterable[Ask], weights: Mapping[str, float]) -> float:
    """The share of the asking that is of late; coordinated accounts count for little."""
    weighed = [(weights.get(actor, 1.0), lately) for actor, _, lately in asks]
    total = sum(weight for weight, _ in weighed)
    return sum(weight for weight, lately in weighed if lately) / total if total else 0.0


def asking_pace(asks: Sequence[Ask], *, usual: float, weights: Mapping[str, float]) -> float:
    """How often something is asked for lately, against how often everything is: 1 is as often.

    ``usual`` is the recent share of all asking, so neither the length of the record nor the growth
    of the community matters. A person asks once, in however many words. Twenty askers at the usual
    pace are added: few people prove no rush.

    >>> asks = [(f"u{i}", "raincoat", i % 2 == 0) for i in range(180)]
    >>> asking_pace(asks, usual=0.25, weights={})
    1.9
    """
    if usual <= 0:
        return 1.0
    lately: dict[str, bool] = {}
    for actor, _, late in asks:
        lately[actor] = late or lately.get(actor, False)
    each = [(actor, "", late) for actor, late in sorted(lately.items())]
    people = sum(weights.get(actor, 1.0) for actor in lately)
    recent = recent_share(each, weights) * people + _PRIOR * usual
    return recent / (people + _PRIOR) / usual


def weeks_to_decide(pace: float, *, usual_days: int, place: float) -> int:
    """Whole weeks to decide, 1 to 4: what is asked for twice as often must be had in half the time.

    Weeks are rounded at the hidden ``place`` (0..1), so that one asker hardly moves them.

    >>> [weeks_to_decide(pace, usual_days=14, place=0.5) for pace in (2.4, 1.0, 0.5)]
    [1, 2, 4]
    """
    weeks = usual_days / 7 / max(pace, 1e-6)
    return min(max(math.floor(weeks + place), 1), _MOST_WEEKS)
