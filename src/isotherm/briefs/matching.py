"""Which merchants a brief is for: few, those it fits, and none has more than it can read."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isotherm.briefs.goods import Goods, Supply
from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.timing import Timing

__all__ = ["Match", "choose_matches", "fit_of"]


@dataclasses.dataclass(frozen=True)
class Match:
    """One subject for one merchant, with what they could keep sold of it together."""

    subject_id: str
    merchant_id: str
    timing: Timing
    worth: float
    lead_days: int = 0


def fit_of(merchant: Mapping[str, Any], supply: Supply, goods: Goods) -> float:
    """How much a subject is a merchant's: the mean of its trade and its goods, 0..1.

    The trade is 1 in the subject's foremost category, less in others; goods are as near as the
    nearest that the merchant holds.
    """
    name = merchant["merchant_id"]
    own = [supply.trade[one] for one in supply.trade if one in goods.trades.get(name, ())]
    return (max(own, default=0.0) + min(supply.nearness.get(name, 0.0), 1.0)) / 2


def choose_matches(matches: Iterable[Match], settings: BriefSettings) -> dict[str, Sequence[Match]]:
    """The matches that are sent, by subject, the worthiest first.

    The worthiest of all goes first, as long as its subject and its merchant have room; so each
    subject reaches at most ``most_merchants`` and each merchant has at most ``most_inbox``. Greedy
    choice under two such limits is worth at least half of the best there is (Jenkyns 1976).

    >>> from datetime import datetime
    >>> day = datetime(2026, 1, 1)
    >>> timing = Timing("T-30", day, day, day)
    >>> found = choose_matches(
    ...     [Match("n", "a", timing, 2.0), Match("n", "b", timing, 3.0)],
    ...     BriefSettings(most_merchants=1))
    >>> [match.merchant_id for match in found["n"]]
    ['b']
    """
    ranked = sorted(matches, key=lambda m: (-m.worth, m.lead_days, m.subject_id, m.merchant_id))
    reached: Counter[str] = Counter()
    read: Counter[str] = Counter()
    chosen: dict[str, list[Match]] = {}
    for match in ranked:
        room = reached[match.subject_id] < settings.most_merchants
        if room and read[match.merchant_id] < settings.most_inbox:
            reached[match.subject_id] += 1
            read[match.merchant_id] += 1
            chosen.setdefault(match.subject_id, []).append(match)
    return dict(chosen)
