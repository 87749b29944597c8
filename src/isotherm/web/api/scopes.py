"""What a token may do: each scope is one side of one room."""

from __future__ import annotations

from django.utils.translation import gettext_noop

__all__ = ["SCOPES"]

SCOPES: dict[str, str] = {
    "community:read": gettext_noop("read the feed, notes, wishes, strata and search as yourself"),
    "community:write": gettext_noop("write notes, replies, likes and wishes as yourself"),
    "orders:read": gettext_noop("read your basket and orders"),
    "orders:write": gettext_noop("fill your basket, order, ask to send something back"),
    "tests:read": gettext_noop("read live tests"),
    "tests:write": gettext_noop("vote as yourself"),
    "shop:read": gettext_noop("read the stock, orders, briefs and loop reports of your shops"),
    "shop:write": gettext_noop(
        "change stock, send orders, answer briefs, run webhooks for your shops"
    ),
    "control:read": gettext_noop("read what a reading found (operators)"),
    "control:write": gettext_noop("pass gates, publish, ask for readings (operators)"),
}
