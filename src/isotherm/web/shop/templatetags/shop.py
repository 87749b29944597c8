"""How the shop's pages write states, sizes and fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from isotherm.web.shop import shown
from isotherm.web.shop.models import OrderLine, Product, Sku
from isotherm.web.shop.queries.fit import FitEvidence
from isotherm.web.shop.queries.goods import SizeOnShelf
from isotherm.web.shop.queries.orders import StepShown
from isotherm.web.shop.words import choice_of, product_name, size_of

register = template.Library()

_TONES = {
    "placed": "badge-warn",
    "balance_due": "badge-warn",
    "paid": "badge-cool",
    "deposited": "badge-cool",
    "shipped": "badge-cool",
    "delivered": "badge-good",
    "kept": "badge-good",
    "closed": "badge-good",
}


@register.filter
def product_title(product: Product | None) -> str:
    """What a product is called, whatever is known of it."""
    return product_name(product) if product else ""


@register.filter
def size_words(sku: Sku | None) -> str:
    """The size and colour of a piece."""
    return size_of(sku) if sku else ""


@register.filter
def choice_words(sizes: Iterable[SizeOnShelf]) -> str:
    """What is chosen among the pieces of a product."""
    return choice_of(size.sku for size in sizes)


@register.filter
def order_state(state: str) -> str:
    """Where an order stands."""
    return str(shown.ORDER_STATES.get(state, state))


@register.filter
def line_state(line: OrderLine) -> str:
    """Where a line stands."""
    return str(shown.LINE_STATES.get(line.state, line.state))


@register.filter
def state_tone(state: str) -> str:
    """The colour of a state's badge."""
    return _TONES.get(state, "badge-quiet")


@register.filter
def step_words(step: StepShown) -> str:
    """What happened."""
    return str(shown.STEPS.get(step.kind, step.kind))


@register.filter
def reason_words(told: str) -> str:
    """Why something goes back, in words: a reason chosen, and what was added."""
    reason, _colon, added = told.partition(": ")
    words = str(shown.REASONS.get(reason, reason))
    return f"{words} · {added}" if added else words


@register.filter
def attribute_rows(product: Product) -> list[tuple[str, str]]:
    """What is known of a product, one row each."""
    told = product.attributes if isinstance(product.attributes, dict) else {}
    return [
        (str(words), _value(told[name]))
        for name, words in shown.ATTRIBUTES.items()
        if told.get(name)
    ]


@register.simple_tag
def fit_bar(evidence: FitEvidence) -> SafeString:
    """Small, true, large as one bar of three parts; the numbers are written below it."""
    small, true, large = (
        100 * (part or 0) for part in (evidence.small, evidence.true, evidence.large)
    )
    return format_html(
        '<svg class="fit-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="fit-small" width="{}" height="8"/>'
        '<rect class="fit-true" x="{}" width="{}" height="8"/>'
        '<rect class="fit-large" x="{}" width="{}" height="8"/></svg>',
        *(f"{part:.2f}" for part in (small, small, true, small + true, large)),
    )


def _value(told: Any) -> str:
    return "、".join(map(str, told)) if isinstance(told, list) else str(told)
