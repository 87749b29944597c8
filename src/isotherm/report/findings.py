"""What a report is made from: the rows of a reading that it shows, and the manifest."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.reading import Shelf, read_manifest

__all__ = ["Findings", "Row", "gather_findings", "version_of"]

Row = Mapping[str, Any]

_SHOWN = (
    "strata",
    "lineage",
    "bridges",
    "standards",
    "needs",
    "trends",
    "trend_forecasts",
    "briefs",
    "forecast_ledger",
)
_UNSHOWN = {"needs": ("evidence",), "trends": ("note_ids",), "strata": ("example_note_ids",)}
_DAYS = "trend_days"


@dataclasses.dataclass(frozen=True)
class Findings:
    """Everything the report shows; rows are in the order of the reading's tables."""

    as_of: dt.datetime
    facts: Mapping[str, Any]  # the manifest
    rows: Mapping[str, tuple[Row, ...]]  # by table; trend_days is empty where it was not kept
    memberships: pa.Table
    coordinated: pa.Table
    rejects: pa.Table
    previous_strata: Mapping[str, Row] | None = None  # by id; None: no previous reading was given

    @property
    def version(self) -> str:
        """The version of Isotherm that made the reading."""
        return version_of(self.facts)

    def names(self) -> dict[str, str]:
        """The name of every stratum by its id."""
        return {row["stratum_id"]: row["name"] or row["stratum_id"] for row in self.rows["strata"]}

    def children(self) -> dict[str, list[Row]]:
        """The strata within each stratum ("": the whole community), the largest first."""
        result: dict[str, list[Row]] = {}
        for row in sorted(self.rows["strata"], key=lambda r: (-(r["size"] or 0), r["stratum_id"])):
            result.setdefault(row["parent_id"] or "", []).append(row)
        return result

    def leaves(self) -> list[Row]:
        """The strata that hold no others, the largest first: with the rest all count twice."""
        within = self.children()
        rows = (row for rows in within.values() for row in rows if row["stratum_id"] not in within)
        return sorted(rows, key=lambda row: (-(row["size"] or 0), row["stratum_id"]))


def version_of(facts: Mapping[str, Any]) -> str:
    """The version of Isotherm that a manifest names; empty where it names none."""
    given = facts.get("input") or {}
    return str((given.get("versions") or {}).get("isotherm", ""))


def gather_findings(reading: Path, *, previous: Path | None = None) -> Findings:
    """Read what the report shows; ReadingError when the folder is no finished reading."""
    shelf, manifest = Shelf.of_reading(reading), read_manifest(reading)
    rows = {name: _rows(shelf[name].drop_columns(list(_UNSHOWN.get(name, ())))) for name in _SHOWN}
    return Findings(
        as_of=manifest.as_of,
        facts=manifest.facts,
        rows={**rows, _DAYS: _read_days(reading)},
        memberships=shelf["memberships"],
        coordinated=shelf["coordinated"],
        rejects=shelf["rejects"],
        previous_strata=_previous_strata(previous),
    )


def _read_days(reading: Path) -> tuple[Row, ...]:
    path = reading / f"{_DAYS}.parquet"
    return _rows(pq.ParquetFile(path).read()) if path.exists() else ()


def _previous_strata(previous: Path | None) -> dict[str, Row] | None:
    if previous is None:
        return None
    return {row["stratum_id"]: row for row in Shelf.of_reading(previous)["strata"].to_pylist()}


def _rows(table: pa.Table) -> tuple[Row, ...]:
    return tuple(table.to_pylist())
