"""What a language must be able to say, whatever its words are."""

from __future__ import annotations

import abc
import dataclasses
from collections.abc import Callable

import numpy as np

__all__ = ["Habitual", "Said", "Tongue", "Wave"]


@dataclasses.dataclass(frozen=True)
class Said:
    """The text of one note."""

    title: str
    body: str
    tags: list[str]


@dataclasses.dataclass(frozen=True)
class Wave:
    """One template: how it is written again in other words, and what people answer."""

    write: Callable[[np.random.Generator, int], Said]
    answer: Callable[[np.random.Generator, int], str]


class Tongue(abc.ABC):
    """Themes with things and words, and the ways of speaking about them."""

    strata: int
    themes: list[list[str]]
    parents: list[str]
    names: list[str]
    things: list[list[str]]
    words: list[list[str]]
    templates: int
    noise = 0.15  # share of words borrowed from another theme

    def choose_themes(self, lines: list[str], strata: int, rng: np.random.Generator) -> None:
        """Draw as many themes as there are strata from lines of parent|name|..."""
        chosen = sorted(rng.permutation(len(lines))[:strata])
        self.themes = [lines[i].split("|") for i in chosen]
        self.strata = len(self.themes)
        self.parents = [theme[0] for theme in self.themes]
        self.names = [theme[1] for theme in self.themes]

    def thing(self, rng: np.random.Generator, stratum: int) -> str:
        """One of the ordinary things of a theme."""
        return str(rng.choice(self.things[stratum]))

    def word(self, rng: np.random.Generator, stratum: int) -> str:
        """A word of the theme, or now and then of another."""
        if rng.random() < self.noise:
            stratum = int(rng.integers(self.strata))
        return str(rng.choice(self.words[stratum]))

    def fill(self, rng: np.random.Generator, frame: str, stratum: int, thing: str) -> str:
        """A frame with its slots filled."""
        return frame.format(w=self.word(rng, stratum), x=self.word(rng, stratum), t=thing)

    @abc.abstractmethod
    def note(self, rng: np.random.Generator, stratum: int, thing: str) -> Said:
        """An ordinary note about a thing of a theme."""

    @abc.abstractmethod
    def chat(self, rng: np.random.Generator, stratum: int) -> str:
        """An ordinary reply."""

    @abc.abstractmethod
    def ask(self, rng: np.random.Generator, thing: str) -> str:
        """A reply that asks where to get the thing."""

    @abc.abstractmethod
    def query(self, rng: np.random.Generator, thing: str) -> str:
        """A search for the thing."""

    @abc.abstractmethod
    def wave(self, index: int) -> Wave:
        """A template, by number."""

    @abc.abstractmethod
    def praise(self, rng: np.random.Generator) -> str:
        """A near copy of what the other hired accounts say."""

    def wanted(self) -> list[tuple[int, str]]:
        """What may be missing, by theme: a third of its things, which then are nowhere else."""
        return [(s, t.pop()) for s, t in enumerate(self.things) for _ in range(len(t) // 3)]

    def plain(self, thing: str) -> str:
        """The ordinary thing that some buy where what they want is not to be had."""
        return thing

    def goods(self, rng: np.random.Generator, stratum: int, thing: str) -> str:
        """A product's title."""
        return f"{self.word(rng, stratum)} {thing}"


class Habitual(Tongue):
    """A tongue that also has templates which are kept to all the time."""

    @abc.abstractmethod
    def habit(self, rng: np.random.Generator, index: int, day: int) -> Said:
        """A note of one of these templates, on a day."""
