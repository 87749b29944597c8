"""A wave: many notes on one template; its words, and how it rises and falls."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.world.calendar import Calendar
from isotherm.world.draws import Floats, Ints, WeightedChoice
from isotherm.world.lexicon import Topic
from isotherm.world.themes import Theme

__all__ = ["Wave", "draw_days", "wave_curve", "wave_frames", "wave_topic"]


@dataclasses.dataclass(frozen=True)
class Wave:
    """One wave as planned; days count from the start of the record."""

    kind: str  # organic, campaign, celebrity, seasonal, steady, attack
    leaves: tuple[int, ...]
    theme: Theme
    subject: str
    when: str
    notes: int
    replies: int
    start: float
    peak: float
    decay: float  # days in which it falls by a factor e after the peak
    origin: str = ""  # found or made, for organic waves
    sells: bool = False
    pool: int = -1  # the lockstep pool that answers it
    weekday: int = -1  # the day of the week it recurs on
    items: tuple[str, ...] = ()
    attack: str = ""

    @property
    def tag(self) -> str:
        """The tag its notes share."""
        return _fixed(self.theme.tag, self)


def wave_topic(wave: Wave) -> Topic:
    """The words of a wave beyond its skeleton: those of its first stratum."""
    words = {"item": list(wave.items)} if wave.items else {}
    return Topic(wave.leaves[0], words)


def wave_frames(wave: Wave, number: int) -> dict[str, list[str]]:
    """The frames of a wave's notes and replies, by group name."""
    theme = wave.theme
    return {
        f"wave {number} title": [_fixed(f, wave) for f in theme.titles],
        f"wave {number} reply": [_fixed(f, wave) for f in theme.replies],
        **{f"wave {number} body {k}": [_fixed(f, wave)] for k, f in enumerate(theme.bodies)},
    }


def wave_curve(wave: Wave, calendar: Calendar) -> Floats:
    """How much of a wave falls on each day, relatively."""
    day = np.arange(calendar.days) + 0.5
    if wave.kind == "steady":
        return np.ones(calendar.days)
    if wave.weekday >= 0:
        off = (np.arange(calendar.days) - wave.weekday) % 7
        return np.select([off == 0, off == 1], [1.0, 0.3], 0.04)
    if wave.kind == "seasonal":
        return 1.0 + 0.35 * np.sin((day - wave.start) / 180 * np.pi)
    rise = np.clip((day - wave.start) / max(wave.peak - wave.start, 0.5), 0, 1)
    shape = np.where(
        day < wave.peak, 0.06 + 0.94 * rise**2, np.exp(-(day - wave.peak) / wave.decay)
    )
    return np.where(day < np.floor(wave.start), 0.0, shape)


def draw_days(rng: np.random.Generator, weights: Floats, count: int) -> Ints:
    """``count`` days in proportion to the weights."""
    return WeightedChoice(weights).draw(rng, count)


def _fixed(frame: str, wave: Wave) -> str:
    return frame.replace("X", wave.subject).replace("Y", wave.when)
