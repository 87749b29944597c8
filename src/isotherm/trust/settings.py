"""How strict trust is: the one settings record of the trust room."""

from __future__ import annotations

from dataclasses import dataclass

from isotherm.settings import Settings

__all__ = ["TrustSettings"]


@dataclass(frozen=True)
class TrustSettings(Settings):
    """Settings of the search for accounts that act as one."""

    fdr: float = 0.01
    """Tolerated share of false groups among those that share too much by chance, 0..1."""
    smallest_group: int = 4
    """Fewest accounts that make a group, accounts, 2..1000."""
    fewest_targets: int = 3
    """Fewest targets of different owners a group must share, targets, 2..100."""
    interest_quantile: float = 0.9
    """How clustered ordinary targets are taken to be: this quantile of all targets', .5..1."""
    closed_density: float = 0.35
    """Share of the common targets each member hits from which overlap alone may convict, 0..1."""
    closed_gap: float = 0.8
    """Least share of members among all who hit half as many of the targets, 0..1."""
    own_share: float = 0.5
    """Least share of the acts on the common targets that are the members', 0..1."""
    isolated_lift: float = 10.0
    """Where neither times nor texts are known: least lift over ordinary clustering, 1..1000."""
    decisive: float = 12.0
    """Log e-value at which timing, text or want of a past life decides, nats, 1..1000."""
    largest_blocks: int = 200
    """Most candidate groups looked at, groups, 1..10000."""
    wedges: int = 50_000_000
    """Work allowed for pairing targets, pairs of acts, 10^4..10^11; beyond it actors thin out."""
    newcomer_days: float = 14.0
    """An account that joined or first acted so shortly before has no past life, days, 0..365."""

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("fdr", 1e-9, 0.5)
        self.require_range("smallest_group", 2, 1000)
        self.require_range("fewest_targets", 2, 100)
        self.require_range("interest_quantile", 0.5, 1.0)
        self.require_range("closed_density", 0.0, 1.0)
        self.require_range("closed_gap", 0.0, 1.0)
        self.require_range("own_share", 0.0, 1.0)
        self.require_range("isolated_lift", 1.0, 1000.0)
        self.require_range("decisive", 1.0, 1000.0)
        self.require_range("largest_blocks", 1, 10_000)
        self.require_range("wedges", 10_000, 10**11)
        self.require_range("newcomer_days", 0.0, 365.0)
