"""What a buyer chose and what their people kept, each thing by its category, colour, cut, price."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import NoteProduct
from isotherm.web.readings.crowds import whole_crowds
from isotherm.web.shop.models import Outcome
from isotherm.web.site.goods_words import Side, engine_word
from isotherm.web.site.jobs import JobState
from isotherm.web.studio.models import Selection
from isotherm.web.studio.queries.audience import people_of

if TYPE_CHECKING:
    from isotherm.selection import Candidate

__all__ = ["BANDS", "SIDES", "Thing", "choices_of", "kept_by_people"]

SIDES = ("category", "colour", "cut", "price")
BANDS = (0, 10_000, 20_000, 40_000, 80_000, 160_000)  # fen at which a band of prices begins
_WORDS: dict[Side, tuple[str, ...]] = {
    "category": ("category", "item", "items"),
    "colour": ("colour", "colours", "color"),
    "cut": ("cut", "silhouette"),
}
_MOST_BOARDS = 60
_MOST_PEOPLE = 20_000


@dataclasses.dataclass(frozen=True)
class Thing:
    """One thing that was chosen or kept: when, and what is known of it by side."""

    at: dt.datetime
    sides: Mapping[str, str]
    """Category as the shop wrote it, colour and cut in families as the engine knows them, price as
    the fen at which its band begins."""


def choices_of(member: Member, *, since: dt.datetime) -> list[Thing]:
    """What a buyer kept on boards or showed in notes, the oldest first; each thing once a day."""
    found: dict[tuple[str, dt.date], Thing] = {}
    for product_id, thing in sorted(
        [*_picked(member, since), *_shown(member, since)], key=lambda one: (one[1].at, one[0])
    ):
        found.setdefault((product_id, thing.at.date()), thing)
    return list(found.values())


def kept_by_people(member: Member, *, since: dt.datetime) -> list[Thing]:
    """The first thing each of a buyer's people kept since a day, of whole fifties of people.

    Each counts once, and with what stays the first: between two looks nobody's purchases can be
    told from the difference.
    """
    people = people_of(member)[:_MOST_PEOPLE]
    kept = Outcome.objects.filter(kept=True, member__in=people, at__gte=since)
    rows = kept.order_by("at", "pk").values_list(
        "member_id", "at", "product__category", "product__price_fen", "product__attributes"
    )
    first: dict[str, Thing] = {}
    for person, at, category, price, attributes in rows:
        if person and at and person not in first:
            first[person] = Thing(at, _sides(category, price, attributes))
    return list(whole_crowds(list(first.values())))


def _picked(member: Member, since: dt.datetime) -> Iterable[tuple[str, Thing]]:
    """What stayed on the boards."""
    from isotherm.selection import candidates_of  # much of the engine comes with it

    done = Selection.objects.filter(member=member, state=JobState.DONE, asked_at__gte=since)
    latest = done.order_by("-asked_at", "pk")[:_MOST_BOARDS]
    for at, brought, judged in latest.values_list("asked_at", "candidates", "judged"):
        picked = {row["product_id"] for row in judged if row["picked"]}
        of_them = [row for row in brought if str(row.get("product_id", "")).strip() in picked]
        for one in candidates_of(of_them)[0]:
            yield one.product_id, Thing(at, _of_candidate(one))


def _shown(member: Member, since: dt.datetime) -> Iterable[tuple[str, Thing]]:
    """Goods tagged in the buyer's notes."""
    tagged = NoteProduct.objects.filter(note__author=member, note__at__gte=since)
    for product_id, at, category, price, attributes in tagged.values_list(
        "product_id",
        "note__at",
        "product__category",
        "product__price_fen",
        "product__attributes",
    ):
        if at is not None:  # a note of a record may have no time
            yield product_id, Thing(at, _sides(category, price, attributes))


def _of_candidate(one: Candidate) -> dict[str, str]:
    return _sides(one.category, one.price_fen, one.attributes)


def _sides(category: str, price_fen: int | None, attributes: Mapping[str, Any]) -> dict[str, str]:
    told = {**attributes, "category": category or ""}
    sides: dict[str, str] = {side: _word(told, side) for side in _WORDS}
    if price_fen is not None:
        sides["price"] = str(max(start for start in BANDS if start <= price_fen))
    return {side: word for side, word in sides.items() if word}


def _word(told: Mapping[str, Any], side: Side) -> str:
    """What is said of a side: the first of several."""
    for key in _WORDS[side]:
        said = told.get(key)
        first = (said[0] if said else "") if isinstance(said, list) else said
        if first:
            said = str(first)[:60]
            return said if side == "category" else engine_word(said, side) or said
    return ""
