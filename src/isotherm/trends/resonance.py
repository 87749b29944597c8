"""Which of many counts are rising: a streaming detector that may be asked at every tick."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from isotherm.errors import UsageError
from isotherm.inference import EDetector, negative_binomial_log_lr
from isotherm.trends.baseline import StreamBaseline

__all__ = ["ResonanceDetector", "Resonances"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Times = NDArray[np.datetime64]
_LIFTS = (1.2, 1.5, 2.0, 3.0, 5.0)
_RISEN = 1.5  # a stream is above its normal while this lift explains its last counts better
_MOST_RISE = 5.0  # log likelihood ratio: no rise is so sure that its end would not be heard


@dataclasses.dataclass(frozen=True)
class Resonances:
    """What is known after a tick; arrays have one entry a stream."""

    at: dt.datetime
    streams: tuple[str, ...]
    log_e: Floats  # evidence of a rise in this horizon, natural logarithm
    told: Flags  # published in this horizon, or in the one before and sounding ever since
    sounding: Flags  # told, and still above its normal
    since: Times  # when the rise most likely began; NaT where nothing rises
    told_at: Times  # when it was published; NaT where it is not

    @property
    def names(self) -> list[str]:
        """The streams that are sounding, in their given order."""
        return [name for name, on in zip(self.streams, self.sounding.tolist(), strict=True) if on]


class ResonanceDetector:
    """Tells, tick by tick, which of many counts have risen above their own normal.

    Each stream has a negative-binomial baseline (level, weekday, dispersion; see
    ``StreamBaseline``) and an e-process over a mixture of lifts that may begin on any tick of the
    horizon (``isotherm.inference.EDetector``). A tick whose errors echo those before it counts as
    less than one. Streams are published by e-BH with shares of the level given out as streams are
    born: half to those of the first tick, 1 / (2 i (i + 1)) to the i-th later one. As e-processes
    may be stopped at any time, at most ``fdr`` of all that is told within a horizon is false,
    however often one looks. After ``horizon`` ticks evidence starts anew; what is normal stays.

    Work and memory of a tick do not depend on how many ticks came before.

    >>> detector = ResonanceDetector(2)
    >>> day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    >>> for step in range(60):
    ...     found = detector.update(day + dt.timedelta(days=step), [7, 21 if step > 45 else 7])
    >>> found.names, str(found.since[1])[:10]
    (['1'], '2026-02-16')
    """

    def __init__(
        self,
        streams: int | Sequence[str] | None = None,
        *,
        fdr: float = 0.05,
        horizon: int = 182,
        half_life: float = 28.0,
        guard: int = 7,
        burn_in: int = 21,
        lifts: ArrayLike = _LIFTS,
    ) -> None:
        """Start with nothing known.

        Args:
            streams: how many counts, or their names; left out, the first tick says.
            fdr: tolerated share of false ones among the streams told in a horizon.
            horizon: ticks within which a rise may begin and a stream is told at most once.
            half_life: ticks after which a count weighs half in what is normal.
            guard: latest ticks that do not count as normal yet.
            burn_in: counts a stream needs before it is judged.
            lifts: multiples of the normal to look for.
        """
        if not 0 < fdr < 1:
            raise UsageError(f"fdr is {fdr!r}; expected a number between 0 and 1, such as 0.05")
        for name, value, least in (
            ("horizon", horizon, 1),
            ("guard", guard, 0),
            ("burn_in", burn_in, 1),
        ):
            if value < least:
                raise UsageError(f"{name} is {value!r}; expected {least} or more ticks")
        if half_life <= 0:
            raise UsageError(f"half_life is {half_life!r}; expected more than 0 ticks")
        self._fdr, self._horizon = fdr, horizon
        self._learning = {"half_life": half_life, "guard": guard, "burn_in": burn_in}
        self._lifts = np.asarray(lifts, dtype=np.float64)
        self._names: tuple[str, ...] | None = None
        self._last: dt.datetime | None = None
        self._ticks = 0
        if streams is not None:
            self._begin(_named(streams))

    def update(
        self, at: dt.datetime, counts: ArrayLike | Mapping[str, float], *, season: ArrayLike = 1.0
    ) -> Resonances:
        """Take in one tick.

        Args:
            at: when, later than every tick before; says the weekday.
            counts: one a stream, or by name; NaN, None or no entry is a count that is missing.
            season: how much higher than over the past weeks each count is to be expected for the
                time of year alone; known before the tick.

        Returns:
            What is known of every stream after this tick.
        """
        if self._last is not None and at <= self._last:
            raise UsageError(f"tick {at} is not later than {self._last}; give ticks in order")
        y = self._as_array(counts)
        if self._ticks == 0:
            self._know_nothing()
        if self._ticks % self._horizon == 0:
            self._start_horizon()
        self._bear(~np.isnan(y))
        mean, spread, worth = self._baseline.predict(
            at.weekday(), np.broadcast_to(np.asarray(season, dtype=np.float64), y.shape)
        )
        sharp = self._baseline.capped(y, mean, spread)
        known = ~np.isnan(sharp) & ~np.isnan(mean)
        self._weigh(at, np.where(known, sharp, 0.0), np.where(known, mean, np.nan), spread, worth)
        self._baseline.learn(at.weekday(), y)
        self._publish(at)
        self._last, self._ticks = at, self._ticks + 1
        return self._told_now(at)

    def _begin(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._baseline = StreamBaseline(len(names), **self._learning)  # type: ignore[arg-type]

    def _as_array(self, counts: ArrayLike | Mapping[str, float]) -> Floats:
        if isinstance(counts, Mapping):
            if self._names is None:
                self._begin(tuple(counts))
            assert self._names is not None
            unknown = sorted(set(counts) - set(self._names))
            if unknown:
                raise UsageError(
                    f"no stream is named {unknown[0]!r}; name all streams at the start"
                )
            counts = [counts.get(name, np.nan) for name in self._names]
        y = np.atleast_1d(np.asarray(counts, dtype=np.float64))
        if self._names is None:
            self._begin(_named(y.size))
        assert self._names is not None
        if y.shape != (len(self._names),):
            raise UsageError(f"{y.size} counts given; expected {len(self._names)}, one a stream")
        if (y < 0).any() or np.isinf(y).any():
            raise UsageError("counts must be finite and not negative; NaN says that one is missing")
        return y

    def _know_nothing(self) -> None:
        size = len(self._names or ())
        never = np.datetime64("NaT")
        self._told = np.zeros(size, dtype=bool)
        self._silent = np.zeros(size, dtype=bool)
        self._told_at = np.full(size, never, dtype="datetime64[us]")
        self._rise = np.zeros(size)
        self._since = np.full(size, never, dtype="datetime64[us]")

    def _start_horizon(self) -> None:
        """Forget all evidence; what still sounds goes on sounding and is no claim of this one."""
        size = len(self._names or ())
        self._evidence = EDetector(size, lifts=self._lifts, horizon=self._horizon)
        self._log_share = np.full(size, -np.inf)  # of the level, by stream
        self._born = 0
        self._claim = np.full(size, -np.inf)  # evidence plus share when told
        self._held = self._told & ~self._silent
        self._told = self._held.copy()
        self._told_at[~self._held] = np.datetime64("NaT")
        self._silent[:] = False

    def _bear(self, there: Flags) -> None:
        """Give the streams that are counted for the first time their share of the level."""
        new = np.flatnonzero(there & np.isneginf(self._log_share))
        if len(new) == 0:
            return
        if self._born == 0:
            self._log_share[new] = -np.log(2 * len(new))
        else:
            turn = self._born + np.arange(len(new), dtype=np.float64)
            self._log_share[new] = -np.log(2 * turn * (turn + 1))
        self._born = self._born + len(new) if self._born else 1

    def _weigh(
        self, at: dt.datetime, y: Floats, mean: Floats, spread: Floats, worth: Floats
    ) -> None:
        """Add a tick's evidence; scaled so, its log likelihood ratio counts ``worth`` times."""
        mean, spread = worth * mean, spread / worth
        self._evidence.update(worth * y, mean, dispersion=spread)
        step = negative_binomial_log_lr(worth * y, mean, lifts=[_RISEN], dispersion=spread)[:, 0]
        self._since[self._rise <= 0] = _moment(at)
        self._rise = np.clip(self._rise + step, 0.0, _MOST_RISE)

    def _publish(self, at: dt.datetime) -> None:
        """e-BH over the streams born so far; what was told stays told."""
        value = np.where(self._told, self._claim, self._evidence.log_e + self._log_share)
        value[self._held] = -np.inf
        ranked = np.sort(value)[::-1]
        passing = ranked + np.log(self._fdr * np.arange(1, len(ranked) + 1)) >= 0
        if not passing.any():
            return
        line = ranked[int(np.flatnonzero(passing)[-1])]
        new = (value >= line) & ~self._told
        self._claim[new], self._told_at[new] = value[new], _moment(at)
        self._told |= new

    def _told_now(self, at: dt.datetime) -> Resonances:
        quiet = self._rise <= 0
        self._silent |= self._told & quiet
        self._told &= ~(self._held & quiet)
        self._told_at[self._held & quiet] = np.datetime64("NaT")
        self._held &= ~quiet
        since = np.where(quiet, np.datetime64("NaT"), self._since)
        return Resonances(
            at=at,
            streams=self._names or (),
            log_e=self._evidence.log_e,
            told=self._told.copy(),
            sounding=self._told & ~self._silent,
            since=since,
            told_at=self._told_at.copy(),
        )


def _named(streams: int | Sequence[str]) -> tuple[str, ...]:
    names = tuple(str(n) for n in range(streams)) if isinstance(streams, int) else tuple(streams)
    if not names or len(set(names)) < len(names):
        raise UsageError("streams need names of their own, at least one")
    return names


def _moment(at: dt.datetime) -> np.datetime64:
    naive = at.astimezone(dt.UTC).replace(tzinfo=None) if at.tzinfo else at
    return np.datetime64(naive, "us")
