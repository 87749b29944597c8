"""What can be set about an import."""

from __future__ import annotations

import dataclasses

from isotherm.errors import SettingsError
from isotherm.settings import Settings

__all__ = ["CONTACT_KINDS", "LIFESTYLE", "ImportOptions"]

CONTACT_KINDS = ("view", "like", "save", "share", "cart", "order")
LIFESTYLE = (
    "时尚",
    "美妆",
    "生活记录",
    "家居",
    "美食",
    "旅游",
    "运动健身",
    "母婴",
    "育儿",
    "萌宠",
    "摄影",
    "电商",
    "情感",
    "职场",
)
"""Categories of the hot list that tell of dressing and living rather than of persons or events."""


@dataclasses.dataclass(frozen=True)
class ImportOptions(Settings):
    """What every foreign format may be told; each uses what concerns it.

    >>> ImportOptions(salt="of our own").categories
    ()
    """

    salt: str = ""  # mixed into hashed ids, any text; empty: one is drawn and said
    categories: tuple[str, ...] = ()  # hot list: keep these alone; empty: everything
    contact: str = "like"  # user-item lists: what an entry is, view, like, save, share, cart, order
    batch_rows: int = 8_192  # ledger rows handed over at a time, 1..1 million
    faults_kept: int = 1_000  # unreadable rows told one by one; the rest is counted, 0..1 million

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("batch_rows", 1, 1_000_000)
        self.require_range("faults_kept", 0, 1_000_000)
        if self.contact not in CONTACT_KINDS:
            known = ", ".join(CONTACT_KINDS)
            raise SettingsError(f"ImportOptions.contact is {self.contact!r}; known: {known}")
