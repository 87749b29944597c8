"""Arguments that several commands take, read the same way everywhere."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isotherm.errors import UsageError

if TYPE_CHECKING:
    from isotherm.reading import ReadingSettings

__all__ = ["moment", "read_settings"]


def moment(text: str) -> dt.datetime:
    """A time as ISO-8601; a bare day means its last microsecond; without an offset it is UTC."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no time; write it like 2026-03-01 or 2026-03-01T12:00:00+08:00"
        ) from None
    if len(text.strip()) == len("2026-03-01"):
        found = dt.datetime.combine(found.date(), dt.time.max)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def read_settings(path: Path | None) -> ReadingSettings:
    """The settings of a run from a TOML or JSON file; None gives the defaults."""
    from isotherm.reading import ReadingSettings

    if path is None:
        return ReadingSettings()
    try:
        text = path.read_text("utf-8")
        values: dict[str, Any] = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path} is neither TOML nor JSON: {error}") from error
    return ReadingSettings.from_mapping(values)
