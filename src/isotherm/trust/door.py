"""Acts in whatever form people have them: pairs, rows, arrays, Arrow or pandas tables."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
import numpy.typing as npt

from isotherm.errors import UsageError
from isotherm.trust.acts import Edges, Floats, Ints

__all__ = ["Names", "read_edges"]

Names = npt.NDArray[Any]

_NAMES = {
    "actor": ("actor", "actor_id", "user", "user_id", "account"),
    "target": ("target", "target_id", "note_id", "product_id", "item", "item_id"),
    "at": ("at", "time", "timestamp"),
    "text": ("text",),
}
_SPARSE = 4  # numbers up to so many times the acts are used as they are
_COLUMNS = tuple(_NAMES)


def read_edges(edges: Any) -> tuple[Edges, Names | None]:
    """Edges with accounts numbered from 0, and what each number was called.

    Nothing is renumbered (None) where ``edges`` are :class:`Edges`.

    >>> made, names = read_edges([("ann", "n1"), ("bob", "n1")])
    >>> made.actor.tolist(), names.tolist()
    ([0, 1], ['ann', 'bob'])
    """
    if isinstance(edges, Edges):
        return edges, None
    columns = _columns(edges)
    sizes = {name: len(values) for name, values in columns.items()}
    if len(set(sizes.values())) > 1:
        raise UsageError(f"edges: columns have lengths {sizes}; give one value an act")
    names, actor = _numbered(columns["actor"], "actor")
    _, target = _numbered(columns["target"], "target")
    at = _seconds(columns["at"]) if "at" in columns else None
    text = _texts(columns["text"]) if "text" in columns else None
    return Edges(actor, target, at, text), names


def _columns(edges: Any) -> dict[str, npt.NDArray[Any]]:
    """The columns by what they say: by name in a table, else by their order."""
    named = getattr(edges, "column_names", None)
    if named is None and hasattr(edges, "columns"):
        named = [str(name) for name in edges.columns]
    if named is not None:
        return _by_name(edges, list(named))
    if isinstance(edges, np.ndarray):
        rows = edges.reshape(0, 2) if edges.size == 0 else edges
        width = rows.shape[1] if rows.ndim == 2 else 0
        columns = [rows[:, i] for i in range(width)]
    else:
        given = list(edges)
        widths = {len(row) if hasattr(row, "__len__") else 0 for row in given} or {2}
        width = widths.pop() if len(widths) == 1 else 0
        columns = [_array([row[i] for row in given]) for i in range(width)]
    if not 2 <= width <= 4 or (not isinstance(edges, np.ndarray) and _is_text(edges)):
        raise UsageError(
            f"edges: found {type(edges).__name__} {np.shape(columns[0]) if columns else ''}, not "
            "rows of actor, target and, where known, seconds and text"
        )
    return dict(zip(_COLUMNS, columns, strict=False))


def _by_name(table: Any, named: list[str]) -> dict[str, npt.NDArray[Any]]:
    found = {}
    for role, known in _NAMES.items():
        match = next((name for name in known if name in named), None)
        if match is not None:
            column = table[match]
            arrow = hasattr(column, "combine_chunks")
            found[role] = column.to_numpy() if arrow else np.asarray(column)
    for role in ("actor", "target"):
        if role not in found:
            raise UsageError(
                f"edges: no column says the {role}; found {', '.join(named)}; "
                f"call one {' or '.join(_NAMES[role])}"
            )
    return found


def _is_text(edges: Any) -> bool:
    return any(isinstance(row, str) for row in edges)


def _array(values: list[Any]) -> npt.NDArray[Any]:
    if all(isinstance(value, int | float | np.number) for value in values):
        return np.asarray(values)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _numbered(values: npt.NDArray[Any], role: str) -> tuple[Names | None, Ints]:
    """The distinct values in order, and each one's place; small whole numbers stay as they are."""
    if values.dtype.kind == "f":
        if not np.isfinite(values).all():
            raise UsageError(f"edges: an {role} is missing; leave out acts by or on nobody")
        values = values.astype(np.int64)
    if values.dtype.kind in "iu" and values.size and int(values.min()) < 0:
        raise UsageError(f"edges: an {role} is negative; number them from 0, or give text")
    if values.dtype.kind == "O":
        if any(_missing(value) for value in values):
            raise UsageError(f"edges: an {role} is missing; leave out acts by or on nobody")
        if not all(isinstance(value, int | np.integer) for value in values):
            values = values.astype(str)
    if values.dtype.kind in "iu" and values.max(initial=0) < _SPARSE * (len(values) + 1000):
        return None, values.astype(np.int64)
    names, places = np.unique(values, return_inverse=True)
    return names, places.astype(np.int64)


def _missing(value: Any) -> bool:
    """None, or what is not even equal to itself: not a number, not a time."""
    return value is None or bool(operator.ne(value, value))


def _seconds(values: npt.NDArray[Any]) -> Floats:
    """Times as seconds; NaN where unknown. Numbers are taken for seconds."""
    if values.dtype.kind in "iuf":
        return values.astype(np.float64)
    told = [None if _missing(value) else value for value in values]
    try:
        if all(value is None or isinstance(value, int | float) for value in told):
            return np.array([np.nan if value is None else value for value in told], np.float64)
        plain = [_plain_time(value) for value in told]
        moments = np.array(plain, dtype="datetime64[us]")
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"edges: a time cannot be read ({error}); give seconds, datetimes or ISO-8601 text"
        ) from error
    micros = moments.astype(np.int64).astype(np.float64)
    return np.where(np.isnat(moments), np.nan, micros / 1e6)


def _plain_time(value: Any) -> Any:
    """A time numpy can read: in UTC, without an offset; unknown as not-a-time."""
    import datetime as dt

    if value is None:
        return np.datetime64("NaT")
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC).replace(tzinfo=None)
    return value


def _texts(values: npt.NDArray[Any]) -> Ints:
    """Numbers that near-duplicate texts share, -1 where there is none; numbers stay."""
    if values.dtype.kind in "iuf":
        return np.where(values >= 0, values, -1).astype(np.int64)
    said = ["" if _missing(value) else str(value) for value in values]
    lines, places = np.unique(np.array(said, dtype=str), return_inverse=True)
    from isotherm.text import near_duplicates

    numbers = near_duplicates(lines.tolist())[places]
    return np.where(np.array(said) == "", -1, numbers).astype(np.int64)
