"""What all settings records share: frozen, refusing unknown keys, readable from a mapping.

Each part keeps its own record beside its code (``<part>/settings.py``); a reading composes them.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping
from typing import Any, Self

from isotherm.errors import SettingsError

__all__ = ["Settings"]


@dataclasses.dataclass(frozen=True)
class Settings:
    """A part's settings; subclasses are frozen dataclasses whose fields all have defaults.

    >>> @dataclasses.dataclass(frozen=True)
    ... class TeaSettings(Settings):
    ...     minutes: int = 3  # how long to steep, minutes, 1..10
    >>> TeaSettings.from_mapping({"minutes": 4})
    TeaSettings(minutes=4)
    >>> TeaSettings.from_mapping({"minute": 4})
    Traceback (most recent call last):
    isotherm.errors.SettingsError: TeaSettings has no setting 'minute'; did you mean 'minutes'?
    """

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Make a record from a mapping of field names to values; an unknown key is refused."""
        known = [field.name for field in dataclasses.fields(cls)]
        for key in values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
                raise SettingsError(f"{cls.__name__} has no setting {key!r}; {hint}")
        return cls(**values)

    def as_mapping(self) -> dict[str, Any]:
        """The record as a plain mapping, for a manifest."""
        return dataclasses.asdict(self)

    def require_range(self, field: str, low: float, high: float) -> None:
        """Refuse a value of ``field`` outside ``low..high``; for ``__post_init__``."""
        value = getattr(self, field)
        if not low <= value <= high:
            name = type(self).__name__
            raise SettingsError(f"{name}.{field} is {value!r}; expected {low} to {high}")
