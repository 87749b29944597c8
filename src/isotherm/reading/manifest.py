"""The manifest of a reading, ``reading.json``: what it was made from and what was missing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from isotherm.errors import NoReadingError, ReadingError
from isotherm.whole_file import whole_file

__all__ = ["FORMAT", "MANIFEST", "Manifest", "read_manifest", "write_manifest"]

MANIFEST = "reading.json"
FORMAT = 1


@dataclasses.dataclass(frozen=True)
class Manifest:
    """A finished reading, as its manifest tells."""

    folder: Path
    facts: Mapping[str, Any]

    @property
    def input_hash(self) -> str:
        """The digest of everything that decided what the reading says."""
        return str(self.facts["input_hash"])

    @property
    def as_of(self) -> dt.datetime:
        """The moment the reading is about."""
        return dt.datetime.fromisoformat(self.facts["as_of"])


def write_manifest(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write the manifest, whole or not at all; it is what makes a reading finished."""
    text = json.dumps({"format": FORMAT, **facts}, indent=1, ensure_ascii=False, sort_keys=True)
    with whole_file(folder / MANIFEST) as part:
        part.write_text(text + "\n", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a finished reading; NoReadingError where there is none.

    ReadingError says why one that is there cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_manifest(Path(folder), {"as_of": "2026-01-31T00:00:00+00:00"})
    ...     read_manifest(Path(folder)).as_of.year
    2026
    """
    path = folder / MANIFEST
    try:
        facts = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        what = f"it has no {MANIFEST}" if folder.is_dir() else "there is no such folder"
        raise NoReadingError(
            f"{folder} is no finished reading: {what}; make one with `isotherm run`"
        ) from None
    except (OSError, ValueError) as error:
        raise ReadingError(f"{path} cannot be read: {error}") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise ReadingError(f"{path} is not of format {FORMAT}; run the reading again")
    return Manifest(folder, facts)
