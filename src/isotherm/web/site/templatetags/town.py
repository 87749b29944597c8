"""Words and numbers as the pages write them."""

from __future__ import annotations

import datetime as dt
import math
from typing import TypeGuard

from django import template
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from isotherm.web.site.clock import now
from isotherm.web.site.engine_words import said, tongue
from isotherm.web.site.goods_words import is_foreign, told_word

__all__ = [
    "ago",
    "at_most",
    "cents",
    "count",
    "is_foreign",
    "said",
    "share",
    "short",
    "signed_share",
    "told_word",
    "yuan",
]

register = template.Library()
register.filter(said)
register.filter(told_word)
register.filter(is_foreign)

_WAN = 10_000


@register.filter
def yuan(fen: int | None) -> str:
    """Money in fen as yuan: 12800 is ¥128, 12850 is ¥128.50; nothing where there is none."""
    if fen is None:
        return ""
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    cents = f".{rest:02d}" if rest else ""
    return f"{sign}¥{whole:,}{cents}"


@register.filter
def cents(fen: int | None) -> str:
    """Money in a column, always with its cents so that sums line up: 12800 is ¥128.00."""
    if fen is None:
        return ""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{whole:,}.{rest:02d}"


@register.filter
def count(number: float | None) -> str:
    """A number of things, grouped: 12345 is 12,345; a dash where it is not known."""
    if not _is_known(number):
        return "–"
    return f"{round(number):,}"


@register.filter
def short(number: float | None) -> str:
    """A number of likes or people, short: 12345 is 1.2万, in English 12.3k; millions are M."""
    if not _is_known(number):
        return "–"
    if tongue() == "zh":
        return f"{number / _WAN:.1f}万".replace(".0万", "万") if number >= _WAN else count(number)
    if number < _WAN:
        return count(number)
    part, sign = (number / 1_000_000, "M") if number >= 999_950 else (number / 1000, "k")
    return f"{part:.1f}{sign}".replace(f".0{sign}", sign)


@register.filter
def share(part: float | None) -> str:
    """A part of a whole as per cent: .4213 is 42%, .0042 is 0.4%; a dash where it is not known."""
    if not _is_known(part):
        return "–"
    percent = round(100 * part, 0 if abs(part) >= 0.1 else 1)  # below a tenth, one place
    return f"{percent:g}%"


@register.filter
def signed_share(part: float | None) -> str:
    """A change as per cent, with its sign: .12 is +12%."""
    if not _is_known(part):
        return "–"
    return f"{'+' if part > 0 else ''}{share(part)}"


@register.filter
def at_most(number: int, most: int) -> str:
    """A count that stops: 120 at most 99 is 99+."""
    return f"{most}+" if number > most else str(number)


@register.filter
def ago(moment: dt.datetime | None) -> str:
    """How long ago something was, by the town's clock; a date where it is over a week."""
    if moment is None:
        return ""
    seconds = (now() - moment).total_seconds()
    for unit, most, words in _SPANS:
        if seconds < most:
            return words(max(0, int(seconds // unit)))
    local = timezone.localtime(moment)
    same_year = local.year == timezone.localtime(now()).year
    return local.strftime("%m-%d" if same_year else "%Y-%m-%d")


def _is_known(number: float | None) -> TypeGuard[float]:
    return number is not None and not math.isnan(number)


def _just_now(number: int) -> str:
    return gettext("just now")


def _minutes(number: int) -> str:
    return ngettext("%(n)d minute ago", "%(n)d minutes ago", number) % {"n": number}


def _hours(number: int) -> str:
    return ngettext("%(n)d hour ago", "%(n)d hours ago", number) % {"n": number}


def _days(number: int) -> str:
    return ngettext("%(n)d day ago", "%(n)d days ago", number) % {"n": number}


_SPANS = (
    (1, 60, _just_now),
    (60, 3600, _minutes),
    (3600, 86_400, _hours),
    (86_400, 8 * 86_400, _days),
)  # seconds of a unit, seconds it is used up to, its words
