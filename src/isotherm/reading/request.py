"""What is asked of a run, and everything that decides what the reading says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from isotherm.errors import LedgerError, UsageError
from isotherm.reading.fingerprint import hash_files
from isotherm.reading.manifest import read_manifest
from isotherm.reading.settings import ReadingSettings
from isotherm.settings import LARGEST_SEED

__all__ = ["Request", "describe_input"]


@dataclasses.dataclass(frozen=True)
class Request:
    """What is asked of a run; two equal requests over equal files give tables of equal bytes."""

    ledger: Path
    out: Path
    as_of: dt.datetime | None = None  # None: the latest accepted time of the ledger
    previous: Path | None = None  # an earlier reading, for lineage and the forecast ledger
    seed: int = 0
    engine: str = "duckdb"
    settings: ReadingSettings = dataclasses.field(default_factory=ReadingSettings)

    def __post_init__(self) -> None:
        """Refuse a seed that not every part can be given."""
        if not 0 <= self.seed <= LARGEST_SEED:
            raise UsageError(f"the seed is {self.seed}; give a whole number, 0 to {LARGEST_SEED}")


def describe_input(request: Request) -> dict[str, Any]:
    """Everything that decides what the reading says, as plain values for its manifest.

    Raises LedgerError where the ledger is no folder, ReadingError where ``previous`` is no reading.
    """
    if not request.ledger.is_dir():
        raise LedgerError(f"{request.ledger} is not a folder; give the folder of a ledger")
    previous = read_manifest(request.previous).input_hash if request.previous else None
    packages = ("isotherm", "numpy", "scipy", "scikit-learn", "pyarrow", "duckdb", "ibis-framework")
    return {
        "files": hash_files(request.ledger),
        "as_of": request.as_of.isoformat() if request.as_of else None,
        "previous": previous,
        "seed": request.seed,
        "engine": request.engine,
        "settings": request.settings.as_mapping(),
        "versions": {"python": platform.python_version()}
        | {name: metadata.version(name) for name in packages},
    }
