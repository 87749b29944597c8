"""A panel of series made ready: checked, lifted above zero where it dips below, missing kept missing."""

from __future__ import annotations

import dataclasses
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from isotherm.errors import DataError, UsageError

__all__ = ["Floats", "Panel", "read_panel"]

Floats: TypeAlias = NDArray[np.float64]


@dataclasses.dataclass(frozen=True)
class Panel:
    """Series x time, never negative where seen; ``lift`` (n, 1) was added and is taken off again."""

    values: Floats
    lift: Floats

    @property
    def length(self) -> int:
        """Time steps, missing ones included."""
        return int(self.values.shape[1])

    def __len__(self) -> int:
        """Series in the panel."""
        return int(self.values.shape[0])


def read_panel(series: ArrayLike, name: str = "series") -> Panel:
    """Check a series x time array and lift each series that goes below zero.

    A series with negative values is raised until its lowest point lies three of its standard
    deviations above zero: there a logarithm is almost a straight line.

    >>> read_panel([[1.0, float("nan"), 3.0]]).lift
    array([[0.]])
    """
    try:
        values = np.array(series, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise DataError(f"{name} is no array of numbers ({error}); give series x time") from error
    if values.ndim != 2:
        shape = values.shape
        raise UsageError(f"{name} has shape {shape}; expected two dimensions, series x time")
    if values.size == 0 and values.shape[0]:
        raise DataError(f"{name} has no time steps; give at least one column")
    values[~np.isfinite(values)] = np.nan
    seen = np.isfinite(values)
    lowest = np.where(seen, values, np.inf).min(axis=1, initial=np.inf)
    lift = np.where(lowest < 0, 3 * _spread(values, seen) - lowest, 0.0)[:, None]
    return Panel(values=values + lift, lift=lift)


def _spread(values: Floats, seen: NDArray[np.bool_]) -> Floats:
    count = np.maximum(seen.sum(axis=1), 1)
    filled = np.where(seen, values, 0.0)
    mean = filled.sum(axis=1) / count
    square = (np.where(seen, values - mean[:, None], 0.0) ** 2).sum(axis=1) / count
    return np.sqrt(square)
