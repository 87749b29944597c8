"""``isotherm feed``: what to show one actor, with a reason for each note."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isotherm.cli.ledgers import opened_ledger
from isotherm.cli.output import Output
from isotherm.schema import LEDGER_TABLES

if TYPE_CHECKING:
    from isotherm.feed import Card
    from isotherm.ledger import Record

__all__ = ["act", "add_arguments"]

_GOOD_MATCH = 0.6  # share of the query's words, rare ones counting more, that an answer must hold


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reading", type=Path, help="the folder of the reading")
    parser.add_argument("--ledger", type=Path, required=True, help="the ledger it was read from")
    parser.add_argument("--actor", required=True, metavar="ID", help="whom to show it to")
    parser.add_argument("--query", metavar="TEXT", help="what the actor searches for")
    parser.add_argument(
        "--personalisation", choices=("on", "off"), default="on", help="off: as for anybody"
    )


def act(options: argparse.Namespace, output: Output) -> int:
    """Show a page of the feed, or the answers to a query, or that there is no good one yet."""
    from isotherm.feed import FeedSettings, answer_query, rank_feed
    from isotherm.reading import Shelf, read_manifest
    from isotherm.reading.for_feed import feed_record, match_query

    tables = Shelf.of_reading(options.reading)
    as_of = read_manifest(options.reading).as_of
    asked: dict[str, Any] = {"personalisation": options.personalisation}
    with opened_ledger(options.ledger, as_of=as_of) as record:
        known = feed_record(record, tables, actor_id=options.actor)
        if options.query is None:
            cards, message = rank_feed(known, options.actor, **asked), ""
        else:
            match = match_query(record, options.query)
            settings = FeedSettings(good_match=_GOOD_MATCH)
            answer = answer_query(known, match, options.actor, **asked, settings=settings)
            cards, message = answer.cards, answer.message
        titles = _titles(record, cards)
        is_there = _is_there(record, options.actor)
    if not is_there:
        output.say(
            f"No actor {options.actor!r} is in this ledger (is that the id as its files write "
            "it?): this is what anybody is shown."
        )
    elif known.actor_row(options.actor) is None:
        output.say(f"{options.actor} has touched nothing yet: this is what anybody is shown.")
    rows = [(card.note_id, titles[card.note_id], card.reason) for card in cards]
    output.table("Feed", ("note", "title", "why"), rows)
    if message or not cards:
        output.say(message or "There is no note to show.")
    shown = [{**dataclasses.asdict(card), "title": titles[card.note_id]} for card in cards]
    told = {"actor_id": options.actor, "in_ledger": is_there}
    output.give({**told, "cards": shown, "message": message})
    return 0


def _is_there(record: Record, actor_id: str) -> bool:
    """Whether any row of the ledger is of, or by, this actor."""
    places = [("actors", "actor_id")]
    for table in LEDGER_TABLES:
        places += [(table.name, column) for column, of in table.references if of == "actors"]
    for name, column in places:
        rows = record.table(name)
        counted = rows.filter(rows[column] == actor_id).aggregate(rows=rows[column].count())
        if record.collect(counted, order_by=())["rows"][0].as_py():
            return True
    return False


def _titles(record: Record, cards: list[Card]) -> dict[str, str]:
    notes = record.table("notes")
    wanted = notes.filter(notes.note_id.isin([card.note_id for card in cards] or [""]))
    found = record.collect(wanted.select("note_id", "title", "body"), order_by=["note_id"])
    return {
        row["note_id"]: (row["title"] or row["body"] or "")[:60].replace("\n", " ")
        for row in found.to_pylist()
    }
