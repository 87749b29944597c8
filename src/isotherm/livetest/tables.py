"""Live tests over a ledger's tables: opening one, and what was decided."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from isotherm.errors import DataError
from isotherm.livetest.live import Test
from isotherm.livetest.settings import LiveTestSettings
from isotherm.livetest.verdicts import Decision

__all__ = ["decide", "open_test"]


def decide(
    tests: Any,
    options: Any,
    votes: Any,
    *,
    test_id: str,
    groups: Mapping[str, str] | None = None,
    strata: Mapping[str, Mapping[str, float]] | None = None,
    settings: LiveTestSettings | None = None,
) -> Decision:
    """Verdicts of one test from a ledger's tables, at the moment the tables were taken.

    Args:
        tests: table or mappings with test_id; may be empty or None, then the options name it.
        options: table or mappings with option_id, test_id, attributes.
        votes: table or mappings with test_id, option_id, actor_id, at, stake, value.
        test_id: which test.
        groups: coordinated actor to group id.
        strata: actor id to {stratum id: weight}, for rates by stratum.
        settings: the error rate, the keep line, the stakes.

    Raises:
        DataError: there is no such test, or it has no options.

    >>> options = [{"option_id": o, "test_id": "t"} for o in ("lilac", "grey")]
    >>> votes = [{"test_id": "t", "option_id": "lilac", "actor_id": f"u{i}", "at": i,
    ...     "stake": "wish" if i % 2 else "seen"} for i in range(60)]
    >>> [row.verdict for row in decide([], options, votes, test_id="t").options]
    ['undecided', 'keep']
    """
    test = open_test(tests, options, votes, test_id=test_id, groups=groups, settings=settings)
    return test.decide(strata=strata)


def open_test(
    tests: Any,
    options: Any,
    votes: Any,
    *,
    test_id: str,
    groups: Mapping[str, str] | None,
    settings: LiveTestSettings | None,
) -> Test:
    """A live test with its options (by id) and votes taken from a ledger's tables."""
    option_rows = _rows(options)
    known = {row["test_id"] for row in (*_rows(tests), *option_rows)}
    if test_id not in known:
        near = ", ".join(sorted(str(one) for one in known)[:5]) or "none"
        raise DataError(f"there is no test {test_id!r}; tests in the ledger: {near}")
    mine = sorted(
        (row for row in option_rows if row["test_id"] == test_id), key=lambda r: r["option_id"]
    )
    if not mine:
        raise DataError(f"test {test_id!r} has no options; add them to the options table")
    listed = {row["option_id"]: _attributes(row.get("attributes")) for row in mine}
    cast = [row for row in _rows(votes) if row["test_id"] == test_id]
    return Test(listed, groups=groups, settings=settings).record(cast)


def _rows(table: Any) -> Sequence[Mapping[str, Any]]:
    if table is None:
        return ()
    return table.to_pylist() if hasattr(table, "to_pylist") else list(table)


def _attributes(cell: Any) -> dict[str, Any]:
    if not cell:
        return {}
    if isinstance(cell, str):
        return dict(json.loads(cell))
    return dict(cell)
