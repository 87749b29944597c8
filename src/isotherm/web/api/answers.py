"""What the API answers with: the things of the town as plain values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.community.models import Note, Reply, Wish
from isotherm.web.rooms.models import LiveTest, Option

__all__ = ["Done", "NoteOut", "OptionOut", "ReplyOut", "TestOut", "WishOut"]


class Done(Schema):
    """It was done, or had been done before."""

    done: bool = True


class NoteOut(Schema):
    """A note."""

    note_id: str
    author_id: str | None
    at: dt.datetime | None
    title: str
    body: str
    tags: list[str]
    product_ids: list[str]
    likes: int
    saves: int
    replies: int

    @staticmethod
    def of(note: Note) -> dict[str, Any]:
        """A note whose ``tagged`` are at hand, as plain values."""
        return {
            "note_id": note.pk,
            "author_id": note.author_id,
            "at": note.at,
            "title": note.title,
            "body": note.body,
            "tags": [str(tag) for tag in note.tags],
            "product_ids": [one.product_id for one in note.tagged.all()],
            "likes": note.like_count,
            "saves": note.save_count,
            "replies": note.reply_count,
        }


class ReplyOut(Schema):
    """A reply under a note."""

    reply_id: str
    note_id: str
    member_id: str | None
    at: dt.datetime | None
    text: str
    parent_id: str | None

    @staticmethod
    def of(reply: Reply) -> dict[str, Any]:
        """A reply as plain values."""
        return {
            "reply_id": reply.pk,
            "note_id": reply.note_id,
            "member_id": reply.member_id,
            "at": reply.at,
            "text": reply.text,
            "parent_id": reply.parent_id,
        }


class WishOut(Schema):
    """A wish; who seconded it is counted, not named."""

    wish_id: str
    member_id: str | None
    at: dt.datetime | None
    text: str
    seconded: int
    answered_by: str | None

    @staticmethod
    def of(wish: Wish) -> dict[str, Any]:
        """A wish as plain values."""
        return {
            "wish_id": wish.pk,
            "member_id": wish.member_id,
            "at": wish.at,
            "text": wish.text,
            "seconded": wish.second_count,
            "answered_by": wish.answered_by_id,
        }


class OptionOut(Schema):
    """One thing that can be voted for."""

    option_id: str
    attributes: dict[str, Any]
    price_fen: int | None

    @staticmethod
    def of(option: Option) -> dict[str, Any]:
        """An option as plain values."""
        return {
            "option_id": option.pk,
            "attributes": option.attributes,
            "price_fen": option.price_fen,
        }


class TestOut(Schema):
    """A live test and its options."""

    test_id: str
    title: str
    merchant_id: str | None
    note_id: str | None
    place: str
    opened_at: dt.datetime | None
    closes_at: dt.datetime | None
    options: list[OptionOut]

    @staticmethod
    def of(test: LiveTest) -> dict[str, Any]:
        """A test whose options are at hand, as plain values."""
        return {
            "test_id": test.pk,
            "title": test.title,
            "merchant_id": test.merchant_id,
            "note_id": test.note_id,
            "place": test.place,
            "opened_at": test.opened_at,
            "closes_at": test.closes_at,
            "options": [OptionOut.of(option) for option in test.options.all()],
        }
