"""The record in ledger form: one SELECT a table, from the models that hold it.

What is known by its id alone is no row: whatever mentions it brings it along. Drafts are on no
shelf, an order that nobody paid or that was called off is none, and operators are nobody's reader.
"""

from __future__ import annotations

import dataclasses
import string

from isotherm.web.readings.dialects import Dialect

__all__ = ["SELECTS", "Select"]


@dataclasses.dataclass(frozen=True)
class Select:
    """One ledger table: its columns with their kind and expression, and the rows they are of."""

    columns: dict[str, tuple[str, str]]  # name: (kind, expression)
    of: str  # FROM ... WHERE ... ORDER BY ...

    def statement(self, dialect: Dialect) -> str:
        """The query in a dialect."""
        fill = _Filling(dialect)
        cells = [
            f"{dialect.cell(kind, fill.format(expression))} AS {_quoted(name)}"
            for name, (kind, expression) in self.columns.items()
        ]
        return f"SELECT {', '.join(cells)} FROM {fill.format(self.of)}"


class _Filling(string.Formatter):
    """Puts ``{gather:what|of|by}`` into words of a dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def get_value(self, key: object, args: object, kwargs: object) -> object:
        return key

    def format_field(self, value: object, format_spec: str) -> str:
        what, of, by = format_spec.split("|")
        return self._dialect.gather.format(what=what, of=of, by=by)

    def format(self, template: str, /) -> str:  # type: ignore[override]  # nothing is passed in
        return self.vformat(template, (), {})


def _quoted(name: str) -> str:
    return f'"{name}"'


_BUYERS = (
    "{gather:p.member_id|shop_merchantmember p WHERE p.merchant_id = m.id AND role = 'buyer'|p.id}"
)
_SHOWN = "{gather:t.product_id|community_noteproduct t WHERE t.note_id = n.id|t.place, t.id}"
_SECONDED = "{gather:s.member_id|community_wishsecond s WHERE s.wish_id = w.id|s.id}"

SELECTS: dict[str, Select] = {
    "actors": Select(
        {
            "actor_id": ("text", "a.id"),
            "kind": ("text", "a.kind"),
            "joined_at": ("time", "a.joined_at"),
            "followers": ("whole", "a.followers"),
            "profile": ("map", "a.profile"),
        },
        "accounts_member a WHERE NOT a.is_staff AND NOT (a.joined_at IS NULL "
        "AND a.followers IS NULL AND a.profile = '{{}}' AND (a.kind = '' OR EXISTS (SELECT 1 FROM "
        "shop_merchantmember p WHERE p.member_id = a.id AND p.role = 'keeper'))) ORDER BY a.id",
    ),
    "notes": Select(
        {
            "note_id": ("text", "n.id"),
            "author_id": ("text", "n.author_id"),
            "at": ("time", "n.at"),
            "title": ("text", "n.title"),
            "body": ("text", "n.body"),
            "tags": ("list", "n.tags"),
            "paid": ("flag", "n.paid"),
            "product_ids": ("list", _SHOWN),
        },
        "community_note n WHERE NOT (n.author_id IS NULL AND n.at IS NULL AND n.title = '' "
        "AND n.body = '' AND n.tags = '[]' AND n.paid IS NULL AND NOT EXISTS (SELECT 1 FROM "
        "community_noteproduct t WHERE t.note_id = n.id)) ORDER BY n.id",
    ),
    "replies": Select(
        {
            "reply_id": ("text", "r.id"),
            "note_id": ("text", "r.note_id"),
            "actor_id": ("text", "r.member_id"),
            "at": ("time", "r.at"),
            "text": ("text", "r.text"),
            "parent_id": ("text", "r.parent_id"),
        },
        "community_reply r ORDER BY r.id",
    ),
    "reactions": Select(
        {
            "actor_id": ("text", "r.member_id"),
            "at": ("time", "r.at"),
            "kind": ("text", "r.kind"),
            "note_id": ("text", "r.note_id"),
            "product_id": ("text", "r.product_id"),
            "followed_id": ("text", "r.followed_id"),
            "count": ("whole", "r.count"),
        },
        "community_reaction r ORDER BY r.id",
    ),
    "searches": Select(
        {
            "actor_id": ("text", "s.member_id"),
            "at": ("time", "s.at"),
            "query": ("text", "s.query"),
            "search_id": ("text", "s.id"),
            "results": ("whole", "s.results"),
            "clicked": ("list", "s.clicked"),
        },
        "search_search s WHERE s.query <> '' ORDER BY s.id",
    ),
    "wishes": Select(
        {
            "wish_id": ("text", "w.id"),
            # Who withdrew is named no more; the others' wish stays.
            "actor_id": ("text", "CASE WHEN w.withdrawn_at IS NULL THEN w.member_id END"),
            "at": ("time", "w.at"),
            "text": ("text", "w.text"),
            "attributes": ("map", "w.attributes"),
            "seconded_by": ("list", _SECONDED),
            "answered_by": ("text", "w.answered_by_id"),
        },
        "community_wish w ORDER BY w.id",
    ),
    "products": Select(
        {
            "product_id": ("text", "p.id"),
            "merchant_id": ("text", "p.merchant_id"),
            "title": ("text", "p.title"),
            "description": ("text", "p.description"),
            "category": ("text", "p.category"),
            "listed_at": ("time", "p.listed_at"),
            "price_fen": ("whole", "p.price_fen"),
            "attributes": ("map", "p.attributes"),
        },
        "shop_product p WHERE p.status <> 'draft' AND NOT (p.merchant_id IS NULL "
        "AND p.title = '' AND p.description = '' AND p.category = '' AND p.listed_at IS NULL "
        "AND p.price_fen IS NULL AND p.attributes = '{{}}') ORDER BY p.id",
    ),
    "skus": Select(
        {
            "sku_id": ("text", "s.id"),
            "product_id": ("text", "s.product_id"),
            "options": ("map", "s.options"),
            "price_fen": ("whole", "s.price_fen"),
            "stock": (
                "whole",
                "CASE WHEN EXISTS (SELECT 1 FROM shop_stockentry e WHERE e.sku_id = s.id) "
                "THEN s.on_hand END",
            ),
        },
        "shop_sku s JOIN shop_product p ON p.id = s.product_id WHERE p.status <> 'draft' "
        "AND NOT (s.options = '{{}}' AND s.price_fen IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM shop_stockentry e WHERE e.sku_id = s.id)) ORDER BY s.id",
    ),
    "orders": Select(
        {
            "order_id": ("text", "l.order_id"),
            "actor_id": ("text", "o.member_id"),
            "at": ("time", "o.at"),
            "sku_id": ("text", "l.sku_id"),
            "product_id": ("text", "NULLIF(l.product_id, l.sku_id)"),
            "quantity": ("whole", "l.quantity"),
            "price_fen": (
                "whole",
                "CASE WHEN l.quantity > 1 THEN l.price_fen / l.quantity ELSE l.price_fen END",
            ),
            "line_id": ("text", "l.line_id"),
            "source_kind": ("text", "l.source_kind"),
            "source_id": ("text", "l.source_id"),
        },
        "shop_orderline l JOIN shop_order o ON o.id = l.order_id "
        "WHERE l.state NOT IN ('placed', 'cancelled') "
        "AND NOT EXISTS (SELECT 1 FROM readings_forgottenorder f WHERE f.order_id = o.id) "
        "ORDER BY l.order_id, l.id",
    ),
    "outcomes": Select(
        {
            "actor_id": ("text", "u.member_id"),
            "product_id": ("text", "u.product_id"),
            "at": ("time", "u.at"),
            "order_id": ("text", "u.order_id"),
            "kept": ("flag", "u.kept"),
            "fit": ("text", "u.fit"),
            "rating": ("real", "u.rating"),
            "reason": ("text", "u.reason"),
            "occasion": ("text", "u.occasion"),
        },
        "shop_outcome u ORDER BY u.id",
    ),
    "merchants": Select(
        {
            "merchant_id": ("text", "m.id"),
            "name": ("text", "m.name"),
            "lead_days": ("whole", "m.lead_days"),
            "categories": ("list", "m.categories"),
            "buyer_ids": ("list", _BUYERS),
        },
        "shop_merchant m WHERE NOT (m.name = '' AND m.lead_days IS NULL AND m.categories = '[]' "
        "AND NOT EXISTS (SELECT 1 FROM shop_merchantmember p WHERE p.merchant_id = m.id "
        "AND p.role = 'buyer')) ORDER BY m.id",
    ),
    "tests": Select(
        {
            "test_id": ("text", "t.id"),
            "brief_id": ("text", "t.brief_id"),
            "merchant_id": ("text", "t.merchant_id"),
            "place": ("text", "t.place"),
            "opened_at": ("time", "t.opened_at"),
            "closes_at": ("time", "t.closes_at"),
        },
        "rooms_livetest t WHERE NOT (t.brief_id = '' AND t.merchant_id IS NULL "
        "AND t.opened_at IS NULL AND t.closes_at IS NULL) ORDER BY t.id",
    ),
    "options": Select(
        {
            "option_id": ("text", "o.id"),
            "test_id": ("text", "o.test_id"),
            "attributes": ("map", "o.attributes"),
            "price_fen": ("whole", "o.price_fen"),
        },
        "rooms_option o WHERE NOT (o.attributes = '{{}}' AND o.price_fen IS NULL) ORDER BY o.id",
    ),
    "votes": Select(
        {
            "test_id": ("text", "v.test_id"),
            "option_id": ("text", "v.option_id"),
            "actor_id": ("text", "v.member_id"),
            "at": ("time", "v.at"),
            "stake": ("text", "v.stake"),
            "value": ("text", "v.value"),
        },
        "rooms_vote v ORDER BY v.id",
    ),
    "pushes": Select(
        {
            "push_id": ("text", "p.id"),
            "subject_id": ("text", "p.subject_id"),
            "at": ("time", "p.at"),
            "kind": ("text", "p.kind"),
            "holdout_share": ("real", "p.holdout_share"),
        },
        "control_push p ORDER BY p.id",
    ),
    "need_reviews": Select(
        {"need_id": ("text", "r.need_id"), "passed": ("flag", "r.passed")},
        "control_needreview r ORDER BY r.need_id",
    ),
    "series": Select(
        {
            "series_id": ("text", "s.series_id"),
            "at": ("time", "s.at"),
            "value": ("real", "s.value"),
            "name": ("text", "s.name"),
            "tags": ("list", "s.tags"),
        },
        "readings_series s ORDER BY s.series_id, s.at",
    ),
}
