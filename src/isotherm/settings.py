"""What all settings records share: frozen, refusing unknown keys, readable from a mapping.

Each part keeps its own record beside its code (``<part>/settings.py``); a reading composes them.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
from collections.abc import Mapping
from typing import Any, Self, get_args, get_origin, get_type_hints

from isotherm.errors import SettingsError

__all__ = ["LARGEST_SEED", "Settings"]

LARGEST_SEED = 2**32 - 1  # what every generator of random numbers takes


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
        """Make a record from a mapping of field names to values, as a file holds them.

        An unknown key, or a value of another type than the field's, is refused; a list stands
        for a tuple.
        """
        known = [field.name for field in dataclasses.fields(cls)]
        for key in values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
                raise SettingsError(f"{cls.__name__} has no setting {key!r}; {hint}")
        types = get_type_hints(cls)
        return cls(**{key: cls._typed(key, value, types[key]) for key, value in values.items()})

    @classmethod
    def _typed(cls, field: str, value: Any, wanted: Any) -> Any:
        """The value as its field holds it."""
        if get_origin(wanted) is tuple:
            if not isinstance(value, list | tuple):
                raise SettingsError(f"{cls.__name__}.{field} is {value!r}; expected a list")
            return tuple(cls._typed(field, item, get_args(wanted)[0]) for item in value)
        if not _fits(value, wanted):
            expected = _EXPECTED.get(wanted, "a table of settings")
            raise SettingsError(f"{cls.__name__}.{field} is {value!r}; expected {expected}")
        return value

    def as_mapping(self) -> dict[str, Any]:
        """The record as a plain mapping, for a manifest."""
        return dataclasses.asdict(self)

    def require_range(self, field: str, low: float, high: float) -> None:
        """Refuse a value of ``field`` outside ``low..high``; for ``__post_init__``."""
        value = getattr(self, field)
        if not (_fits(value, float) and low <= value <= high):
            name = type(self).__name__
            raise SettingsError(f"{name}.{field} is {value!r}; expected {low} to {high}")


_EXPECTED = {
    bool: "true or false",
    int: "a whole number",
    float: "a finite number",
    str: "a text",
}


def _fits(value: Any, wanted: type) -> bool:
    """Whether a value is of a field's type; a whole number is a number, true is none."""
    if wanted is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and math.isfinite(value)
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))
