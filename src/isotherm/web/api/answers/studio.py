"""What an author and a buyer read at their desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.community import ReplyOut
from isotherm.web.api.answers.plain import Known
from isotherm.web.studio.queries.boards import reason_words

__all__ = ["AudienceOut", "BoardOut", "BoardPageOut", "QuestionGroupOut", "StandingOut", "TasteOut"]


class AudienceStratumOut(Schema):
    """One stratum among an author's people, with its doubt."""

    stratum_id: str
    name: str
    share: float
    low: float
    high: float


class AudienceOut(Schema):
    """An author's people, in whole fifties; never persons."""

    counted: int
    strata: list[AudienceStratumOut]
    rest: float


class TrustOut(Schema):
    """The kept share of what was ordered through one's notes, with its interval."""

    kept: int
    orders: int
    share: float
    share_low: float
    share_high: float
    mean: float
    verdict: str


class PathStepOut(Schema):
    """One thing on the path: what there is of it, and how much is needed."""

    kind: str
    have: int
    need: int
    done: bool


class StandingOut(Schema):
    """Trust, and the path from blogger to buyer to merchant."""

    trust: TrustOut | None
    to_buyer: list[PathStepOut]
    to_merchant: list[PathStepOut]
    seed_users: int


class QuestionOut(Schema):
    """One question without an answer."""

    kind: str
    reply: ReplyOut


class QuestionGroupOut(Schema):
    """Questions that name one need, or of one kind where they name none."""

    need: str
    kind: str
    questions: list[QuestionOut]


class BoardOut(Schema):
    """A board: many candidates, a few kept."""

    board_id: str = Known("pk")
    at: dt.datetime = Known("asked_at")
    keep: int
    pool: str
    state: str
    progress: float
    message: str


class BoardReasonOut(Schema):
    """Something said of candidates: its code, and its words in the language asked for."""

    code: str
    values: dict[str, Any]
    words: str

    @staticmethod
    def resolve_words(reason: Any) -> str:
        """As a page says it."""
        return reason_words(reason)


class CandidateOut(Schema):
    """A candidate as it was judged; None where a merit is not known."""

    product_id: str
    title: str
    reasons: list[BoardReasonOut]
    gain: float
    merits: dict[str, float | None]
    needs: list[str]


class BoardPageOut(BoardOut):
    """A board with a reason for each pick and each rejection."""

    picks: list[CandidateOut]
    rejected: list[CandidateOut]
    trust: dict[str, Any] | None
    missing: list[BoardReasonOut]
    left_out: list[BoardReasonOut]

    @staticmethod
    def resolve_picks(board: Any) -> list[dict[str, Any]]:
        """Those it keeps."""
        return [row for row in board.judged if row["picked"]]

    @staticmethod
    def resolve_rejected(board: Any) -> list[dict[str, Any]]:
        """Those it does not."""
        return [row for row in board.judged if not row["picked"]]


class ValueOfTasteOut(Schema):
    """One value among what one chose, with its doubt, beside what one's people kept."""

    value: str
    n: int
    share: float
    low: float
    high: float
    theirs: float | None
    held: str
    moved: str


class SideOfTasteOut(Schema):
    """One side of taste: a colour, a cut, a price."""

    side: str
    n: int
    values: list[ValueOfTasteOut]

    @staticmethod
    def resolve_values(side: Any) -> Any:
        """A record's own word, not a mapping's."""
        return side.values


class TasteOut(Schema):
    """What one chooses, beside what one's people kept."""

    chosen: int
    people: int
    sides: list[SideOfTasteOut]
