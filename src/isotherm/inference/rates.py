"""Is one rate really above another? Evidence about shares of successes in trials."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincc, betaincinv, betaln, xlog1py, xlogy

from isotherm.errors import UsageError

__all__ = ["beta_binomial_log_e", "beta_interval", "two_sample_log_e"]

Floats = NDArray[np.float64]


def beta_binomial_log_e(
    successes: ArrayLike,
    trials: ArrayLike,
    *,
    reference: ArrayLike,
    train_successes: ArrayLike = 0,
    train_trials: ArrayLike = 0,
    prior: tuple[float, float] = (0.5, 0.5),
) -> Floats:
    """How strongly counts speak for a rate above ``reference``; valid at whatever moment one looks.

    The alternative is a beta law over the rates above the reference, moved by the training half if
    one is given; the null is any rate up to the reference. Likelihood of the former over the
    greatest of the latter at the reference (mixture martingale, Robbins 1970).

    Args:
        successes: counts on the half that tests, broadcast against the others; fractions where
            an actor counts for less than one (weights of at most 1 keep the evidence valid).
        trials: trials on the half that tests.
        reference: the rate to be beaten, 0 < reference < 1.
        train_successes: successes on other people's half, which shape the alternative only.
        train_trials: trials on that half.
        prior: beta parameters of the alternative before training.

    Returns:
        Natural logarithms of e-values.

    Raises:
        UsageError: a count is negative, successes exceed trials, or a reference is not inside 0..1.

    >>> round(float(beta_binomial_log_e(40, 200, reference=0.12)), 2)
    2.56
    """
    s, n = _counts(successes, trials, "successes")
    ts, tn = _counts(train_successes, train_trials, "train_successes")
    p = np.asarray(reference, dtype=np.float64)
    if not ((p > 0) & (p < 1)).all():
        raise UsageError("reference must lie strictly between 0 and 1")
    a, b = prior[0] + ts, prior[1] + tn - ts
    log_numerator = betaln(a + s, b + n - s) - betaln(a, b)
    above_before = betaincc(a, b, p)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_above = np.log(betaincc(a + s, b + n - s, p)) - np.log(above_before)
    log_e = log_numerator + log_above - xlogy(s, p) - xlog1py(n - s, -p)
    # a training half so far below the reference leaves no alternative: then nothing is claimed
    return np.where(above_before > 0, log_e, 0.0)


def two_sample_log_e(
    successes_a: ArrayLike,
    trials_a: ArrayLike,
    successes_b: ArrayLike,
    trials_b: ArrayLike,
    *,
    train_a: tuple[ArrayLike, ArrayLike] = (0, 0),
    train_b: tuple[ArrayLike, ArrayLike] = (0, 0),
    prior: tuple[float, float] = (0.5, 0.5),
) -> Floats:
    """How strongly counts speak for group a's rate being above group b's.

    Universal inference (Wasserman, Ramdas, Balakrishnan 2020): the alternative, a beta law for each
    group fitted on the training half, is set against the greatest likelihood that any pair of rates
    with a at most b reaches on the half that tests.

    Args:
        successes_a: group a's successes on the half that tests; all four broadcast.
        trials_a: group a's trials there.
        successes_b: group b's successes there.
        trials_b: group b's trials there.
        train_a: (successes, trials) of group a on the training half: other people than the tests'.
        train_b: the same for group b.
        prior: beta parameters of the alternative before training.

    Returns:
        Natural logarithms of e-values.

    Raises:
        UsageError: a count is negative or successes exceed trials.

    >>> log_e = two_sample_log_e(60, 100, 30, 100, train_a=(62, 100), train_b=(28, 100))
    >>> round(float(log_e), 2)
    8.46
    """
    sa, na = _counts(successes_a, trials_a, "successes_a")
    sb, nb = _counts(successes_b, trials_b, "successes_b")
    log_alternative = _beta_evidence(sa, na, train_a, prior) + _beta_evidence(
        sb, nb, train_b, prior
    )
    rate_a, rate_b = _rate(sa, na), _rate(sb, nb)
    pooled = _rate(sa + sb, na + nb)
    inside_null = rate_a <= rate_b
    best_a, best_b = np.where(inside_null, rate_a, pooled), np.where(inside_null, rate_b, pooled)
    log_null = (
        xlogy(sa, best_a)
        + xlog1py(na - sa, -best_a)
        + xlogy(sb, best_b)
        + xlog1py(nb - sb, -best_b)
    )
    return np.asarray(log_alternative - log_null)


def beta_interval(
    successes: ArrayLike,
    trials: ArrayLike,
    *,
    prior: tuple[float, float] = (0.5, 0.5),
    level: float = 0.9,
) -> tuple[Floats, Floats]:
    """The range a share most likely lies in: equal-tailed beta interval (Jeffreys by default).

    For one look at a fixed number of trials; for constant looking use ``bernoulli_sequence``.

    Args:
        successes: counts, broadcast against ``trials``; weighted counts may be fractions.
        trials: trials; with none, the interval is the prior's.
        prior: beta parameters before any trial.
        level: coverage, 0 < level < 1.

    Returns:
        Lower and upper ends; 0 below where nothing succeeded and 1 above where all did.

    Raises:
        UsageError: a count is negative, successes exceed trials, or the level is not inside 0..1.

    >>> low, high = beta_interval(12, 100)
    >>> round(float(low), 3), round(float(high), 3)
    (0.075, 0.181)
    """
    if not 0 < level < 1:
        raise UsageError(f"level is {level!r}; expected a number between 0 and 1, such as 0.9")
    s, n = _counts(successes, trials, "successes")
    a, b = prior[0] + s, prior[1] + n - s
    low = np.where(s == 0, 0.0, betaincinv(a, b, (1 - level) / 2))
    high = np.where(s == n, 1.0, betaincinv(a, b, (1 + level) / 2))
    return low, high


def _counts(successes: ArrayLike, trials: ArrayLike, name: str) -> tuple[Floats, Floats]:
    s, n = np.broadcast_arrays(
        np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    )
    if not ((s >= 0) & (s <= n)).all():
        raise UsageError(f"{name}: expected 0 <= successes <= trials everywhere")
    return s, n


def _beta_evidence(
    successes: Floats,
    trials: Floats,
    train: tuple[ArrayLike, ArrayLike],
    prior: tuple[float, float],
) -> Floats:
    ts, tn = _counts(train[0], train[1], "train")
    a, b = prior[0] + ts, prior[1] + tn - ts
    return np.asarray(betaln(a + successes, b + trials - successes) - betaln(a, b))


def _rate(successes: Floats, trials: Floats) -> Floats:
    return np.divide(
        successes,
        trials,
        out=np.full(np.broadcast_shapes(successes.shape, trials.shape), 0.5),
        where=trials > 0,
    )
