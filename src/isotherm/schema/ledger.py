"""The tables of a ledger, the record of a community: what goes in.

Validation, Arrow schemas and the reference page all come from these declarations.
"""

from __future__ import annotations

from isotherm.schema.columns import Column, Kind, Table

__all__ = ["LEDGER", "LEDGER_TABLES", "SIGNAL_TABLES"]


def _id(name: str, meaning: str) -> Column:
    return Column(name, Kind.ID, meaning, required=True, may_be_empty=False)


def _ref(name: str, meaning: str) -> Column:
    return Column(name, Kind.ID, meaning)


def _who(name: str, meaning: str) -> Column:
    """An actor who must be a column, but may be empty where the source has none."""
    return Column(name, Kind.ID, meaning, required=True)


def _at(name: str = "at", meaning: str = "when it happened", *, required: bool = True) -> Column:
    return Column(name, Kind.TIME, meaning, required=required)


def _text(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.TEXT, meaning, required=required, may_be_empty=not required)


def _list(name: str, meaning: str) -> Column:
    return Column(name, Kind.LIST, meaning)


def _map(name: str, meaning: str) -> Column:
    return Column(name, Kind.MAP, meaning)


def _fen(name: str, meaning: str) -> Column:
    return Column(name, Kind.FEN, meaning, low=0)


def _count(name: str, meaning: str, *, default: int | None = None, low: float = 0) -> Column:
    return Column(name, Kind.COUNT, meaning, default=default, low=low)


def _share(name: str, meaning: str) -> Column:
    return Column(name, Kind.SCORE, meaning, low=0, high=1)


def _bool(name: str, meaning: str) -> Column:
    return Column(name, Kind.BOOL, meaning)


def _choice(name: str, meaning: str, *choices: str, required: bool = False) -> Column:
    return Column(
        name, Kind.TEXT, meaning, required=required, may_be_empty=not required, choices=choices
    )


_COMMUNITY = (
    Table(
        "actors",
        "a person or shop that acts in the community",
        (
            _id("actor_id", "the actor"),
            _choice("kind", "what the actor is here", "reader", "author", "buyer", "merchant"),
            _at("joined_at", "when the actor joined", required=False),
            _count("followers", "how many follow the actor, as exported"),
            _map("profile", "what the community knows: weight_kg, height_cm, age, city, body"),
        ),
        key=("actor_id",),
        snapshot=("followers", "profile"),
    ),
    Table(
        "notes",
        "a note (post) by an author",
        (
            _id("note_id", "the note"),
            _who("author_id", "who wrote it"),
            _at("at", "when it was published"),
            _text("title", "its title"),
            _text("body", "its text"),
            _list("tags", "its tags"),
            _bool("paid", "whether it was declared as paid"),
            _list("product_ids", "the products it carries"),
        ),
        key=("note_id",),
        references=(("author_id", "actors"),),
    ),
    Table(
        "replies",
        "a reply under a note",
        (
            _id("reply_id", "the reply"),
            _id("note_id", "the note it stands under"),
            _who("actor_id", "who wrote it"),
            _at(),
            _text("text", "what it says"),
            _ref("parent_id", "the reply it answers, if any"),
        ),
        key=("reply_id",),
        references=(("note_id", "notes"), ("actor_id", "actors")),
    ),
    Table(
        "reactions",
        "something an actor did to a note, a product or another actor",
        (
            _who("actor_id", "who"),
            _at(),
            _choice(
                "kind",
                "what was done",
                "impression",
                "view",
                "like",
                "save",
                "share",
                "follow",
                "cart",
                required=True,
            ),
            _ref("note_id", "the note it was done to"),
            _ref("product_id", "the product it was done to"),
            _ref("followed_id", "the actor who was followed"),
            _count("count", "how many times", default=1),
        ),
        one_of=("note_id", "product_id", "followed_id"),
        references=(("actor_id", "actors"), ("note_id", "notes"), ("product_id", "products")),
    ),
    Table(
        "searches",
        "a search",
        (
            _who("actor_id", "who searched"),
            _at(),
            _text("query", "what was typed", required=True),
            _ref("search_id", "the search"),
            _count("results", "how many results were shown"),
            _list("clicked", "the notes or products that were opened"),
        ),
        key=("search_id",),
        references=(("actor_id", "actors"),),
    ),
    Table(
        "wishes",
        "a wish for something that does not exist yet",
        (
            _id("wish_id", "the wish"),
            _who("actor_id", "who wishes"),
            _at(),
            _text("text", "what is wished for"),
            _map("attributes", "what it should be like"),
            _list("seconded_by", "the actors who wish it too"),
            _ref("answered_by", "the product that answered it"),
        ),
        key=("wish_id",),
        references=(("actor_id", "actors"), ("answered_by", "products")),
        snapshot=("seconded_by", "answered_by"),
    ),
)

