"""Claims that arrive one by one: which to publish at once, without waiting for the rest."""

from __future__ import annotations

import math

from isotherm.errors import UsageError

__all__ = ["ELord"]


class ELord:
    """Publishes a stream of claims as they come so that at most ``fdr`` of them are false.

    e-LORD and e-SAFFRON with risk-averse investing (Zhang, Wei, Ren, Zou 2025, arXiv 2506.01452):
    claim t is published if its e-value reaches 1 / alpha_t, with
    alpha_t = w_t (fdr - sum over j < t of alpha_j / (R_{j-1} + 1)) (R_{t-1} + 1), R the number
    published, and w_{t+1} = w_t - w_1 reward^R after the R-th publication, w_t + w_1 penalty^(t-R)
    after a claim that was not. Each e-value must be valid given the past.

    With a ``candidate`` level lambda (e-SAFFRON) only claims with e < 1 / lambda pay, out of
    fdr (1 - lambda), and no level exceeds lambda: more is found where many claims are true.

    >>> stream = ELord(0.05, spend=0.1)
    >>> [stream.test(log_e) for log_e in (1.0, 9.0, 0.2, 4.0)]
    [False, True, False, False]
    >>> round(stream.level, 4)
    0.0083
    """

    def __init__(
        self,
        fdr: float,
        *,
        spend: float = 0.01,
        reward: float = 0.5,
        penalty: float = 0.5,
        candidate: float | None = None,
    ) -> None:
        """Start with the whole budget.

        Args:
            fdr: the tolerated share of false claims, 0 < fdr < 1.
            spend: w_1, the share of what is left that one claim may cost; about one over the
                number of claims expected, 0 < spend <= 0.5.
            reward: how fast w shrinks with publications, 0 < reward <= 0.5.
            penalty: how fast w grows with claims not published, 0 < penalty <= 0.5.
            candidate: lambda of e-SAFFRON, 0 < candidate < 1; none for e-LORD.
        """
        if not 0 < fdr < 1:
            raise UsageError(f"fdr is {fdr!r}; expected a number between 0 and 1, such as 0.05")
        for name, value in (("spend", spend), ("reward", reward), ("penalty", penalty)):
            if not 0 < value <= 0.5:
                raise UsageError(f"{name} is {value!r}; expected above 0 and at most 0.5")
        if candidate is not None and not 0 < candidate < 1:
            raise UsageError(f"candidate is {candidate!r}; expected between 0 and 1")
        self._first_spend, self._reward, self._penalty = spend, reward, penalty
        self._candidate = candidate
        self._left = fdr * (1 - candidate) if candidate is not None else fdr
        self._spend = spend
        self._published = 0
        self._passed_over = 0

    @property
    def level(self) -> float:
        """The level of the next claim: it is published if its e-value is 1 / level or more."""
        level = self._spend * self._left * (self._published + 1)
        return level if self._candidate is None else min(level, self._candidate)

    def test(self, log_e: float) -> bool:
        """Decide on the next claim, given the natural logarithm of its e-value; NaN is no."""
        level = self.level
        publish = log_e >= -math.log(level)
        if self._candidate is None or not log_e >= -math.log(self._candidate):
            self._left -= level / (self._published + 1)
        if publish:
            self._published += 1
            self._spend -= self._first_spend * self._reward**self._published
        else:
            self._passed_over += 1
            self._spend += self._first_spend * self._penalty**self._passed_over
        return publish
