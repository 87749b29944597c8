"""How a community of finer wants talks: plain items on every shelf, and asks for special ones."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np

from strangers.tongue import Habitual, Said, Wave

__all__ = ["NicheChinese", "NicheEnglish"]


class _Niche(Habitual):
    """Fourteen circles; what is missing is an item with something more, beside the plain one."""

    noise = 0.12
    words_in: str  # the file of its words
    join: str  # between words

    def __init__(self, strata: int, rng: np.random.Generator) -> None:
        self._said = _read(self.words_in)
        self.choose_themes(self._said["themes"], strata, rng)
        self.things = [line[2].split(",") for line in self.themes]
        self.finer = [line[3].split(",") for line in self.themes]
        self.words = [line[4].split() for line in self.themes]
        self.templates = len(self._said["waves"])
        self._parts: dict[str, tuple[str, str]] = {}

    def wanted(self) -> list[tuple[int, str]]:
        """Each finer want of a circle, for an item that also sells plain."""
        told = []
        for stratum, finer in enumerate(self.finer):
            for more, item in zip(finer, self.things[stratum], strict=False):
                thing = self.join.join((more, item))
                self._parts[thing] = (more, item)
                told.append((stratum, thing))
        return told

    def plain(self, thing: str) -> str:
        """The item without what makes it special."""
        return self._parts.get(thing, ("", thing))[1]

    def note(self, rng: np.random.Generator, stratum: int, thing: str) -> Said:
        """One to four lines, tags now and then."""
        frames = rng.choice(self._said["frames"], int(rng.integers(1, 5)))
        lines = [self._fill(rng, str(frame), stratum, thing) for frame in frames]
        title = self._fill(rng, str(rng.choice(self._said["frames"])), stratum, thing)
        tags = [self.word(rng, stratum) for _ in range(rng.integers(0, 4))]
        return Said(title[:30], " ".join(lines), list(dict.fromkeys(tags)))

    def chat(self, rng: np.random.Generator, stratum: int) -> str:
        """A few words."""
        return self._fill(rng, self._line(rng, "chat"), stratum, "")

    def ask(self, rng: np.random.Generator, thing: str) -> str:
        """Somebody asks for it, or only for the link."""
        return self._line(rng, "asks").format(t=thing)

    def query(self, rng: np.random.Generator, thing: str) -> str:
        """The item and what it should be, in either order."""
        if thing in self._parts:
            more, item = self._parts[thing]
            return self._line(rng, "finer").format(m=more, p=item)
        return self._line(rng, "queries").format(t=thing)

    def wave(self, index: int) -> Wave:
        """A template about one subject, which answers also ask for."""
        frame, subject = self._said["waves"][index], self._said["subjects"][index]

        def write(rng: np.random.Generator, stratum: int) -> Said:
            body = self._template(rng, frame, s=subject)
            if rng.random() < 0.4:
                body += " " + self._fill(rng, self._line(rng, "frames"), stratum, "")
            return Said(subject, body, [subject] if rng.random() < 0.5 else [])

        def answer(rng: np.random.Generator, stratum: int) -> str:
            del stratum
            return self._line(rng, "answers").format(s=subject)

        return Wave(write, answer)

    def habit(self, rng: np.random.Generator, index: int, day: int) -> Said:
        """A note of a template that people keep to every day, or every Friday."""
        body = self._template(rng, self._said["habits"][index], n=day)
        return Said(body[:10], body, [])

    def praise(self, rng: np.random.Generator) -> str:
        """One line of a script."""
        return self._line(rng, "praise")

    def goods(self, rng: np.random.Generator, stratum: int, thing: str) -> str:
        """A colour, the item, and a common word; what it should be before it or behind."""
        del stratum
        colour, common = (str(rng.choice(self._said[k])) for k in ("colours", "common"))
        pieces = [colour, thing, common]
        if thing in self._parts:
            more, item = self._parts[thing]
            pieces = [more, item, common] if rng.random() < 0.6 else [colour, item, more]
        return self.join.join(pieces)

    def _fill(self, rng: np.random.Generator, frame: str, stratum: int, thing: str) -> str:
        common = str(rng.choice(self._said["common"]))
        words = {"w": self.word(rng, stratum), "x": self.word(rng, stratum), "g": common}
        return frame.format(t=thing or self.thing(rng, stratum), **words)

    def _template(self, rng: np.random.Generator, frame: str, **told: object) -> str:
        more = rng.permutation(self._said["fillers"])
        return frame.format(g=more[0], h=more[1], **told)

    def _line(self, rng: np.random.Generator, name: str) -> str:
        return str(rng.choice(self._said[name]))


class NicheChinese(_Niche):
    """小甲床甲片胶 beside 甲片胶."""

    words_in, join = "niche_chinese.txt", ""


class NicheEnglish(_Niche):
    """A high instep trail shoe beside trail shoes."""

    words_in, join = "niche_english.txt", " "


@functools.cache
def _read(name: str) -> dict[str, list[str]]:
    """Lines by section."""
    told: dict[str, list[str]] = {}
    section = ""
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            told.setdefault(section, []).append(line)
    return told
