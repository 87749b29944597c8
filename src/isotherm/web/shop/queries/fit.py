"""How a product fitted: people with bodies like mine who agreed to count, or everybody."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Outcome, Product

__all__ = ["FEWEST", "FitEvidence", "fit_evidence"]

FEWEST = 8  # people behind anything that is shown, and between two looks
_WIDE = 10.0  # kg and cm: bodies are alike in one cell of a fixed grid of this width
_LATEST = 2000  # outcomes looked at
_SURE = 1.96  # standard deviations of the interval


@dataclasses.dataclass(frozen=True)
class FitEvidence:
    """What people did with it, and how it fitted them."""

    like_mine: bool  # bodies like the reader's; else everybody's
    people: int
    kept_share: float | None
    kept_low: float | None  # 95% interval
    kept_high: float | None
    small: float | None  # shares of those who said how it fits
    true: float | None
    large: float | None


def fit_evidence(product: Product, member: Member | None) -> FitEvidence | None:
    """The evidence from bodies like the member's, where enough of them agreed to count.

    Otherwise the community's as a whole, where there is enough of it; None before. Nobody's body is
    looked at who did not agree, and nothing is shown of fewer than eight people. Alike are bodies
    in one cell of a fixed grid: a window around oneself could be moved over a single person. Only
    whole eights are counted, in the order in which they came: who buys next changes nothing that
    could tell how heavy they are.
    """
    rows = _rows(product.pk)
    mine = _body(member.profile) if member is not None else None
    if mine is not None and member is not None:
        near = [
            row for row in rows if row[0] != member.pk and row[3] and _is_like(mine, _body(row[4]))
        ]
        if near := _whole_eights(near):
            return _weigh(near, like_mine=True)
    if rows := _whole_eights(rows):
        return _weigh(rows, like_mine=False)
    return None


Row = tuple[str | None, bool | None, str, bool, Any]  # member, kept, fit, agreed to count, profile
Body = tuple[int, int | None]  # cells of weight and height


def _rows(product_id: str) -> list[Row]:
    """The latest outcomes with whose they are; coordinated accounts are no evidence."""
    from isotherm.web.readings.queries import groups

    fake = groups()
    found = Outcome.objects.filter(product_id=product_id, member__isnull=False).order_by("-pk")
    wanted = ("member_id", "kept", "fit", "member__shares_body", "member__profile")
    return [row for row in found.values_list(*wanted)[:_LATEST] if row[0] not in fake]


def _whole_eights(rows: Sequence[Row]) -> list[Row]:
    """The outcomes of those who may be counted now; ``rows`` are the latest first."""
    came = list(dict.fromkeys(row[0] for row in reversed(rows)))
    counted = set(came[: len(came) // FEWEST * FEWEST])
    return [row for row in rows if row[0] in counted]


def _weigh(rows: Iterable[Row], *, like_mine: bool) -> FitEvidence:
    rows = list(rows)
    decided = [kept for _who, kept, *_ in rows if kept is not None]
    fits = Counter(fit for _who, _kept, fit, *_ in rows if fit)
    told = sum(fits.values())
    # Eight who bought may be seven who have not decided: what the eighth did is theirs alone.
    is_known = len(decided) >= FEWEST
    low, high = _interval(sum(decided), len(decided)) if is_known else (None, None)
    shown = told >= FEWEST
    return FitEvidence(
        like_mine=like_mine,
        people=_people(rows),
        kept_share=sum(decided) / len(decided) if is_known else None,
        kept_low=low,
        kept_high=high,
        small=fits["small"] / told if shown else None,
        true=fits["true"] / told if shown else None,
        large=fits["large"] / told if shown else None,
    )


def _interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share."""
    share, square = hits / of, _SURE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _SURE / (1 + square / of) * (share * (1 - share) / of + square / (4 * of**2)) ** 0.5
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _people(rows: Iterable[Row]) -> int:
    return len({row[0] for row in rows})


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
