"""The settings of a reading: one record composed of its parts' records."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Self

from isotherm.briefs import BriefSettings
from isotherm.forecast import ForecastSettings
from isotherm.ledger import LedgerSettings
from isotherm.needs import NeedSettings
from isotherm.privacy import PrivacySettings
from isotherm.selection import SelectionSettings
from isotherm.settings import Settings
from isotherm.strata import StrataSettings
from isotherm.trends import TrendSettings
from isotherm.trust import TrustSettings

__all__ = ["ReadingSettings"]


@dataclasses.dataclass(frozen=True)
class ReadingSettings(Settings):
    """How a reading is made; every part's settings, and what the machine may spend.

    >>> ReadingSettings.from_mapping({"threads": 1}).threads
    1
    """

    threads: int = 2  # workers of the table engine, 1..64
    memory_gb: float = 4.0  # memory the table engine may hold before it spills, GB, .25..1024
    ledger: LedgerSettings = dataclasses.field(default_factory=LedgerSettings)
    trust: TrustSettings = dataclasses.field(default_factory=TrustSettings)
    strata: StrataSettings = dataclasses.field(default_factory=StrataSettings)
    needs: NeedSettings = dataclasses.field(default_factory=NeedSettings)
    trends: TrendSettings = dataclasses.field(default_factory=TrendSettings)
    forecast: ForecastSettings = dataclasses.field(default_factory=ForecastSettings)
    briefs: BriefSettings = dataclasses.field(default_factory=BriefSettings)
    privacy: PrivacySettings = dataclasses.field(default_factory=PrivacySettings)
    selection: SelectionSettings = dataclasses.field(default_factory=SelectionSettings)

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("threads", 1, 64)
        self.require_range("memory_gb", 0.25, 1024)

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Make a record from nested mappings (a settings file); unknown keys are refused."""
        records = {f.name: f.default_factory for f in dataclasses.fields(cls)}
        built = dict(values)
        for name, value in values.items():
            part = records.get(name, dataclasses.MISSING)
            if isinstance(value, Mapping) and part is not dataclasses.MISSING:
                built[name] = type(part()).from_mapping(value)
        return super().from_mapping(built)
