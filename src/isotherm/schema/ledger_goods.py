"""Tables of what is sold and what became of it: products, variants, orders, outcomes, merchants."""

from __future__ import annotations

from isotherm.schema.columns import Table
from isotherm.schema.ledger_columns import (
    actor,
    choice,
    count,
    fen,
    id_column,
    mapping,
    moment,
    reference,
    share,
    text,
    texts,
    truth,
)

__all__ = ["GOODS"]

GOODS: tuple[Table, ...] = (
    Table(
        "products",
        "a product on sale",
        (
            id_column("product_id", "the product"),
            reference("merchant_id", "who sells it"),
            text("title", "its title"),
            text("description", "its description"),
            text("category", "its category"),
            moment("listed_at", "when it was first on sale", required=False),
            fen("price_fen", "its price, in fen (1/100 of the currency unit)"),
            mapping("attributes", "size, sizes, colour, fabric, cut, style, occasion, base_size"),
        ),
        key=("product_id",),
        references=(("merchant_id", "merchants"),),
    ),
    Table(
        "skus",
        "a variant of a product",
        (
            id_column("sku_id", "the variant"),
            id_column("product_id", "the product it is a variant of"),
            mapping("options", "its size, colour and so on"),
            fen("price_fen", "its price, in fen"),
            count("stock", "pieces on hand, as exported"),
        ),
        key=("sku_id",),
        references=(("product_id", "products"),),
        snapshot=("stock",),
    ),
    Table(
        "orders",
        "a line of an order",
        (
            id_column("order_id", "the order"),
            actor("actor_id", "who ordered"),
            moment(),
            reference("sku_id", "the variant ordered"),
            reference("product_id", "the product ordered"),
            count("quantity", "pieces", default=1),
            fen("price_fen", "the price of one piece as paid, in fen"),
            reference("line_id", "the line within the order"),
            choice(
                "source_kind",
                "where the order came from",
                "note",
                "room",
                "search",
                "feed",
                "direct",
            ),
            reference("source_id", "the note, room or search it came from"),
        ),
        key=("order_id", "line_id"),
        one_of=("sku_id", "product_id"),
        references=(("actor_id", "actors"), ("sku_id", "skus"), ("product_id", "products")),
    ),
    Table(
        "outcomes",
        "what became of a purchase",
        (
            actor("actor_id", "who bought"),
            id_column("product_id", "what was bought"),
            moment("at", "when it was known", required=False),
            reference("order_id", "the order it belongs to"),
            truth("kept", "whether it was kept (false: returned)"),
            choice("fit", "how it fitted", "small", "true", "large"),
            share("rating", "how content the buyer was, 0 to 1"),
            text("reason", "why it was returned or what was said of it"),
            text("occasion", "what it was for"),
        ),
        references=(("actor_id", "actors"), ("product_id", "products"), ("order_id", "orders")),
    ),
    Table(
        "merchants",
        "a merchant",
        (
            id_column("merchant_id", "the merchant"),
            text("name", "its name"),
            count("lead_days", "days from an order to goods on hand"),
            texts("categories", "what it can make or sell"),
            texts("buyer_ids", "the buyers it works with"),
        ),
        key=("merchant_id",),
    ),
)
