"""What a token may do: each scope is one side of one room."""

from __future__ import annotations

__all__ = ["SCOPES"]

SCOPES: dict[str, str] = {
    "community:read": "read the feed, notes, wishes, strata and search as yourself",
    "community:write": "write notes, replies, likes and wishes as yourself",
    "orders:read": "read your basket and orders",
    "orders:write": "fill your basket, order, ask to send something back",
    "tests:read": "read live tests",
    "tests:write": "vote as yourself",
    "shop:read": "read the stock, orders, briefs and loop reports of your shops",
    "shop:write": "change stock, send orders, answer briefs, run webhooks for your shops",
    "control:read": "read what a reading found (operators)",
    "control:write": "pass gates, publish, ask for readings (operators)",
}
