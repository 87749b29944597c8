"""Documents: what each note, product and query says, as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isotherm.ledger import Record

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["build_documents"]


def build_documents(record: Record, touches: ir.Table) -> ir.Table:
    """The text of every item: item_kind, item_id, text, author_id (notes alone have one).

    A note's text is its title, body and tags; a product's is its title, category, description
    and attributes; a query's is itself. Queries are those in ``touches``.
    """
    import ibis

    return ibis.union(_notes(record), _products(record), _queries(touches), distinct=False)


def _notes(record: Record) -> ir.Table:
    import ibis

    notes = record.table("notes")
    words = [notes.title.fill_null(""), notes.body.fill_null(""), _joined(notes.tags)]
    return notes.select(
        item_kind=ibis.literal("note"),
        item_id=notes.note_id,
        text=_lines(words),
        author_id=notes.author_id,
    )


def _products(record: Record) -> ir.Table:
    import ibis

    products = record.table("products")
    columns = ["title", "category", "description", "attributes"]
    return products.select(
        item_kind=ibis.literal("product"),
        item_id=products.product_id,
        text=_lines([products[name].fill_null("") for name in columns]),
        author_id=ibis.null("string"),
    )


def _queries(touches: ir.Table) -> ir.Table:
    import ibis

    queries = touches.filter(touches.item_kind == "query").select("item_id").distinct()
    return queries.select(
        item_kind=ibis.literal("query"),
        item_id=queries.item_id,
        text=queries.item_id,
        author_id=ibis.null("string"),
    )


def _joined(words: ir.ArrayValue) -> ir.StringValue:
    return words.join(" ").fill_null("")


def _lines(words: list[ir.StringValue]) -> ir.StringValue:
    text = words[0]
    for word in words[1:]:
        text = text + " " + word
    return text.strip()
