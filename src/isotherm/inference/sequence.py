"""Where a rate lies, with an interval that may be read after every single trial."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaln, xlog1py, xlogy

from isotherm.errors import UsageError

__all__ = ["bernoulli_sequence"]

Floats = NDArray[np.float64]
HALVINGS = 60  # of the unit interval: more than a float can tell apart


def bernoulli_sequence(
    successes: ArrayLike,
    trials: ArrayLike,
    *,
    error: float = 0.05,
    prior: tuple[float, float] = (0.5, 0.5),
) -> tuple[Floats, Floats]:
    """The range a rate lies in, right at all looks together with probability 1 - ``error``.

    All p against which the beta mixture has not gathered evidence of 1 / error:
    B(a + s, b + n - s) / B(a, b) < p^s (1 - p)^(n - s) / error (Robbins 1970; Ville's inequality).

    Args:
        successes: so far, broadcast against ``trials``; values in 0..1 summed are allowed.
        trials: so far; with none the range is 0..1.
        error: the chance that any look ever misses, 0 < error < 1.
        prior: beta parameters of the mixture.

    Returns:
        Lower and upper ends.

    Raises:
        UsageError: a count is negative, successes exceed trials, or the error is not inside 0..1.

    >>> low, high = bernoulli_sequence(12, 100)
    >>> round(float(low), 3), round(float(high), 3)
    (0.04, 0.254)
    """
    if not 0 < error < 1:
        raise UsageError(f"error is {error!r}; expected a number between 0 and 1, such as 0.05")
    s, n = np.broadcast_arrays(
        np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    )
    if not ((s >= 0) & (s <= n)).all():
        raise UsageError("expected 0 <= successes <= trials everywhere")
    a, b = prior
    log_mixture = betaln(a + s, b + n - s) - betaln(a, b)

    def refuted(p: Floats) -> NDArray[np.bool_]:
        return np.asarray(log_mixture - xlogy(s, p) - xlog1py(n - s, -p) >= -np.log(error))

    centre = np.divide(s, n, out=np.full(s.shape, 0.5), where=n > 0)
    low = _edge(refuted, outside=np.zeros(s.shape), inside=centre)
    high = _edge(refuted, outside=np.ones(s.shape), inside=centre)
    return np.where(s == 0, 0.0, low), np.where(s == n, 1.0, high)


def _edge(
    refuted: Callable[[Floats], NDArray[np.bool_]], *, outside: Floats, inside: Floats
) -> Floats:
    """Bisect to the border of the refuted rates; the side returned is never narrower than true."""
    for _ in range(HALVINGS):
        middle = (outside + inside) / 2
        out = refuted(middle)
        outside, inside = np.where(out, middle, outside), np.where(out, inside, middle)
    return outside
