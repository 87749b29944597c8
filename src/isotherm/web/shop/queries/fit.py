"""How a product fitted: people with bodies like mine who agreed to count, or everybody."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import F, Q

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Outcome, Product
from isotherm.web.shop.worn import is_worn_by_size
from isotherm.web.site.clock import now

__all__ = ["FEWEST", "FitEvidence", "fit_evidence"]

FEWEST = 8  # people behind anything that is shown, and between two looks
GROWN = dt.timedelta(days=30)  # accounts and bodies younger than this are no evidence
_WIDE = 10.0  # kg and cm: bodies are alike in one cell of a fixed grid of this width
_LATEST = 2000  # outcomes looked at
_SURE = 1.96  # standard deviations of the interval


@dataclasses.dataclass(frozen=True)
class FitEvidence:
    """What people did with it, and how it fitted them."""

    like_mine: bool  # bodies like the reader's; else everybody's
    people: int  # in whole eights
    kept_share: float | None
    kept_low: float | None  # 95% interval
    kept_high: float | None
    small: float | None  # shares of those who said how it fits
    true: float | None
    large: float | None


def fit_evidence(product: Product, member: Member | None) -> FitEvidence | None:
    """The evidence from bodies like the member's, where enough of them agreed to count.

    Otherwise the community's as a whole, where there is enough of it; None before, and of what is
    not worn by size. Nobody's body is looked at who did not agree, and nothing is shown of fewer
    than eight people. Alike are bodies in one cell of a fixed grid: a window around oneself could
    be moved over a single person.

    Seven accounts of one hand must not tell what the eighth is. Only accounts that had been here
    for a month when they bought, and bodies told a month ago, are evidence: accounts cannot be
    made for it nor moved from body to body. How many of the first it takes, eight to fifteen, is
    known to the town alone, each step after is eight more, and people and shares are told in
    eighths: from what is shown nobody can count how many others are in it.
    """
    if not is_worn_by_size(product):
        return None
    rows = _rows(product.pk)
    mine = _body(member.profile) if member is not None else None
    if mine is not None and member is not None:
        near = [row for row in rows if row[0] != member.pk and _counts(row, mine)]
        if near := _whole_steps(near, first=_first_step(product.pk, mine)):
            return _weigh(near, like_mine=True)
    if rows := _whole_steps(rows, first=_first_step(product.pk, None)):
        return _weigh(rows, like_mine=False)
    return None


# Member, kept, fit, agreed to count, profile, since when it is told.
Row = tuple[str | None, bool | None, str, bool, Any, dt.datetime | None]
Body = tuple[int, int | None]  # cells of weight and height


def _rows(product_id: str) -> list[Row]:
    """The latest outcomes with whose they are; coordinated accounts are no evidence."""
    from isotherm.web.readings.queries import groups

    fake = groups()
    grown = Q(member__joined_at=None) | Q(at=None) | Q(member__joined_at__lte=F("at") - GROWN)
    found = Outcome.objects.filter(grown, product_id=product_id, member__isnull=False)
    wanted = ("member_id", "kept", "fit", "member__shares_body", "member__profile")
    rows = found.order_by("-pk").values_list(*wanted, "member__body_told_at")[:_LATEST]
    return [row for row in rows if row[0] not in fake]


def _counts(row: Row, mine: Body) -> bool:
    """Whether whose body it is agreed, long enough ago, and is built alike."""
    *_, agreed, profile, told_at = row
    is_old = told_at is None or told_at <= now() - GROWN
    return agreed and is_old and _is_like(mine, _body(profile))


def _first_step(product_id: str, body: Body | None) -> int:
    """How many the first figure takes: eight to fifteen, the same at every look."""
    asked = repr((product_id, body)).encode()
    return FEWEST + hmac.digest(settings.SECRET_KEY.encode(), asked, hashlib.sha256)[0] % FEWEST


def _whole_steps(rows: Sequence[Row], *, first: int) -> list[Row]:
    """The outcomes of those who may be counted now; ``rows`` are the latest first."""
    came = list(dict.fromkeys(row[0] for row in reversed(rows)))
    beyond = len(came) - first
    counted = set(came[: first + beyond // FEWEST * FEWEST] if beyond >= 0 else ())
    return [row for row in rows if row[0] in counted]


def _weigh(rows: Iterable[Row], *, like_mine: bool) -> FitEvidence:
    rows = list(rows)
    decided = [kept for _who, kept, *_ in rows if kept is not None]
    fits = Counter(fit for _who, _kept, fit, *_ in rows if fit)
    told = sum(fits.values())
    # Eight who bought may be seven who have not decided: what the eighth did is theirs alone.
    kept = _eighths(sum(decided), len(decided)) if len(decided) >= FEWEST else None
    people = len({row[0] for row in rows}) // FEWEST * FEWEST
    low, high = _interval(kept, people) if kept is not None else (None, None)
    small = _eighths(fits["small"], told)
    large = min(_eighths(fits["large"], told), 1 - small)
    shown = told >= FEWEST
    return FitEvidence(
        like_mine=like_mine,
        people=people,
        kept_share=kept,
        kept_low=low,
        kept_high=high,
        small=small if shown else None,
        true=1 - small - large if shown else None,
        large=large if shown else None,
    )


def _eighths(hits: int, of: int) -> float:
    """A share told in eighths."""
    return math.floor(hits / of * FEWEST + 0.5) / FEWEST if of else 0.0


def _interval(share: float, of: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share."""
    square = _SURE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _SURE / (1 + square / of) * (share * (1 - share) / of + square / (4 * of**2)) ** 0.5
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _body(profile: Any) -> Body | None:
    """The cell a profile lies in; None where no weight is told."""
    said = profile if isinstance(profile, dict) else {}
    kg, cm = (_cell(said.get(name)) for name in ("weight_kg", "height_cm"))
    return None if kg is None else (kg, cm)


def _cell(said: Any) -> int | None:
    try:
        return math.floor(float(said) / _WIDE + 0.5)
    except (TypeError, ValueError, OverflowError):
        return None


def _is_like(mine: Body, other: Body | None) -> bool:
    """The same cell; a height is asked for where the reader told one."""
    return other is not None and other[0] == mine[0] and mine[1] in (None, other[1])
