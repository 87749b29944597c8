"""The options of a test as someone sees them, with what they staked on each."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import LiveTest, Option, Vote
from isotherm.web.rooms.services.deposits import deposit_fen
from isotherm.web.rooms.services.votes import sizes_of

if TYPE_CHECKING:
    from isotherm.livetest import Decision, OptionVerdict

__all__ = ["Choice", "choices_for", "scale_of"]


@dataclasses.dataclass(frozen=True)
class Choice:
    """One option with one member's stakes."""

    option: Option
    mine: dict[str, str]
    """Stake: value, of the member who looks."""
    sizes: tuple[str, ...]
    deposit_fen: int | None
    verdict: OptionVerdict | None
    """What was decided, for those who may see it."""

    @property
    def liked(self) -> bool:
        """Whether they like it."""
        return "like" in self.mine

    @property
    def wished(self) -> bool:
        """Whether they want it."""
        return "wish" in self.mine

    @property
    def paid_deposit(self) -> bool:
        """Whether they put a deposit down."""
        return "deposit" in self.mine

    @property
    def size(self) -> str:
        """The size they chose."""
        return self.mine.get("size", "")


def choices_for(
    test: LiveTest, member: Member | None, *, decision: Decision | None = None
) -> list[Choice]:
    """The options in order: one question, and one more for a member's own stakes."""
    own: dict[str, dict[str, str]] = {}
    if member is not None:
        cast = Vote.objects.filter(test=test, member=member)
        for option_id, stake, value in cast.values_list("option_id", "stake", "value"):
            own.setdefault(option_id, {})[stake] = value
    verdicts = {row.option_id: row for row in decision.options} if decision else {}
    return [
        Choice(
            option=option,
            mine=own.get(option.pk, {}),
            sizes=sizes_of(option),
            deposit_fen=deposit_fen(option) if option.price_fen else None,
            verdict=verdicts.get(option.pk),
        )
        for option in test.options.all()
    ]


def scale_of(choices: list[Choice]) -> float:
    """The share at the end of the scale on which all options are drawn."""
    tops = [choice.verdict.rate_high for choice in choices if choice.verdict]
    return min(1.0, max([0.3, *(1.1 * top for top in tops)]))
