"""Tables of what the operator tried and counted: live tests, votes, pushes, reviews, series."""

from __future__ import annotations

from isotherm.schema.columns import Column, Kind, Table
from isotherm.schema.ledger_columns import (
    actor,
    choice,
    fen,
    id_column,
    mapping,
    moment,
    reference,
    share,
    text,
    texts,
)

__all__ = ["TESTS"]

TESTS: tuple[Table, ...] = (
    Table(
        "tests",
        "a live test of options before anything is made",
        (
            id_column("test_id", "the test"),
            reference("brief_id", "the brief it belongs to"),
            reference("merchant_id", "who would make it"),
            choice("place", "where it is held", "note", "room", "both"),
            moment("opened_at", "when it opened", required=False),
            moment("closes_at", "when it closes", required=False),
        ),
        key=("test_id",),
        references=(("merchant_id", "merchants"),),
        snapshot=("closes_at",),
    ),
    Table(
        "options",
        "an option of a test",
        (
            id_column("option_id", "the option"),
            id_column("test_id", "the test"),
            mapping("attributes", "its cut, colour and so on"),
            fen("price_fen", "its price, in fen"),
        ),
        key=("option_id",),
        references=(("test_id", "tests"),),
    ),
    Table(
        "votes",
        "a vote for an option",
        (
            id_column("test_id", "the test"),
            id_column("option_id", "the option"),
            actor("actor_id", "who voted"),
            moment(),
            choice(
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
            text("value", "the size chosen, or the amount"),
        ),
        references=(("test_id", "tests"), ("option_id", "options"), ("actor_id", "actors")),
    ),
    Table(
        "pushes",
        "what the operator did for a trend or a need",
        (
            id_column("push_id", "the act"),
            id_column("subject_id", "the trend, need, tag or note it was done for"),
            moment(),
            choice("kind", "what was done", "named", "briefed", "boosted"),
            share("holdout_share", "the share of people it was kept from"),
        ),
        key=("push_id",),
    ),
    Table(
        "need_reviews",
        "what somebody decided about a need that touches something sensitive",
        (
            id_column("need_id", "the need, as readings name it"),
            Column(
                "passed",
                Kind.BOOL,
                "whether merchants may be told of it",
                required=True,
                may_be_empty=False,
            ),
        ),
        key=("need_id",),
        snapshot=("passed",),
    ),
    Table(
        "series",
        "a ready-made count where no events exist (hot lists, search indices)",
        (
            id_column("series_id", "the series"),
            moment("at", "the time counted"),
            Column("value", Kind.SCORE, "the count", required=True, may_be_empty=False),
            text("name", "what is counted"),
            texts("tags", "what it belongs to"),
        ),
        key=("series_id", "at"),
    ),
)
