"""A live test: options, votes as they come, and a verdict at any moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

import numpy as np

from isotherm.errors import UsageError
from isotherm.livetest.ballots import Ballots, Vote, count_ballots, read_votes
from isotherm.livetest.pooling import pool_strata
from isotherm.livetest.sampling import choose_next
from isotherm.livetest.settings import LiveTestSettings
from isotherm.livetest.verdicts import Decision, judge_options, name_best

__all__ = ["Test"]


class Test:
    """Lets people decide before anything is made: keep, drop or undecided, and the best option.

    Valid whenever and however often one looks. A test never changes: ``record`` returns a new one.

    >>> votes = [("lilac", f"u{i}", i, "like" if i % 3 else "seen", None) for i in range(90)]
    >>> votes += [("grey", f"u{i}", i, "like" if i % 30 == 0 else "seen", None) for i in range(240)]
    >>> decision = Test(["lilac", "grey"], 0.1).record(votes).decide()
    >>> [(option.option_id, option.verdict) for option in decision.options]
    [('lilac', 'keep'), ('grey', 'drop')]
    >>> decision.best
    'lilac'
    """

    __test__ = False  # its name is the trade's; test collectors must not take it for a test

    def __init__(
        self,
        options: Iterable[str] | Mapping[str, Mapping[str, Any]],
        error_rate: float | None = None,
        *,
        groups: Mapping[str, str] | None = None,
        settings: LiveTestSettings | None = None,
    ) -> None:
        """Open a test.

        Args:
            options: option ids, or a map of option id to its attributes (colour, cut).
            error_rate: chance of a wrong verdict per option, and of a wrong best one, at all looks
                together; the settings' if left out.
            groups: coordinated actor to group id; each group has one effective vote an option.
            settings: weights of stakes, the keep line, and the rest.

        Raises:
            UsageError: no options, an id given twice, or an error rate out of range.
        """
        listed = list(options)
        self._options = dict(options) if isinstance(options, Mapping) else {o: {} for o in listed}
        if not listed or len(self._options) != len(listed):
            raise UsageError(f"options are {listed!r}; expected at least one id, each once")
        base = settings or LiveTestSettings()
        if error_rate is not None:
            base = LiveTestSettings.from_mapping({**base.as_mapping(), "error_rate": error_rate})
        self._settings = base
        self._groups = dict(groups or {})
        self._votes: tuple[Vote, ...] = ()

    def record(self, votes: Any) -> Self:
        """A test with these votes too; repeated and replayed votes change nothing.

        Args:
            votes: an arrow table or rows of (option_id, actor_id, at, stake, value), as mappings
                or sequences; stakes are seen, like, wish, size, deposit, pay.
        """
        more = object.__new__(type(self))
        more.__dict__.update(self.__dict__)
        more._votes = tuple(dict.fromkeys((*self._votes, *read_votes(votes))))
        return more

    def decide(self, *, strata: Mapping[str, Mapping[str, float]] | None = None) -> Decision:
        """The verdicts on the votes so far.

        Args:
            strata: actor id to {stratum id: weight}, for rates by stratum.
        """
        ballots = self._ballots()
        ids = list(self._options)
        best = name_best(ballots, len(ids), settings=self._settings)
        rates = pool_strata(ballots, ids, strata or {}, settings=self._settings)
        return Decision(
            options=judge_options(ballots, self._options, settings=self._settings),
            best=None if best is None else ids[best],
            votes=int(ballots.option.size),
            ignored=ballots.ignored,
            exposure=ballots.exposure,
            error_rate=self._settings.error_rate,
            strata=rates,
        )

    def choose_next(self, *, seed: int, among: Sequence[str] | None = None) -> str:
        """The option to show the next viewer so that the best is known soonest.

        Args:
            seed: with the votes so far, decides the draw.
            among: the options that can be shown to this viewer; all if left out.
        """
        ids = list(self._options)
        shown = ids if among is None else [option for option in ids if option in set(among)]
        if not shown:
            raise UsageError(f"none of {among!r} is an option of this test")
        ballots = self._ballots()
        n = np.bincount(ballots.option, minlength=len(ids)).astype(np.float64)
        yes = np.minimum(np.bincount(ballots.option, ballots.value, minlength=len(ids)), n)
        rng = np.random.default_rng([seed, ballots.option.size])
        places = [ids.index(option) for option in shown]
        return shown[int(choose_next(yes[places], n[places], rng=rng, settings=self._settings))]

    def _ballots(self) -> Ballots:
        return count_ballots(
            self._votes,
            list(self._options),
            weights=self._settings.stake_weights(),
            groups=self._groups,
        )
