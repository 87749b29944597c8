"""A shelf: tables by name, read from disk when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.errors import ReadingError
from isotherm.reading.manifest import read_manifest
from isotherm.schema import READING_TABLES

__all__ = ["Shelf"]


class Shelf(Mapping[str, pa.Table]):
    """Tables in Parquet files; nothing is read before it is asked for."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        """Take the path of each table."""
        self._paths = dict(paths)
        self._read: dict[str, pa.Table] = {}

    @classmethod
    def of_reading(cls, folder: Path) -> Shelf:
        """The tables of a finished reading; ReadingError when it is not one."""
        read_manifest(folder)
        return cls({table.name: folder / f"{table.name}.parquet" for table in READING_TABLES})

    def __getitem__(self, name: str) -> pa.Table:
        """The table of that name."""
        if name not in self._read:
            try:
                self._read[name] = pq.ParquetFile(self._paths[name]).read()
            except (OSError, pa.ArrowException) as error:
                raise ReadingError(f"{self._paths[name]} cannot be read: {error}") from error
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in the order given."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many tables there are."""
        return len(self._paths)

    def path(self, name: str) -> Path:
        """Where a table lies, for those who read it lazily."""
        return self._paths[name]
