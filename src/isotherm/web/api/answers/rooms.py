"""Live tests and rooms."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.plain import Known
from isotherm.web.rooms.queries.choices import Choice

__all__ = [
    "ChoiceOut",
    "EvidenceOut",
    "LineSaidOut",
    "OptionOut",
    "RoomOut",
    "RoomStateOut",
    "TestOut",
    "TestPageOut",
    "VerdictOut",
]


class OptionOut(Schema):
    """One thing that can be voted for."""

    option_id: str = Known("pk")
    attributes: dict[str, Any]
    price_fen: int | None


class TestOut(Schema):
    """A live test and its options."""

    test_id: str = Known("pk")
    title: str
    merchant_id: str | None
    note_id: str | None
    place: str
    opened_at: dt.datetime | None
    closes_at: dt.datetime | None
    options: list[OptionOut]


class VerdictOut(Schema):
    """What the votes say of an option; right at whatever moment one looks."""

    option_id: str
    verdict: str
    votes: int
    rate: float
    rate_low: float
    rate_high: float
    log_e_keep: float
    log_e_drop: float


class ChoiceOut(Schema):
    """An option with what one staked on it; its verdict once the test is closed."""

    option: OptionOut
    mine: dict[str, str]
    sizes: list[str]
    deposit_fen: int | None
    verdict: VerdictOut | None

    @staticmethod
    def resolve_mine(choice: Choice) -> dict[str, str]:
        """Stake and value."""
        return choice.mine


class TestPageOut(Schema):
    """One test as a voter sees it: who is ahead is told when it closes.

    ``voters`` are accounts; ``people``, once it is closed, those that act as one being one.
    """

    test: TestOut
    is_open: bool
    voters: int
    people: int | None
    best: str | None
    choices: list[ChoiceOut]


class StratumShareOut(Schema):
    """One stratum among the voters, to the nearest twentieth."""

    stratum_id: str
    name: str
    share: float


class OptionEvidenceOut(Schema):
    """An option with its verdict, its votes, and its evidence as a share of the line."""

    option: OptionOut
    verdict: VerdictOut | None
    stakes: dict[str, int]
    height: float | None


class EvidenceOut(Schema):
    """A test as those behind it see it.

    ``voters`` are accounts; of ``people``, those that act as one are one.
    """

    test: TestOut
    is_open: bool
    voters: int
    people: int
    votes: int
    set_aside: int
    best: str | None
    error_rate: float
    options: list[OptionEvidenceOut]
    strata: list[StratumShareOut]


class RoomOut(Schema):
    """A live room."""

    room_id: str = Known("pk")
    merchant_id: str
    host_id: str
    test_id: str | None
    title: str
    opens_at: dt.datetime
    closes_at: dt.datetime | None
    closed_at: dt.datetime | None
    stream_url: str
    shown_option_id: str | None
    last_seq: int


class SizeLeftOut(Schema):
    """One size and what is left of it."""

    sku_id: str = Known("id")
    name: str
    left: int


class GoodOut(Schema):
    """A product for sale in a room."""

    product_id: str
    title: str
    price_fen: int | None
    sizes: list[SizeLeftOut]

    @staticmethod
    def of(good: Any) -> dict[str, Any]:
        """A good of ``goods_of``."""
        told = {"product_id": good.product.pk, "title": good.product.title}
        return told | {"price_fen": good.product.price_fen, "sizes": good.skus}


class LineSaidOut(Schema):
    """One line of a room's log."""

    seq: int
    at: dt.datetime
    kind: str
    who: str
    name: str
    text: str


class RoomStateOut(Schema):
    """How a room stands now."""

    room: RoomOut
    is_open: bool
    viewers: int
    host_here: bool
    test: TestPageOut | None
    goods: list[GoodOut]
