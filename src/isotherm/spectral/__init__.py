"""The numerical core on sparse matrices: who and what lie in the same directions."""

from __future__ import annotations

from isotherm.spectral.chebyshev import chebyshev_coefficients, chebyshev_filter
from isotherm.spectral.degrees import degree_normalise, degrees, inverse_power
from isotherm.spectral.truncated_svd import truncated_svd

__all__ = [
    "chebyshev_coefficients",
    "chebyshev_filter",
    "degree_normalise",
    "degrees",
    "inverse_power",
    "truncated_svd",
]
