"""The briefs a merchant may see: what it answered, and what is left of the time to act."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from django.http import Http404

from isotherm.web.desk.briefs import Brief, read_brief
from isotherm.web.desk.models import BriefAnswer
from isotherm.web.shop.models import Merchant
from isotherm.web.site.clock import now

__all__ = ["SOON", "InboxLine", "Urgency", "brief_for", "inbox", "standing_of"]

Standing = Literal["open", "expired", "withdrawn"]
Urgency = Literal["past", "soon", "month", "later", "undated"]
SOON = 7  # days to act by
_MONTH = 30
_TURN: dict[Urgency, int] = {"past": 0, "soon": 0, "month": 1, "later": 2, "undated": 3}
_DAY = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class InboxLine:
    """A brief as it stands for one merchant."""

    brief: Brief
    standing: Standing
    answer: BriefAnswer | None
    days_left: int | None
    """Whole days until the day to act by; negative when it is past."""
    lead_days: int | None

    @property
    def answered(self) -> str:
        """Taken, passed or asked; empty where nothing was answered."""
        return self.answer.answer if self.answer else ""

    @property
    def is_addressed(self) -> bool:
        """Whether it was matched to this merchant's goods and lead time, or is open to all."""
        return bool(self.brief.merchant_id)

    @property
    def urgency(self) -> Urgency:
        """How near the day to act by is; past is one that can still be taken, if only just."""
        left = self.days_left
        if left is None:
            return "undated"
        if left < 0:
            return "past"
        return "soon" if left <= SOON else "month" if left <= _MONTH else "later"

    @property
    def worth_fen(self) -> int | None:
        """What the pieces would bring: the middle of the forecast at the middle of the price."""
        low, high = self.brief.price_low_fen, self.brief.price_high_fen
        if not low or not high:
            return None
        return round(self.brief.kept_units_p50 * (low + high) / 2)

    @property
    def waits(self) -> bool:
        """Whether it still waits for an answer."""
        return self.standing == "open" and self.answered in ("", "asked")


def inbox(merchant: Merchant) -> tuple[InboxLine, ...]:
    """All briefs of a merchant, the ones to act on first in front; passed and over ones last.

    First come those whose day to act by is near or just missed, day by day, then those of this
    month, then later ones; within each the merchant's own before the open ones, what brings most
    in front.
    Of a subject that a brief of its own is about, the open brief is left out.
    """
    from isotherm.web.readings import queries as readings

    answers = {a.brief_id: a for a in BriefAnswer.objects.filter(merchant=merchant)}
    today = now()
    rows = readings.briefs_for(merchant.id)
    addressed = {row["subject_id"] for row in rows if row["merchant_id"]}
    fitting = [row for row in rows if row["merchant_id"] or row["subject_id"] not in addressed]
    shown = _on_open_subjects(fitting)
    lines = [
        _line(read_brief(row), answers.get(row["brief_id"]), merchant, current=True, today=today)
        for row in shown
    ]
    told = {line.brief.brief_id for line in lines}
    lines += [
        _line(read_brief(answer.brief), answer, merchant, current=False, today=today)
        for brief_id, answer in sorted(answers.items())
        if brief_id not in told
    ]
    return tuple(sorted(lines, key=_order))


def brief_for(merchant: Merchant, brief_id: str) -> InboxLine:
    """One brief as it stands for a merchant; 404 where it may not see it.

    A brief that is gone from the last reading, or was withdrawn, is still shown to those who
    answered it, as it was then.
    """
    from isotherm.web.readings import queries as readings

    answer = BriefAnswer.objects.filter(merchant=merchant, brief_id=brief_id).first()
    row = readings.brief(brief_id)
    is_for_it = row is not None and (row["merchant_id"] or merchant.id) == merchant.id
    shown = _on_open_subjects([row]) if row is not None and is_for_it else ()
    for one in shown:
        return _line(read_brief(one), answer, merchant, current=True, today=now())
    if answer is None:
        raise Http404
    return _line(read_brief(answer.brief), answer, merchant, current=False, today=now())


def standing_of(brief: Brief, *, current: bool, today: dt.datetime) -> Standing:
    """Whether one can still act on a brief."""
    if not current:
        return "withdrawn"
    return "expired" if brief.expires and brief.expires < today else "open"


def _on_open_subjects(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The briefs that may leave the operator's hands: harmless needs, published trends."""
    from isotherm.web.control.queries import open_subjects

    may = open_subjects(row["subject_id"] for row in rows)
    return _as_published([row for row in rows if row["subject_id"] in may])


def _as_published(rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Briefs on trends under the name, and found or made, as the operator published them."""
    from isotherm.web.control.queries import published_trends

    if not any(row["subject_kind"] == "trend" for row in rows):
        return rows
    told = {
        one["trend_id"]: {"name": one["name"], "origin": one["origin"] or "found"}
        for one in published_trends()
    }
    return [_renamed(row, told.get(row["subject_id"], {})) for row in rows]


def _renamed(row: Mapping[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    """A brief with what the operator says of it; its sentences call it by the same name."""
    missing = str(row.get("missing_today") or "")
    if told and row["name"]:
        missing = missing.replace(str(row["name"]), told["name"])
    return {**row, **told, "missing_today": missing}


def _namable(brief: Brief) -> Brief:
    """A brief without the strata that may not be named: not even their ids leave the house."""
    from isotherm.web.readings import queries as readings

    named = tuple(one for one in brief.stratum_ids if readings.named_stratum(one))
    return dataclasses.replace(brief, stratum_ids=named)


def _line(
    brief: Brief,
    answer: BriefAnswer | None,
    merchant: Merchant,
    *,
    current: bool,
    today: dt.datetime,
) -> InboxLine:
    left = brief.act_by - today if brief.act_by else None
    return InboxLine(
        brief=_namable(brief),
        standing=standing_of(brief, current=current, today=today),
        answer=answer,
        days_left=None if left is None else left // _DAY,
        lead_days=merchant.lead_days,
    )


def _order(line: InboxLine) -> tuple[int, int, int, bool, int, float, str]:
    """Waiting before taken before the rest; what presses first, and of that what is worth most."""
    rank = 0 if line.waits else 1 if line.answered == "taken" else 2
    told = line.brief
    turn = _TURN[line.urgency]
    days = max(0, line.days_left or 0) if turn == 0 else 0  # a day counts while it presses
    worth = (-(line.worth_fen or 0), -told.kept_units_p50)
    return rank, turn, days, not line.is_addressed, *worth, told.brief_id
