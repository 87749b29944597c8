"""What sources, states and traits are called at a merchant's desk."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

__all__ = ["SOURCES", "STATES", "TRAITS"]

Words = dict[str, str | Promise]

SOURCES: Words = {
    "note": pgettext_lazy("desk", "A note"),
    "room": pgettext_lazy("desk", "The live room"),
    "search": pgettext_lazy("desk", "Search"),
    "feed": pgettext_lazy("desk", "The feed"),
    "direct": pgettext_lazy("desk", "Straight to the product"),
}
STATES: Words = {
    "placed": pgettext_lazy("desk", "To be paid"),
    "deposited": pgettext_lazy("desk", "Deposit paid"),
    "balance_due": pgettext_lazy("desk", "The rest is due"),
    "paid": pgettext_lazy("desk", "Paid"),
    "shipped": pgettext_lazy("desk", "Sent"),
    "delivered": pgettext_lazy("desk", "Arrived"),
    "return_asked": pgettext_lazy("desk", "Return asked for"),
    "returned": pgettext_lazy("desk", "Returned"),
    "kept": pgettext_lazy("desk", "Kept"),
    "cancelled": pgettext_lazy("desk", "Called off"),
}
TRAITS: Words = {
    "colours": pgettext_lazy("desk", "Colours"),
    "silhouette": pgettext_lazy("desk", "Silhouette"),
    "fabric": pgettext_lazy("desk", "Fabric"),
    "items": pgettext_lazy("desk", "Kind"),
    "base_size": pgettext_lazy("desk", "Cut on size"),
    "occasion": pgettext_lazy("desk", "Occasion"),
    "season": pgettext_lazy("desk", "Season"),
    "style": pgettext_lazy("desk", "Style"),
}
