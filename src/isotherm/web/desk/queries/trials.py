"""A shop's tests: the evidence on each option, and the notes people can vote under."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from isotherm.web.community.models import Note
from isotherm.web.desk.models import Lot
from isotherm.web.rooms.models import LiveTest, Option
from isotherm.web.shop.models import Merchant

if TYPE_CHECKING:
    from isotherm.livetest import OptionVerdict

__all__ = [
    "JudgedOption",
    "judged_options",
    "name_test",
    "notes_to_vote_under",
    "tests_of",
    "variant_name",
]

_MOST_NOTES = 40
_NAMED = 3  # options that stand for a test without a title


@dataclasses.dataclass(frozen=True)
class JudgedOption:
    """An option with its evidence, and the lot that was planned for it."""

    option: Option
    verdict: OptionVerdict
    is_best: bool
    lot: Lot | None

    @property
    def name(self) -> str:
        """Its colour and cut."""
        return variant_name(self.option.attributes) or self.option.pk


def variant_name(attributes: Mapping[str, Any]) -> str:
    """How a variant is called: colour and cut, or whatever else is said of it.

    >>> variant_name({"colour": "丁香紫", "cut": "直筒", "item": "西装"})
    '丁香紫 · 直筒'
    """
    named = [str(attributes[key]) for key in ("colour", "cut") if attributes.get(key)]
    return " · ".join(named or [str(value) for value in attributes.values() if value])


def name_test(test: LiveTest) -> str:
    """What a test is called: its title, else its note's, else its options, else its id."""
    if test.title:
        return test.title
    note = test.note.title if test.note else ""
    named = [variant_name(option.attributes) for option in list(test.options.all())[:_NAMED]]
    return note or " / ".join(name for name in named if name) or test.pk


def judged_options(test: LiveTest) -> tuple[JudgedOption, ...]:
    """The options of a test by how much they are wanted."""
    from isotherm.web.rooms.queries import decision

    found = decision(test)
    options = {one.pk: one for one in test.options.all()}
    lots = {lot.option_id: lot for lot in Lot.objects.filter(option__test=test).order_by("-at")}
    ranked = sorted(found.options, key=lambda one: (-one.rate, one.option_id))
    return tuple(
        JudgedOption(
            option=options[one.option_id],
            verdict=one,
            is_best=one.option_id == found.best,
            lot=lots.get(one.option_id),
        )
        for one in ranked
        if one.option_id in options
    )


def tests_of(merchant: Merchant) -> QuerySet[LiveTest]:
    """The shop's tests, the latest first, with how many options each has."""
    mine = LiveTest.objects.filter(merchant=merchant)
    counted = mine.annotate(n_options=Count("options", distinct=True))
    counted = counted.select_related("note").prefetch_related("options")
    return counted.order_by("-closes_at", "pk")


def notes_to_vote_under(merchant: Merchant) -> dict[str, str]:
    """The latest notes of the shop's people, or that show its goods: id and title."""
    people = merchant.people.values_list("member_id", flat=True)
    found = Note.objects.filter(
        Q(author__in=list(people)) | Q(tagged__product__merchant=merchant)
    ).distinct()
    rows = found.order_by("-at", "pk").values_list("pk", "title", "body")[:_MOST_NOTES]
    return {pk: (title or body)[:60] for pk, title, body in rows}
