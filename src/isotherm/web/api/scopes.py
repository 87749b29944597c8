"""What a token may do: each scope is one side of one room."""

from __future__ import annotations

from django.utils.translation import gettext_noop

__all__ = ["SCOPES"]

SCOPES: dict[str, str] = {
    "community:read": gettext_noop("read the feed, notes, wishes, strata and search as yourself"),
    "community:write": gettext_noop("write notes, replies, likes and wishes as yourself"),
    "me:read": gettext_noop("read your profile, your strata, and everything kept about you"),
    "me:write": gettext_noop("change your profile, leave and mute strata"),
    "me:erase": gettext_noop("forget you for good"),
    "orders:read": gettext_noop("read your basket and orders"),
    "orders:write": gettext_noop("fill your basket, order, ask to send something back"),
    "tests:read": gettext_noop("read live tests and rooms"),
    "tests:write": gettext_noop("vote and speak in rooms as yourself"),
    "studio:read": gettext_noop("read your audience, your open questions and your boards"),
    "studio:write": gettext_noop("answer questions and make boards as yourself"),
    "shop:read": gettext_noop(
        "read the stock, orders, briefs, tests and loop reports of your shops"
    ),
    "shop:write": gettext_noop(
        "change goods and stock, send orders, answer briefs, run tests, rooms, lots and webhooks "
        "for your shops"
    ),
    "control:read": gettext_noop("read what a reading found (operators)"),
    "control:write": gettext_noop("pass gates, publish, ask for readings (operators)"),
}
