"""The statistical core: evidence that stays valid however often and whenever one looks."""

from __future__ import annotations

from isotherm.inference.combine import ebh, log_mean_e
from isotherm.inference.rates import beta_binomial_log_e, beta_interval, two_sample_log_e

__all__ = [
    "beta_binomial_log_e",
    "beta_interval",
    "ebh",
    "log_mean_e",
    "two_sample_log_e",
]
