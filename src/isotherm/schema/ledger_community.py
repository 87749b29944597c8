"""Tables of what people say and do: actors, notes, replies, reactions, searches, wishes."""

from __future__ import annotations

from isotherm.schema.columns import Table
from isotherm.schema.ledger_columns import (
    actor,
    choice,
    count,
    id_column,
    mapping,
    moment,
    reference,
    text,
    texts,
    truth,
)

__all__ = ["COMMUNITY"]

COMMUNITY: tuple[Table, ...] = (
    Table(
        "actors",
        "a person or shop that acts in the community",
        (
            id_column("actor_id", "the actor"),
            choice("kind", "what the actor is here", "reader", "author", "buyer", "merchant"),
            moment("joined_at", "when the actor joined", required=False),
            count("followers", "how many follow the actor, as exported"),
            mapping("profile", "what the community knows: weight_kg, height_cm, age, city, body"),
        ),
        key=("actor_id",),
        snapshot=("followers", "profile"),
    ),
    Table(
        "notes",
        "a note (post) by an author",
        (
            id_column("note_id", "the note"),
            actor("author_id", "who wrote it"),
            moment("at", "when it was published"),
            text("title", "its title"),
            text("body", "its text"),
            texts("tags", "its tags"),
            truth("paid", "whether it was declared as paid"),
            texts("product_ids", "the products it carries"),
        ),
        key=("note_id",),
        references=(("author_id", "actors"),),
    ),
    Table(
        "replies",
        "a reply under a note",
        (
            id_column("reply_id", "the reply"),
            id_column("note_id", "the note it stands under"),
            actor("actor_id", "who wrote it"),
            moment(),
            text("text", "what it says"),
            reference("parent_id", "the reply it answers, if any"),
        ),
        key=("reply_id",),
        references=(("note_id", "notes"), ("actor_id", "actors")),
    ),
    Table(
        "reactions",
        "something an actor did to a note, a product or another actor",
        (
            actor("actor_id", "who"),
            moment(),
            choice(
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
            reference("note_id", "the note it was done to"),
            reference("product_id", "the product it was done to"),
            reference("followed_id", "the actor who was followed"),
            count("count", "how many times", default=1),
        ),
        one_of=("note_id", "product_id", "followed_id"),
        references=(("actor_id", "actors"), ("note_id", "notes"), ("product_id", "products")),
    ),
    Table(
        "searches",
        "a search",
        (
            actor("actor_id", "who searched"),
            moment(),
            text("query", "what was typed", required=True),
            reference("search_id", "the search"),
            count("results", "how many results were shown"),
            texts("clicked", "the notes or products that were opened"),
        ),
        key=("search_id",),
        references=(("actor_id", "actors"),),
    ),
    Table(
        "wishes",
        "a wish for something that does not exist yet",
        (
            id_column("wish_id", "the wish"),
            actor("actor_id", "who wishes"),
            moment(),
            text("text", "what is wished for"),
            mapping("attributes", "what it should be like"),
            texts("seconded_by", "the actors who wish it too"),
            reference("answered_by", "the product that answered it"),
        ),
        key=("wish_id",),
        references=(("actor_id", "actors"), ("answered_by", "products")),
        snapshot=("seconded_by", "answered_by"),
    ),
)
