"""What became of the strata of the previous reading: same, split, merged, born or faded."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from isotherm.schema import READING

__all__ = ["trace_lineage"]

_SAME = 0.25  # least shared membership at which a stratum keeps its id
_PART = 0.5  # share of the smaller stratum's membership that makes it part of the larger

Floats = npt.NDArray[np.float64]
Event = tuple[str | None, str | None, str, float]  # stratum, previous, what became, overlap


def trace_lineage(
    strata: pa.Table,
    memberships: pa.Table,
    previous_strata: pa.Table,
    previous_memberships: pa.Table,
) -> tuple[pa.Table, dict[str, str]]:
    """Decide which strata are those of last time, so that they keep their ids.

    Strata are matched one to one so that the weighted Jaccard of their memberships,
    sum min(w, w') / sum max(w, w'), is greatest in all (Kuhn 1955); a pair that shares enough is
    the same. A new stratum that is mostly part of an old one is ``split`` from it, an old one that
    is mostly part of a new one ``merged`` into it; the rest are ``born`` and ``faded``. Parents
    are matched with parents and leaves with leaves: a leaf is no part of a parent that appears.

    Args:
        strata: this reading's strata, under their new ids.
        memberships: this reading's memberships.
        previous_strata: the previous reading's strata.
        previous_memberships: the previous reading's memberships.

    Returns:
        The lineage table (``stratum_id`` already the kept one), and new id -> kept id.

    >>> schema = READING["memberships"].arrow_schema()
    >>> then = pa.table([["a", "b"], ["old", "old"], [0.9, 0.8]], schema=schema)
    >>> now = pa.table([["a", "b"], ["new", "new"], [0.9, 0.9]], schema=schema)
    >>> trace_lineage(pa.table({"stratum_id": ["new"]}), now,
    ...               pa.table({"stratum_id": ["old"]}), then)[1]
    {'new': 'old'}
    """
    above, before = _parents(strata), _parents(previous_strata)
    leaves, kept = _trace(
        sorted(set(strata["stratum_id"].to_pylist()) - set(above.values())),
        memberships,
        sorted(set(previous_strata["stratum_id"].to_pylist()) - set(before.values())),
        previous_memberships,
    )
    parents, kept_above = _trace(
        sorted(set(above.values())),
        _of_parents(memberships, above),
        sorted(set(before.values())),
        _of_parents(previous_memberships, before),
    )
    schema = READING["lineage"].arrow_schema()
    events = sorted([*leaves, *parents], key=_key)
    columns = [list(column) for column in zip(*events, strict=True)]
    return pa.table(columns or [[], [], [], []], schema=schema), {**kept, **kept_above}


def _trace(
    new: list[str], memberships: pa.Table, old: list[str], previous: pa.Table
) -> tuple[list[Event], dict[str, str]]:
    """Events, and new id -> kept id, of strata that are all leaves or all parents."""
    from scipy.optimize import linear_sum_assignment

    jaccard, part_of_old, part_of_new = _overlaps(memberships, new, previous, old)
    rows, columns = linear_sum_assignment(-jaccard)
    same = {int(i): int(j) for i, j in zip(rows, columns, strict=True) if jaccard[i, j] >= _SAME}
    kept = {new[i]: old[j] for i, j in same.items()}
    events: list[Event] = [(kept[new[i]], old[j], "same", jaccard[i, j]) for i, j in same.items()]
    for i in sorted(set(range(len(new))) - set(same)):
        events.append(_arrival(new[i], old, part_of_old[i], jaccard[i]))
    for j in sorted(set(range(len(old))) - set(same.values())):
        names = [kept.get(name, name) for name in new]
        events.append(_departure(old[j], names, part_of_new[:, j], jaccard[:, j]))
    return events, {name: kept.get(name, name) for name in new}


def _parents(strata: pa.Table) -> dict[str, str]:
    """The parent of each stratum that has one."""
    if "parent_id" not in strata.column_names:
        return {}
    rows = strata.select(["stratum_id", "parent_id"]).to_pylist()
    return {row["stratum_id"]: row["parent_id"] for row in rows if row["parent_id"]}


def _of_parents(memberships: pa.Table, parents: dict[str, str]) -> pa.Table:
    """Memberships in parents: the weights in their children together."""
    inside = memberships.filter(
        pc.is_in(memberships["stratum_id"], value_set=pa.array(sorted(parents), pa.string()))
    )
    above = pa.array([parents[name] for name in inside["stratum_id"].to_pylist()], pa.string())
    place = inside.column_names.index("stratum_id")
    wide = inside.set_column(place, "stratum_id", above).group_by(
        ["actor_id", "stratum_id"], use_threads=False
    )
    return wide.aggregate([("weight", "sum")]).rename_columns(["actor_id", "stratum_id", "weight"])


def _key(event: Event) -> tuple[str, str]:
    return event[0] or "", event[1] or ""


def _arrival(name: str, old: list[str], part: Floats, jaccard: Floats) -> Event:
    if len(old) and part.max() >= _PART:
        origin = int(part.argmax())
        return name, old[origin], "split", float(jaccard[origin])
    return name, None, "born", float(jaccard.max(initial=0.0))


def _departure(name: str, new: list[str], part: Floats, jaccard: Floats) -> Event:
    if len(new) and part.max() >= _PART:
        heir = int(part.argmax())
        return new[heir], name, "merged", float(jaccard[heir])
    return None, name, "faded", float(jaccard.max(initial=0.0))


def _overlaps(
    memberships: pa.Table, new: list[str], previous: pa.Table, old: list[str]
) -> tuple[Floats, Floats, Floats]:
    """Weighted Jaccard, share of the new in the old, share of the old in the new; new x old."""
    actors = sorted({*memberships["actor_id"].to_pylist(), *previous["actor_id"].to_pylist()})
    now, then = _matrix(memberships, actors, new), _matrix(previous, actors, old)
    least = np.zeros((len(new), len(old)))
    for i in range(len(new)):
        column = now[:, [i]]
        shared = then.minimum(column @ sparse.csr_array(np.ones((1, len(old)))))
        least[i] = np.asarray(shared.sum(axis=0)).ravel()
    size_now = np.asarray(now.sum(axis=0)).ravel()[:, None]
    size_then = np.asarray(then.sum(axis=0)).ravel()[None, :]
    jaccard = least / np.maximum(size_now + size_then - least, 1e-12)
    return jaccard, least / np.maximum(size_now, 1e-12), least / np.maximum(size_then, 1e-12)


def _matrix(memberships: pa.Table, actors: list[str], strata: list[str]) -> Any:
    place = {actor: row for row, actor in enumerate(actors)}
    column = {name: number for number, name in enumerate(strata)}
    cells = [
        (place[actor], column[name], weight)
        for actor, name, weight in zip(
            *(memberships[key].to_pylist() for key in ("actor_id", "stratum_id", "weight")),
            strict=True,
        )
        if name in column
    ]
    rows, columns, weights = zip(*cells, strict=True) if cells else ((), (), ())
    shape = (len(actors), len(strata))
    return sparse.csc_array(sparse.coo_array((weights, (rows, columns)), shape=shape))
