"""A language nobody speaks: made-up words, themes that share many of them."""

from __future__ import annotations

import numpy as np

from strangers.tongue import Said, Tongue, Wave

__all__ = ["Invented"]

_HEADS = (
    "b",
    "br",
    "d",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sk",
    "t",
    "tr",
    "v",
    "z",
)
_VOWELS = ("a", "e", "i", "o", "u", "ae", "ou")
_TAILS = ("", "", "n", "r", "l", "sh", "m", "t")
_ASKS = (
    "where to buy {t}?",
    "link for the {t} please",
    "anyone know a good {t}?",
    "{t} in a larger size?",
)


class Invented(Tongue):
    """A few big themes; each borrows a third of its words from its neighbour."""

    noise = 0.25

    def __init__(self, strata: int, rng: np.random.Generator) -> None:
        self.strata = strata
        self._common = [_word(rng) for _ in range(150)]
        pools = [[_word(rng) for _ in range(70)] for _ in range(strata)]
        self.words = [pools[k] + pools[(k + 1) % strata][:25] for k in range(strata)]
        self.names = [pool[0] for pool in pools]
        self.parents = [""] * strata
        self.things = [[f"{_word(rng)} {_word(rng)}" for _ in range(6)] for _ in range(strata)]
        self._frames = [[_word(rng) for _ in range(int(rng.integers(13, 20)))] for _ in range(14)]
        self._answers = [[_word(rng) for _ in range(9)] for _ in range(14)]
        self._paid = [_word(rng) for _ in range(14)]
        self.templates = len(self._frames)
        self._shares = 1.0 / np.arange(2, len(self.words[0]) + 2)
        self._shares /= self._shares.sum()

    def word(self, rng: np.random.Generator, stratum: int) -> str:
        """Words of a theme follow Zipf's law."""
        if rng.random() < self.noise:
            stratum = int(rng.integers(self.strata))
        return self.words[stratum][int(rng.choice(len(self._shares), p=self._shares))]

    def _line(self, rng: np.random.Generator, stratum: int, length: int) -> list[str]:
        common = rng.random(length) < 0.4
        return [str(rng.choice(self._common)) if c else self.word(rng, stratum) for c in common]

    def note(self, rng: np.random.Generator, stratum: int, thing: str) -> Said:
        """Twenty to fifty words, the thing among them."""
        words = self._line(rng, stratum, int(rng.integers(20, 50)))
        words.insert(int(rng.integers(len(words))), thing)
        return Said(" ".join(self._line(rng, stratum, 3)), " ".join(words), [])

    def chat(self, rng: np.random.Generator, stratum: int) -> str:
        """Three to eight words."""
        return " ".join(self._line(rng, stratum, int(rng.integers(3, 9))))

    def ask(self, rng: np.random.Generator, thing: str) -> str:
        """The asking is in English, the thing is not."""
        return str(rng.choice(_ASKS)).format(t=thing)

    def query(self, rng: np.random.Generator, thing: str) -> str:
        """The thing, its words turned round, or with a word more."""
        words = thing.split()
        if rng.random() < 0.3:
            words.reverse()
        if rng.random() < 0.3:
            words.append(str(rng.choice(self._common)))
        return " ".join(words)

    def wave(self, index: int) -> Wave:
        """A template: a row of words of which each writer changes a few."""
        frame = self._frames[index % self.templates]
        heard = self._answers[index % self.templates]

        def write(rng: np.random.Generator, stratum: int) -> Said:
            words = [self.word(rng, stratum) if rng.random() < 0.12 else w for w in frame]
            words += self._line(rng, stratum, int(rng.integers(0, 6)))
            return Said(" ".join(words[:3]), " ".join(words), [])

        def answer(rng: np.random.Generator, stratum: int) -> str:
            picked = [str(w) for w in rng.permutation(heard)[: int(rng.integers(1, 3))]]
            return " ".join(picked + self._line(rng, stratum, int(rng.integers(2, 6))))

        return Wave(write, answer)

    def praise(self, rng: np.random.Generator) -> str:
        """The same fourteen words, one or two left out."""
        return " ".join(w for w in self._paid if rng.random() > 0.1)


def _word(rng: np.random.Generator) -> str:
    return "".join(
        str(rng.choice(_HEADS)) + str(rng.choice(_VOWELS)) + str(rng.choice(_TAILS))
        for _ in range(int(rng.integers(2, 4)))
    )
