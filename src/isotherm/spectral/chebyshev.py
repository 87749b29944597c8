"""Graph filters by polynomial: shape a spectrum without ever forming the graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.errors import UsageError

__all__ = ["chebyshev_coefficients", "chebyshev_filter"]

FloatArray = npt.NDArray[np.float64]


def chebyshev_coefficients(response: Callable[[FloatArray], FloatArray], degree: int) -> FloatArray:
    """Coefficients of the polynomial that meets ``response`` at the Chebyshev nodes of [-1, 1].

    ``response(x)`` is wanted at ``x = 1 - 2p``, where p in 0..1 is an eigenvalue of the item
    graph: x = -1 is the smoothest direction, x = 1 the roughest. Returns ``degree + 1`` numbers.

    >>> chebyshev_coefficients(lambda x: x**2, 2).round(6) + 0.0
    array([0.5, 0. , 0.5])
    """
    if degree < 0:
        raise UsageError(f"degree is {degree}; expected 0 or more")
    count = degree + 1
    angles = np.pi * (np.arange(count) + 0.5) / count
    values = np.asarray(response(np.cos(angles)), dtype=np.float64)
    coefficients = 2.0 / count * (np.cos(np.outer(np.arange(count), angles)) @ values)
    coefficients[0] /= 2.0
    return coefficients


def chebyshev_filter(normalised: Any, signals: Any, coefficients: FloatArray) -> FloatArray:
    """Filter item signals through the graph that a community's taste draws between items.

    Returns ``signals h(P)`` (signals x items) with ``P = N^T N`` for the degree-normalised
    ``normalised`` N (users x items, singular values in 0..1), ``signals`` dense or sparse
    (signals x items) and ``h(p) = sum_k c_k T_k(1 - 2p)``, by the three-term recurrence
    ``T_{k+1} = 2 (I - 2P) T_k - T_{k-1}``: two sparse products a term, P is never formed.

    Source: ChebyCF (Kim et al. 2025).

    >>> import numpy as np
    >>> from scipy import sparse
    >>> N = sparse.csr_array(np.diag([1.0, 0.5]))
    >>> keep_smooth = chebyshev_coefficients(lambda x: (1 - x) / 2, 1)  # h(p) = p
    >>> chebyshev_filter(N, np.eye(2), keep_smooth).round(6) + 0.0
    array([[1.  , 0.  ],
           [0.  , 0.25]])
    """
    N = sparse.csr_array(normalised)
    Nt = N.T.tocsr()
    previous = sparse.csc_array(signals).astype(np.float64).T.toarray()
    result = coefficients[0] * previous
    if len(coefficients) == 1:
        return result.T
    current = previous - 2.0 * (Nt @ (N @ previous))
    result += coefficients[1] * current
    for coefficient in coefficients[2:]:
        following = 2.0 * (current - 2.0 * (Nt @ (N @ current))) - previous
        result += coefficient * following
        previous, current = current, following
    return result.T
