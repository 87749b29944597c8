"""Notes, replies, searches and wishes."""

from __future__ import annotations

from isotherm.web.community.models import Note, NoteProduct, Reply, Wish, WishSecond
from isotherm.web.readings.arrival.bulk import insert_rows
from isotherm.web.readings.arrival.cells import counts, fold_id, ids, lists, maps, moments, texts
from isotherm.web.readings.arrival.mentions import mentioned
from isotherm.web.readings.arrival.source import Source
from isotherm.web.search.models import Search

__all__ = ["bring_notes", "bring_replies", "bring_searches", "bring_wishes"]


def bring_notes(source: Source) -> None:
    """Make the notes and tag the products they show; a note only mentioned is there, empty."""
    known = source.known["notes"] = set()
    for batch in source.batches("notes"):
        told = ids(batch["note_id"])
        known.update(told)
        insert_rows(
            Note,
            {
                "id": told,
                "author_id": ids(batch["author_id"]),
                "at": moments(batch["at"]),
                "title": texts(batch["title"], 200),
                "body": texts(batch["body"]),
                "tags": lists(batch["tags"]),
                "paid": batch["paid"].to_pylist(),
            },
        )
        source.came["notes"] += len(told)
        _tag_products(told, batch["product_ids"].to_pylist())
    bare = sorted(mentioned(source, "notes") - known)
    insert_rows(Note, {"id": bare})
    known.update(bare)
    source.came["notes only mentioned"] = len(bare)


def _tag_products(notes: list[str], products: list[list[str] | None]) -> None:
    tagged = [
        (note, str(fold_id(product)), place)
        for note, shown in zip(notes, products, strict=True)
        for place, product in enumerate(dict.fromkeys(shown or ()))
    ]
    columns = zip(*tagged, strict=True) if tagged else ((), (), ())
    insert_rows(NoteProduct, dict(zip(("note_id", "product_id", "place"), columns, strict=True)))


def bring_replies(source: Source) -> None:
    """Make the replies; one that answers a reply the record lacks answers the note."""
    known = source.ids("replies", "reply_id")
    for batch in source.batches("replies"):
        parents = [one if one in known else None for one in ids(batch["parent_id"])]
        lost = sum(one is not None for one in ids(batch["parent_id"]))
        source.left_out["parents of replies"] += lost - sum(one is not None for one in parents)
        source.came["replies"] += insert_rows(
            Reply,
            {
                "id": ids(batch["reply_id"]),
                "note_id": ids(batch["note_id"]),
                "member_id": ids(batch["actor_id"]),
                "at": moments(batch["at"]),
                "text": texts(batch["text"]),
                "parent_id": parents,
            },
        )


def bring_searches(source: Source) -> None:
    """Make the searches; one without an id gets its place in the record as one."""
    for batch in source.batches("searches"):
        begun = source.came["searches"]
        told = ids(batch["search_id"])
        source.came["searches"] += insert_rows(
            Search,
            {
                "id": [one or f"search-{begun + place}" for place, one in enumerate(told)],
                "member_id": ids(batch["actor_id"]),
                "at": moments(batch["at"]),
                "query": texts(batch["query"], 200),
                "results": counts(batch["results"]),
                "clicked": lists(batch["clicked"]),
            },
        )


def bring_wishes(source: Source) -> None:
    """Make the wishes and who seconds them, each once."""
    rows = source.table("wishes")
    told = ids(rows["wish_id"])
    seconds = [
        (wish, str(fold_id(member)))
        for wish, members in zip(told, rows["seconded_by"].to_pylist(), strict=True)
        for member in dict.fromkeys(members or ())
    ]
    of = dict.fromkeys(told, 0)
    for wish, _ in seconds:
        of[wish] += 1
    answered = ids(rows["answered_by"])
    source.came["wishes"] = insert_rows(
        Wish,
        {
            "id": told,
            "member_id": ids(rows["actor_id"]),
            "at": moments(rows["at"]),
            "text": texts(rows["text"], 500),
            "attributes": maps(rows["attributes"]),
            "second_count": list(of.values()),
            "answered_by_id": answered,
        },
    )
    insert_rows(
        WishSecond,
        {"wish_id": [wish for wish, _ in seconds], "member_id": [one for _, one in seconds]},
    )
