"""A panel of series made ready: checked, lifted above zero, missing kept missing."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from isotherm.errors import DataError, UsageError

__all__ = ["Floats", "Panel", "read_panel"]

Floats: TypeAlias = NDArray[np.floating[Any]]


@dataclasses.dataclass(frozen=True)
class Panel:
    """Series x time, never negative, NaN where missing, and the leading series beside it if any.

    ``lift`` (n, 1) was added to the values and comes off forecasts; ``season`` is in steps.
    """

    values: Floats
    leading: Floats | None
    lift: Floats
    season: int

    @property
    def length(self) -> int:
        """Time steps, missing ones included."""
        return int(self.values.shape[1])

    @property
    def cycle(self) -> int:
        """The least whole number of seasons of at least eight steps: growth compares such spans."""
        return self.season * -(-8 // self.season)

    def __len__(self) -> int:
        """Series in the panel."""
        return int(self.values.shape[0])

    def until(self, step: int) -> Panel:
        """The panel as it was known before ``step``."""
        leading = None if self.leading is None else self.leading[:, :step]
        return dataclasses.replace(self, values=self.values[:, :step], leading=leading)


def read_panel(series: ArrayLike, leading: ArrayLike | None, *, season: int) -> Panel:
    """Check series x time arrays and lift each series that goes below zero.

    A series with negative values is raised until its lowest point lies three of its standard
    deviations above zero: there a logarithm is almost a straight line.

    >>> read_panel([[1.0, float("nan"), 3.0]], None, season=1).lift
    array([[0.]])
    """
    values, lift = _lifted(_read_array(series, "series"))
    if leading is None:
        return Panel(values, None, lift, season)
    ahead, _ = _lifted(_read_array(leading, "leading"))
    if ahead.shape != values.shape:
        expected = values.shape
        raise UsageError(f"leading has shape {ahead.shape}; expected that of series, {expected}")
    return Panel(values, ahead, lift, season)


def _read_array(given: ArrayLike, name: str) -> Floats:
    try:
        values = np.array(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise DataError(f"{name} is no array of numbers ({error}); give series x time") from error
    if values.ndim != 2:
        shape = values.shape
        raise UsageError(f"{name} has shape {shape}; expected two dimensions, series x time")
    if values.size == 0 and values.shape[0]:
        raise DataError(f"{name} has no time steps; give at least one column")
    return np.where(np.isfinite(values), values, np.nan)


def _lifted(values: Floats) -> tuple[Floats, Floats]:
    seen = np.isfinite(values)
    lowest = np.where(seen, values, np.inf).min(axis=1, initial=np.inf)
    lift = np.where(lowest < 0, 3 * _spread(values, seen) - lowest, 0.0)[:, None]
    return values + lift, lift


def _spread(values: Floats, seen: NDArray[np.bool_]) -> Floats:
    count = np.maximum(seen.sum(axis=1), 1)
    filled = np.where(seen, values, 0.0)
    mean = filled.sum(axis=1) / count
    square = (np.where(seen, values - mean[:, None], 0.0) ** 2).sum(axis=1) / count
    return np.sqrt(square)
