"""Notes, replies, wishes, strata and notices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.plain import Known
from isotherm.web.community.models import Note, NotePicture, Notice, Wish
from isotherm.web.community.notices import sentence
from isotherm.web.site.depictions import depict

__all__ = [
    "CardOut",
    "FeedOut",
    "NoteOut",
    "NoticeOut",
    "PictureOut",
    "ReplyOut",
    "StandardOut",
    "StratumOut",
    "StratumPageOut",
    "WishOut",
]


class PictureOut(Schema):
    """One picture of a note; a note without one is drawn by the world."""

    place: int
    url: str
    width: int
    height: int

    @staticmethod
    def resolve_url(picture: NotePicture) -> str:
        """Where it lies."""
        return depict(picture).url


class NoteOut(Schema):
    """A note."""

    note_id: str = Known("pk")
    author_id: str | None
    at: dt.datetime | None
    title: str
    body: str
    tags: list[str]
    product_ids: list[str]
    pictures: list[PictureOut]
    likes: int = Known("like_count")
    saves: int = Known("save_count")
    replies: int = Known("reply_count")

    @staticmethod
    def resolve_tags(note: Note) -> list[str]:
        """As words."""
        return [str(tag) for tag in note.tags]

    @staticmethod
    def resolve_product_ids(note: Note) -> list[str]:
        """What it shows."""
        return [one.product_id for one in note.tagged.all()]


class ReplyOut(Schema):
    """A reply under a note."""

    reply_id: str = Known("pk")
    note_id: str
    member_id: str | None
    at: dt.datetime | None
    text: str
    parent_id: str | None


class WishOut(Schema):
    """A wish; who seconded it is counted, not named."""

    wish_id: str = Known("pk")
    member_id: str | None
    at: dt.datetime | None
    text: str
    seconded: int = Known("second_count")
    answered_by: str | None = Known("answered_by_id")

    @staticmethod
    def resolve_member_id(wish: Wish) -> str | None:
        """Who wished; nobody where they withdrew and others want it still."""
        return wish.member_id if wish.withdrawn_at is None else None


class ReasonOut(Schema):
    """Why a card is where it is."""

    kind: str
    words: str
    stratum_id: str

    @staticmethod
    def resolve_words(reason: Any) -> str:
        """The whole sentence."""
        return f"{reason.before}{reason.stratum_name}{reason.after}"


class CardOut(Schema):
    """A note as a card: its title or how it begins, and why it is shown."""

    note_id: str
    author_id: str | None
    at: dt.datetime | None
    title: str
    likes: int
    liked: bool
    reason: ReasonOut | None

    @staticmethod
    def of(card: dict[str, Any]) -> dict[str, Any]:
        """A card of ``community.queries.cards``."""
        note = card["note"]
        return {
            "note_id": note.pk,
            "author_id": note.author_id,
            "at": note.at,
            "title": card["title"],
            "likes": note.like_count,
            "liked": card["liked"],
            "reason": card.get("reason"),
        }


class FeedOut(Schema):
    """A page of the feed, and where to go on; no cursor at the end."""

    cards: list[CardOut]
    cursor: str

    @staticmethod
    def resolve_cards(page: Any) -> list[dict[str, Any]]:
        """In their order."""
        return [CardOut.of(card) for card in page.cards]


class StratumOut(Schema):
    """A stratum as everybody may see it; its size is coarse, and none below fifty people."""

    stratum_id: str = Known("id")
    name: str
    terms: list[str]
    warmth: float
    size: tuple[int, int] | None
    parent_id: str


class StandardOut(Schema):
    """What is standard in a stratum: a product with its share of what people there keep."""

    product_id: str
    title: str
    category: str | None
    share: float | None

    @staticmethod
    def of(row: dict[str, Any]) -> dict[str, Any]:
        """A row of ``standards_of``."""
        told = {"product_id": row["product"].pk, "title": row["product"].title}
        return told | {"category": row["category"], "share": row["share"]}


class StratumPageOut(Schema):
    """A stratum with its goods and the open wishes that speak of what it is about."""

    stratum: StratumOut
    goods: list[StandardOut]
    wishes: list[WishOut]


class NoticeOut(Schema):
    """Something a member should hear."""

    notice_id: int = Known("pk")
    at: dt.datetime
    kind: str
    words: str
    url: str
    read_at: dt.datetime | None

    @staticmethod
    def resolve_words(notice: Notice) -> str:
        """The sentence."""
        return sentence(notice)
