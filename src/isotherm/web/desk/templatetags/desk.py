"""Sources, states, tiers and days as a desk's pages say them."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy, ngettext

from isotherm.web.desk import shown
from isotherm.web.desk.briefs import by_size
from isotherm.web.desk.queries.inbox import SOON, InboxLine, Urgency
from isotherm.web.desk.queries.trials import name_test, variant_name
from isotherm.web.shop.shown import FITS, REASONS
from isotherm.web.site.templatetags.town import yuan

__all__ = [
    "by_size",
    "choice",
    "day",
    "days_left",
    "fit_words",
    "moment_tone",
    "name_test",
    "return_words",
    "source_words",
    "state_words",
    "tier_words",
    "trait_words",
    "variant",
    "why_here",
]

register = template.Library()
register.filter(by_size)
register.filter(name_test)

_TIERS = {
    "T-60": gettext_lazy("Develop it"),
    "T-30": gettext_lazy("Cut a first lot"),
    "T-14": gettext_lazy("From stock, with notes"),
    "T-7": gettext_lazy("Notes only"),
}
_WHY_HERE: dict[Urgency, str | Promise] = {
    "soon": gettext_lazy("To be acted on this week"),
    "month": gettext_lazy("To be acted on within a month"),
    "later": gettext_lazy("There is time"),
    "undated": gettext_lazy("No day to act by"),
}


@register.filter
def source_words(kind: str) -> str:
    """Where an order came from."""
    return str(shown.SOURCES.get(kind or "direct", kind))


@register.filter
def state_words(state: str) -> str:
    """How far a piece has come."""
    return str(shown.STATES.get(state, state))


@register.filter
def fit_words(fit: str) -> str:
    """How it fitted."""
    return str(FITS.get(fit, fit))


@register.filter
def trait_words(name: str) -> str:
    """What an attribute of goods is called."""
    return str(shown.TRAITS.get(name, name))


@register.filter
def tier_words(tier: str) -> str:
    """What a tier leaves time for."""
    return str(_TIERS.get(tier, tier))


@register.filter
def day(moment: dt.date | None) -> str:
    """A date as numbers line up: 2026-03-20; a dash where there is none."""
    if moment is None:
        return "–"
    if isinstance(moment, dt.datetime):
        moment = localtime(moment).date()
    return moment.isoformat()


@register.filter
def days_left(days: int | None) -> str:
    """How many days are left, or how long ago it was."""
    if days is None:
        return gettext("no date")
    if days == 0:
        return gettext("today")
    if days < 0:
        return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


@register.filter
def moment_tone(days: int | None) -> str:
    """The tone of a day to act by: past, soon or far."""
    if days is None:
        return "badge-quiet"
    return "badge-bad" if days < 0 else "badge-warn" if days <= SOON else "badge-cool"


@register.filter
def return_words(reason: str) -> str:
    """Why something comes back: the reason chosen in the reader's language, then their words."""
    chosen, _colon, words = reason.partition(":")
    told = str(REASONS.get(chosen, chosen))
    return f"{told} · {words.strip()}" if words.strip() else told


@register.filter
def choice(options: dict[str, str]) -> str:
    """What a buyer chose: the size, or whatever the product comes in; a dash where nothing."""
    return options.get("size") or " · ".join(one for one in options.values() if one) or "–"


@register.filter
def variant(attributes: dict[str, str]) -> str:
    """A variant by its colour and cut."""
    return variant_name(attributes)


@register.filter
def why_here(line: InboxLine) -> str:
    """Why a brief stands where it stands among others: how near its day is, what it is worth."""
    if line.urgency == "past":
        words = gettext("Its day to act by is over; it can still be taken until %(day)s")
        near = words % {"day": day(line.brief.expires)}
    else:
        near = str(_WHY_HERE[line.urgency])
    return f"{near} · {_worth(line)}"


def _worth(line: InboxLine) -> str:
    pieces = round(line.brief.kept_units_p50)
    words = ngettext("about %(n)s piece", "about %(n)s pieces", pieces) % {"n": f"{pieces:,}"}
    if line.worth_fen is None:
        return words
    told = {"pieces": words, "money": yuan(line.worth_fen)}
    return gettext("%(pieces)s, %(money)s in sales") % told
