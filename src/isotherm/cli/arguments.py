"""Arguments that several commands take, read the same way everywhere."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isotherm.errors import UsageError
from isotherm.settings import LARGEST_SEED

if TYPE_CHECKING:
    from isotherm.reading import ReadingSettings

__all__ = ["moment", "read_settings", "seed"]

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")


def moment(text: str) -> dt.datetime:
    """A time as ISO-8601; a bare day means its last microsecond; without an offset it is UTC."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        what = "names no such day" if _names_no_day(text.strip()) else "is no time"
        raise argparse.ArgumentTypeError(
            f"{text!r} {what}; write it like 2026-03-01 or 2026-03-01T12:00:00+08:00"
        ) from None
    if len(text.strip()) == len("2026-03-01"):
        found = dt.datetime.combine(found.date(), dt.time.max)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _names_no_day(text: str) -> bool:
    """Whether a text is written as a day is, and no calendar has that day."""
    written = _DAY.fullmatch(text)
    if written is None:
        return False
    try:
        dt.date.fromisoformat(written[1])
    except ValueError:
        return True
    return False


def seed(text: str) -> int:
    """A seed: a whole number that every generator of random numbers takes."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= LARGEST_SEED:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no seed; give a whole number, 0 to {LARGEST_SEED}"
        )
    return number


def read_settings(path: Path | None) -> ReadingSettings:
    """The settings of a run from a TOML or JSON file; None gives the defaults."""
    from isotherm.reading import ReadingSettings

    if path is None:
        return ReadingSettings()
    try:
        text = path.read_text("utf-8")
        values: Any = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path} is neither TOML nor JSON: {error}") from error
    if not isinstance(values, dict):
        raise UsageError(f"{path} holds no table of settings; write names and values")
    return ReadingSettings.from_mapping(values)
