"""Is the option in front really the best? The lead, its evidence, and the line it must reach."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import rel_entr

from isotherm.livetest.settings import LiveTestSettings

__all__ = ["bernoulli_kl", "lead_margin", "lead_ripe", "pair_evidence"]

Floats = NDArray[np.float64]
HALVINGS = 40  # of the rates between two options: finer than any count of votes can tell


def lead_margin(bad_share: float) -> float:
    """The lead that a share ``e`` of bad votes can fake: e / (1 - e), both as shares of 1.

    >>> lead_margin(0.2)
    0.25
    """
    return bad_share / (1 - bad_share)


def pair_evidence(
    rate_a: ArrayLike,
    votes_a: ArrayLike,
    rate_b: ArrayLike,
    votes_b: ArrayLike,
    *,
    margin: float = 0.0,
) -> Floats:
    """Log likelihood ratio that option a is ahead of option b by more than ``margin``.

    min over y of n_a kl(rate_a, y + margin) + n_b kl(rate_b, y); 0 where a is not that far ahead
    (Garivier and Kaufmann 2016). All arguments broadcast.

    >>> round(float(pair_evidence(0.3, 200, 0.2, 200)), 2)
    2.68
    """
    ra, na, rb, nb = np.broadcast_arrays(
        *(np.asarray(x, dtype=np.float64) for x in (rate_a, votes_a, rate_b, votes_b))
    )
    ahead = ra - rb > margin
    if margin == 0:
        together = na + nb
        y = np.divide(na * ra + nb * rb, together, out=np.zeros_like(ra), where=together > 0)
    else:
        y = _nearest_tie(ra, na, rb, nb, margin=margin)
    # where nobody voted, and outside `ahead`, the tie is far off or out of range: no distance there
    x, y = np.where(ahead & (na > 0), y + margin, ra), np.where(ahead & (nb > 0), y, rb)
    return np.where(ahead, na * bernoulli_kl(ra, x) + nb * bernoulli_kl(rb, y), 0.0)


def lead_ripe(
    successes: ArrayLike, trials: ArrayLike, *, settings: LiveTestSettings
) -> NDArray[np.bool_]:
    """Whether the option in front may be called the best, at this look as at any other.

    With Z_b the evidence of the leader over b on n_b shared votes, ripe when
    -log(sum over b of exp(-(Z_b - small_sample / n_b - late growth))) >= log(1 / error) + slack.
    Options far behind add nothing to the sum, so the line adapts to how many are truly in the
    race. The line is lower than the usual log((1 + log t) / error); that it holds is shown by
    simulation at gaps down to half a point, not by proof.

    Args:
        successes: effective yes votes, options along the last axis; any leading axes are looks.
        trials: effective votes.
        settings: the error rate and the line.

    Returns:
        A truth value a look; false with fewer than two options or ``least_votes`` on one.

    >>> bool(lead_ripe([150, 90, 80], [500, 500, 500], settings=LiveTestSettings()))
    True
    """
    s, n = np.broadcast_arrays(
        np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    )
    if s.shape[-1] < 2:
        return np.zeros(s.shape[:-1], dtype=np.bool_)
    rate = np.divide(s, n, out=np.zeros_like(s), where=n > 0)
    leader = rate.argmax(axis=-1)[..., None]
    rate_l, votes_l = np.take_along_axis(rate, leader, -1), np.take_along_axis(n, leader, -1)
    margin = lead_margin(settings.bad_share)
    z = pair_evidence(rate_l, votes_l, rate, n, margin=margin)
    shared = np.maximum(votes_l + n, 2.0)
    late = np.log(np.maximum(np.log(shared) / np.log(settings.late_votes), 1.0))
    z = z - settings.small_sample / shared - settings.late_growth * late
    np.put_along_axis(z, leader, np.inf, -1)
    nearest = z.min(axis=-1)
    evidence = nearest - np.log(np.exp(nearest[..., None] - z).sum(axis=-1))
    line = -np.log(settings.error_rate) + settings.slack
    return np.asarray((evidence >= line) & (n.min(axis=-1) >= settings.least_votes))


def _nearest_tie(ra: Floats, na: Floats, rb: Floats, nb: Floats, *, margin: float) -> Floats:
    """The y at which rates (y + margin, y) explain the votes best: bisection on the slope."""
    low, high = np.minimum(rb, ra - margin), np.maximum(rb, ra - margin)
    for _ in range(HALVINGS):
        y = (low + high) / 2
        x = y + margin
        with np.errstate(divide="ignore", invalid="ignore"):
            falling = na * (x - ra) / (x * (1 - x)) + nb * (y - rb) / (y * (1 - y)) < 0
        low, high = np.where(falling, y, low), np.where(falling, high, y)
    return (low + high) / 2


def bernoulli_kl(p: Floats, q: Floats) -> Floats:
    """Relative entropy of a rate p to a rate q, in nats.

    >>> round(float(bernoulli_kl(np.array(0.5), np.array(0.25))), 4)
    0.1438
    """
    return np.asarray(rel_entr(p, q) + rel_entr(1 - p, 1 - q))
