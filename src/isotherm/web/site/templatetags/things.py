"""Things pages are made of that need more than a class: pictures, faces, bars, icons."""

from __future__ import annotations

import functools
import math
import secrets
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from isotherm.web.site.around import part_around
from isotherm.web.site.depictions import avatar_url, depict
from isotherm.web.site.once import ONCE_FIELD
from isotherm.web.site.templatetags.town import count, share

__all__ = [
    "around",
    "avatar",
    "bar",
    "empty_state",
    "icon",
    "interval",
    "once_field",
    "picture",
    "section",
    "warmth",
]

register = template.Library()

_NOTHING = mark_safe("")
_WARMEST = 7


@register.simple_tag
def picture(thing: Any, *, eager: bool = False, words: str | None = None) -> SafeString:
    """The picture of a thing, its place kept while it loads."""
    shown = depict(thing)
    return format_html(
        '<img class="picture" src="{}" width="{}" height="{}" alt="{}" loading="{}" '
        'decoding="async">',
        shown.url,
        shown.width,
        shown.height,
        shown.words if words is None else words,
        "eager" if eager else "lazy",
    )


@register.simple_tag(takes_context=True)
def around(context: template.Context, name: str) -> SafeString:
    """A part of the frame around every page, by its template."""
    return part_around(name, context)


@register.simple_tag
def avatar(member: Any, size: int = 36) -> SafeString:
    """The face of a member (or of a member's id); the name is written beside it by the page."""
    if not member:
        return _NOTHING
    member_id = member if isinstance(member, str) else member.pk
    return format_html(
        '<img class="avatar" src="{}" width="{}" height="{}" alt="" loading="lazy">',
        avatar_url(str(member_id)),
        size,
        size,
    )


@register.simple_tag
@functools.cache  # a page has dozens, all of a few
def icon(name: str, *, small: bool = False, fills: bool = False) -> SafeString:
    """A drawn sign of ``site/icons.svg``; what it means is said beside it."""
    classes = "icon" + (" icon-small" if small else "") + (" icon-fills" if fills else "")
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        classes,
        _sheet_of_signs(),
        name,
    )


@register.simple_tag
def once_field() -> SafeString:
    """The hidden key of a form that must not act twice, fresh each time the form is shown."""
    field = '<input type="hidden" name="{}" value="{}" data-once>'
    return format_html(field, ONCE_FIELD, secrets.token_urlsafe(12))


@functools.cache
def _sheet_of_signs() -> str:
    return static("site/icons.svg")


@register.filter
def warmth(part: float | None) -> str:
    """A part of a whole as a temperature class: 0 is warmth-1 (cool), 1 is warmth-7 (warm)."""
    level = 1 + math.floor(_within(part) * (_WARMEST - 1) + 0.5)
    return f"warmth-{level}"


@register.simple_tag
def bar(part: float | None, words: str = "", *, tone: str = "") -> SafeString:
    """A part of a whole as a bar; ``words`` say it to who cannot see it."""
    return format_html(
        '<svg class="bar {}" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><rect class="bar-track" width="100" height="8"/>'
        '<rect class="bar-fill" width="{}" height="8"/></svg>',
        tone,
        words or share(part),
        f"{100 * _within(part):.2f}",
    )


@register.simple_tag
def interval(
    low: float | None,
    high: float | None,
    *,
    middle: float | None = None,
    most: float | None = None,
    shares: bool = False,
) -> SafeString:
    """An estimate with its doubt: in numbers, and drawn on 0..``most`` where that is given."""
    write = share if shares else count
    if low is None or high is None:
        return format_html('<span class="interval muted">{}</span>', "–")
    words = write(low) if write(low) == write(high) else f"{write(low)}–{write(high)}"
    if not most:
        return format_html('<span class="interval">{}</span>', words)
    left, right = (4 + 88 * _within(value / most) for value in (low, high))
    dot = _NOTHING
    if middle is not None:
        dot = format_html(
            '<path class="interval-middle" d="M{} 1v12"/>',
            f"{4 + 88 * _within(middle / most):.1f}",
        )
    return format_html(
        '<span class="interval"><svg class="interval-drawing" viewBox="0 0 96 14" '
        'aria-hidden="true"><path class="interval-axis" d="M2 7h92"/>'
        '<path class="interval-span" d="M{} 7H{}"/>{}</svg>{}</span>',
        f"{left:.1f}",
        f"{right:.1f}",
        dot,
        words,
    )


@register.inclusion_tag("site/empty.html")
def empty_state(title: str, words: str = "", *, url: str = "", act: str = "") -> dict[str, str]:
    """What a place says while there is nothing in it; ``url`` and ``act`` offer a way on."""
    return {"title": title, "words": words, "url": url, "act": act}


@register.simple_tag(takes_context=True)
def section(
    context: template.Context,
    url: str,
    words: str,
    sign: str = "",
    *,
    alone: bool = False,
    also: str = "",
) -> SafeString:
    """A link of a desk's side navigation, marked where one is: on its page or on one below it.

    ``alone`` for a desk's first page, which every other lies below; ``also`` is where more pages of
    the section lie.
    """
    path = context["request"].path if "request" in context else ""
    mark = _NOTHING
    if path == url:
        mark = mark_safe(' aria-current="page"')
    elif (not alone and path.startswith(url)) or (also and path.startswith(also)):
        mark = mark_safe(' aria-current="true"')
    drawing = icon(sign, small=True) if sign else _NOTHING
    return format_html('<a href="{}"{}>{}{}</a>', url, mark, drawing, words)


def _within(part: float | None) -> float:
    """A number kept between 0 and 1; 0 where there is none."""
    if part is None or math.isnan(part):
        return 0.0
    return min(1.0, max(0.0, float(part)))
