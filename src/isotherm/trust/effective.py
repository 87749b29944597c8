"""How many independent people stand behind many accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa

__all__ = ["actor_weights", "effective_number", "organic_share"]


def actor_weights(coordinated: pa.Table) -> dict[str, float]:
    """What each coordinated account counts for; whoever is not listed counts 1.

    >>> table = pa.table({"actor_id": ["a", "b"], "weight": [0.5, 0.5]})
    >>> actor_weights(table)
    {'a': 0.5, 'b': 0.5}
    """
    pairs = zip(coordinated["actor_id"].to_pylist(), coordinated["weight"].to_pylist(), strict=True)
    return dict(pairs)


def effective_number(
    actors: Iterable[str],
    weights: Mapping[str, float],
    *,
    acts: npt.ArrayLike | None = None,
) -> float:
    """The number of independent people these acts amount to.

    Every distinct account counts its weight (a coordinated group together at most 1). With
    ``acts`` (how often each of ``actors`` acted), accounts that act again and again count for
    less: Kish's (sum w n)^2 / sum w n^2, never more than the sum of the weights.

    >>> effective_number(["a", "b", "c", "c"], {"a": 0.5, "b": 0.5})
    2.0
    >>> round(effective_number(["a", "b", "c"], {}, acts=[1, 1, 10]), 2)
    1.41
    """
    names = list(actors)
    if acts is None:
        names = sorted(set(names))
        return float(sum(weights.get(name, 1.0) for name in names))
    times = np.asarray(acts, dtype=np.float64)
    weight = np.array([weights.get(name, 1.0) for name in names])
    squares = float((weight * times**2).sum())
    if squares == 0:
        return 0.0
    return min(float(weight.sum()), float((weight * times).sum()) ** 2 / squares)


def organic_share(actors: Iterable[str], weights: Mapping[str, float]) -> float:
    """Share of the distinct accounts that are not coordinated; 1 where there are none.

    >>> organic_share(["a", "b", "c", "c"], {"a": 0.5, "b": 0.5})
    0.3333333333333333
    """
    names = set(actors)
    return sum(name not in weights for name in names) / len(names) if names else 1.0
