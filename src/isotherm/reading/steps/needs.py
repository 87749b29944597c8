"""Needs: what each stratum wants and cannot find."""

from __future__ import annotations

import pyarrow as pa

from isotherm.needs import find_needs
from isotherm.reading.plan import Inputs, Made, Step

__all__ = ["STEP"]


def _run(inputs: Inputs) -> Made:
    found = find_needs(
        inputs.record,
        memberships=inputs.tables["memberships"],
        coordinated=inputs.tables["coordinated"],
        settings=inputs.settings.needs,
        seed=inputs.seed,
    )
    strata = _with_unmet_share(inputs.tables["strata_traced"], found.unmet_share)
    return Made({"needs": found.needs, "strata": strata}, found.missing)


def _with_unmet_share(strata: pa.Table, share: dict[str, float]) -> pa.Table:
    """Strata with the share of their asking that is not answered; a parent's over its children."""
    rows = strata.select(["stratum_id", "parent_id", "size"]).to_pylist()
    known = dict(share)
    for row in rows:
        below = [
            r for r in rows if r["parent_id"] == row["stratum_id"] and r["stratum_id"] in share
        ]
        size = sum(r["size"] for r in below)
        if row["stratum_id"] not in known and size:
            known[row["stratum_id"]] = sum(share[r["stratum_id"]] * r["size"] for r in below) / size
    column = pa.array([known.get(row["stratum_id"]) for row in rows], pa.float64())
    return strata.set_column(strata.column_names.index("unmet_share"), "unmet_share", column)


STEP = Step(
    "needs",
    "what they want and cannot find",
    ("memberships", "coordinated", "strata_traced"),
    ("needs", "strata"),
    _run,
)
