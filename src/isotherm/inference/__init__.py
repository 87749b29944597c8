"""The statistical core: evidence that stays valid however often and whenever one looks."""

from __future__ import annotations

from isotherm.inference.combine import ebh, log_mean_e
from isotherm.inference.detector import EDetector, negative_binomial_log_lr
from isotherm.inference.online import ELord
from isotherm.inference.rates import beta_binomial_log_e, beta_interval, two_sample_log_e
from isotherm.inference.sequence import bernoulli_sequence

__all__ = [
    "EDetector",
    "ELord",
    "bernoulli_sequence",
    "beta_binomial_log_e",
    "beta_interval",
    "ebh",
    "log_mean_e",
    "negative_binomial_log_lr",
    "two_sample_log_e",
]