_GOODS = (
    Table(
        "products",
        "a product on sale",
        (
            _id("product_id", "the product"),
            _ref("merchant_id", "who sells it"),
            _text("title", "its title"),
            _text("description", "its description"),
            _text("category", "its category"),
            _at("listed_at", "when it was first on sale", required=False),
            _fen("price_fen", "its price, in fen (1/100 of the currency unit)"),
            _map("attributes", "size, sizes, colour, fabric, cut, style, occasion, base_size"),
        ),
        key=("product_id",),
        references=(("merchant_id", "merchants"),),
    ),
    Table(
        "skus",
        "a variant of a product",
        (
            _id("sku_id", "the variant"),
            _id("product_id", "the product it is a variant of"),
            _map("options", "its size, colour and so on"),
            _fen("price_fen", "its price, in fen"),
            _count("stock", "pieces on hand, as exported"),
        ),
        key=("sku_id",),
        references=(("product_id", "products"),),
        snapshot=("stock",),
    ),
    Table(
        "orders",
        "a line of an order",
        (
            _id("order_id", "the order"),
            _who("actor_id", "who ordered"),
            _at(),
            _ref("sku_id", "the variant ordered"),
            _ref("product_id", "the product ordered"),
            _count("quantity", "pieces", default=1),
            _fen("price_fen", "the price of one piece as paid, in fen"),
            _ref("line_id", "the line within the order"),
            _choice(
                "source_kind",
                "where the order came from",
                "note",
                "room",
                "search",
                "feed",
                "direct",
            ),
            _ref("source_id", "the note, room or search it came from"),
        ),
        key=("order_id", "line_id"),
        one_of=("sku_id", "product_id"),
        references=(("actor_id", "actors"), ("sku_id", "skus"), ("product_id", "products")),
    ),
    Table(
        "outcomes",
        "what became of a purchase",
        (
            _who("actor_id", "who bought"),
            _id("product_id", "what was bought"),
            _at("at", "when it was known", required=False),
            _ref("order_id", "the order it belongs to"),
            _bool("kept", "whether it was kept (false: returned)"),
            _choice("fit", "how it fitted", "small", "true", "large"),
            _share("rating", "how content the buyer was, 0 to 1"),
            _text("reason", "why it was returned or what was said of it"),
            _text("occasion", "what it was for"),
        ),
        references=(("actor_id", "actors"), ("product_id", "products"), ("order_id", "orders")),
    ),
    Table(
        "merchants",
        "a merchant",
        (
            _id("merchant_id", "the merchant"),
            _text("name", "its name"),
            _count("lead_days", "days from an order to goods on hand"),
            _list("categories", "what it can make or sell"),
            _list("buyer_ids", "the buyers it works with"),
        ),
        key=("merchant_id",),
    ),
)

_LOOP = (
    Table(
        "tests",
        "a live test of options before anything is made",
        (
            _id("test_id", "the test"),
            _ref("brief_id", "the brief it belongs to"),
            _ref("merchant_id", "who would make it"),
            _choice("place", "where it is held", "note", "room", "both"),
            _at("opened_at", "when it opened", required=False),
            _at("closes_at", "when it closes", required=False),
        ),
        key=("test_id",),
        references=(("merchant_id", "merchants"),),
        snapshot=("closes_at",),
    ),
    Table(
        "options",
        "an option of a test",
        (
            _id("option_id", "the option"),
            _id("test_id", "the test"),
            _map("attributes", "its cut, colour and so on"),
            _fen("price_fen", "its price, in fen"),
        ),
        key=("option_id",),
        references=(("test_id", "tests"),),
    ),
    Table(
        "votes",
        "a vote for an option",
        (
            _id("test_id", "the test"),
            _id("option_id", "the option"),
            _who("actor_id", "who voted"),
            _at(),
            _choice(
                "stake",
                "what was put behind it",
                "seen",
                "like",
                "wish",
                "size",
                "deposit",
                "pay",
                required=True,
            ),
            _text("value", "the size chosen, or the amount"),
        ),
        references=(("test_id", "tests"), ("option_id", "options"), ("actor_id", "actors")),
    ),
    Table(
        "pushes",
        "what the operator did for a trend or a need",
        (
            _id("push_id", "the act"),
            _id("subject_id", "the trend, need, tag or note it was done for"),
            _at(),
            _choice("kind", "what was done", "named", "briefed", "boosted"),
            _share("holdout_share", "the share of people it was kept from"),
        ),
        key=("push_id",),
    ),
    Table(
        "series",
        "a ready-made count where no events exist (hot lists, search indices)",
        (
            _id("series_id", "the series"),
            _at("at", "the time counted"),
            Column("value", Kind.SCORE, "the count", required=True, may_be_empty=False),
            _text("name", "what is counted"),
            _list("tags", "what it belongs to"),
        ),
        key=("series_id", "at"),
    ),
)

LEDGER_TABLES: tuple[Table, ...] = _COMMUNITY + _GOODS + _LOOP
LEDGER: dict[str, Table] = {table.name: table for table in LEDGER_TABLES}
SIGNAL_TABLES: tuple[str, ...] = ("notes", "reactions", "searches", "orders", "series")
"""At least one of these must be there for a folder to be a ledger."""
